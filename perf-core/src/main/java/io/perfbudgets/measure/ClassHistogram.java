package io.perfbudgets.measure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alive on a heap after a full collection, by class: the class histogram of HotSpot.
 *
 * <p>Some collections leave a dead object where it is and fill its place: Serial does in up to three of four for some 5 % of
 * the old generation, and Parallel does. The histogram counts these fillers as if they were alive; here they are left out.
 * Before JDK 19 they are arrays of {@code int} that nothing tells from the application's, so that a look through
 * {@link #clean} is repeated where they could be many. Of Parallel on such a JVM some may still be counted.
 *
 * @param bytes of all live objects
 * @param classes bytes by class name, as the JVM writes it: {@code [B} is an array of bytes
 */
public record ClassHistogram(long bytes, Map<String, Long> classes) {
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final String FILLER = "jdk.internal.vm.Filler";
    private static final Pattern FILLERS = Pattern.compile("\\d+:\\s+\\d+\\s+(\\d+)\\s+\\S*" + Pattern.quote(FILLER));
    private static final Pattern INTS =
            Pattern.compile("\\d+:\\s+\\d+\\s+(\\d+)\\s+\\[I\\b(?: \\(java\\.base@(\\d+))?");
    private static final int NAMED_SINCE = 19;
    private static final int FEW_INTS = 20;
    /** Every fourth full collection of Serial leaves nothing dead in its place. */
    private static final int LOOKS = 4;

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
                .filter(line -> !line.group(3).contains(FILLER))
                .forEach(line -> classes.merge(line.group(3), Long.parseLong(line.group(2)), Long::sum));
        return new ClassHistogram(
                classes.values().stream().mapToLong(Long::longValue).sum(), classes);
    }

    /** Only the sum of all live objects, bytes, without reading all classes; 0 if there is none. */
    public static long total(String histogram) {
        Matcher total = TOTAL.matcher(histogram.substring(Math.max(0, histogram.length() - END)));
        if (!total.find()) {
            return 0;
        }
        long fillers = histogram.contains(FILLER)
                ? FILLERS.matcher(histogram)
                        .results()
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum()
                : 0;
        return Long.parseLong(total.group(1)) - fillers;
    }

    /** Takes a class histogram. */
    @FunctionalInterface
    public interface Look<X extends Exception> {
        /** What the JVM writes; empty if it gives none. */
        String take() throws X;
    }

    /** Takes a histogram, and where much of it may be fillers that have no name, the one of four that has the fewest. */
    public static <X extends Exception> String clean(Look<X> look) throws X {
        String cleanest = look.take();
        for (int looks = 1; looks < LOOKS && unnamed(cleanest) > total(cleanest) / FEW_INTS; looks++) {
            String another = look.take();
            if (!another.isEmpty() && unnamed(another) < unnamed(cleanest)) {
                cleanest = another;
            }
        }
        return cleanest;
    }

    /** Bytes that may be fillers. */
    private static long unnamed(String histogram) {
        Matcher ints = INTS.matcher(histogram);
        boolean old = ints.find() && (ints.group(2) == null || Integer.parseInt(ints.group(2)) < NAMED_SINCE);
        return old ? Long.parseLong(ints.group(1)) : 0;
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
