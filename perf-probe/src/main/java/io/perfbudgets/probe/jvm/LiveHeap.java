package io.perfbudgets.probe.jvm;

import io.perfbudgets.measure.ClassHistogram;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The live heap of another JVM, by {@code jcmd}; looking at it stops the application for the time of a full collection. */
public final class LiveHeap {

    private LiveHeap() {}

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
    public static Optional<ClassHistogram> of(ProcessHandle jvm) throws InterruptedException {
        String histogram = ClassHistogram.<InterruptedException>clean(
                () -> Jcmd.ask(jvm, "GC.class_histogram").orElse(""));
        return Optional.of(ClassHistogram.parse(histogram)).filter(heap -> heap.bytes() > 0);
    }
}
