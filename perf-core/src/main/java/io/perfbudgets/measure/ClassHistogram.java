package io.perfbudgets.measure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alive on a heap after a full collection, by class: the class histogram of HotSpot, exact whatever the collector.
 *
 * @param bytes of all live objects
 * @param classes bytes by class name, as the JVM writes it: {@code [B} is an array of bytes
 */
public record ClassHistogram(long bytes, Map<String, Long> classes) {
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final int MOST_GROWN = 5;
    private static final int END = 200;

    public ClassHistogram {
        classes = Map.copyOf(classes);
    }

    /** A class that takes more than before, by so many bytes. */
    public record Grown(String className, long bytes) {}

    /** Reads what {@code jcmd GC.class_histogram} writes; without any line of it there are no bytes. */
    public static ClassHistogram parse(String histogram) {
        Map<String, Long> classes = new HashMap<>();
        histogram
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> classes.merge(line.group(3), Long.parseLong(line.group(2)), Long::sum));
        return new ClassHistogram(
                classes.values().stream().mapToLong(Long::longValue).sum(), classes);
    }

    /** Only the sum of all live objects, bytes, which is its last line; 0 if there is none. */
    public static long total(String histogram) {
        Matcher total = TOTAL.matcher(histogram.substring(Math.max(0, histogram.length() - END)));
        return total.find() ? Long.parseLong(total.group(1)) : 0;
    }

    /** The classes that take more than in {@code before}, the largest difference first. */
    public List<Grown> grownSince(ClassHistogram before) {
        return classes.entrySet().stream()
                .map(entry ->
                        new Grown(entry.getKey(), entry.getValue() - before.classes.getOrDefault(entry.getKey(), 0L)))
                .filter(grown -> grown.bytes() > 0)
                .sorted(Comparator.comparingLong(Grown::bytes).reversed())
                .limit(MOST_GROWN)
                .toList();
    }
}
