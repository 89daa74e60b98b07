package io.perfbudgets.probe.jvm;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alive on the heap of a JVM after a full collection, by class: the class histogram of {@code jcmd}. Exact, whatever
 * the collector; it stops the application for the time of the collection.
 *
 * @param bytes of all live objects
 * @param classes bytes by class name
 */
public record LiveHeap(long bytes, Map<String, Long> classes) {
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    public LiveHeap {
        classes = Map.copyOf(classes);
    }

    /** The first of {@code members} that is a JVM. */
    public static Optional<ProcessHandle> jvmAmong(List<ProcessHandle> members) {
        return members.stream()
                .filter(member -> member.info()
                        .command()
                        .map(command -> String.valueOf(Path.of(command).getFileName()))
                        .filter(name -> name.equals("java") || name.equals("java.exe"))
                        .isPresent())
                .min(Comparator.comparingLong(ProcessHandle::pid));
    }

    /**
     * Collects the garbage of a JVM and looks at what is left.
     *
     * @return empty if this JDK has no {@code jcmd}, or it does not come through to that JVM
     */
    public static Optional<LiveHeap> of(ProcessHandle jvm) throws InterruptedException {
        return Jcmd.ask(jvm, "GC.class_histogram").map(LiveHeap::parse).filter(heap -> heap.bytes() > 0);
    }

    static LiveHeap parse(String histogram) {
        Map<String, Long> classes = new HashMap<>();
        histogram
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> classes.merge(line.group(3), Long.parseLong(line.group(2)), Long::sum));
        return new LiveHeap(classes.values().stream().mapToLong(Long::longValue).sum(), classes);
    }

    /** The classes that take more than in {@code before}, the largest difference first. */
    public List<Map.Entry<String, Long>> grownSince(LiveHeap before) {
        return classes.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.classes.getOrDefault(entry.getKey(), 0L)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(5)
                .toList();
    }
}
