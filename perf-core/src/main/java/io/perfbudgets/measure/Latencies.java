package io.perfbudgets.measure;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * The durations of a subject's units in nanoseconds, or what they allocated in bytes: all of them in a histogram, the first {@value #KEPT} also one by one
 * in the order in which they were taken.
 *
 * <p>Not thread-safe; {@link SubjectRecorder} guards it.
 */
public final class Latencies {
    /** How many values are kept in order. */
    public static final int KEPT = 4_096;

    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram histogram;
    private long[] ordered;
    private int kept;

    /** No values yet. */
    public Latencies() {
        this(new Histogram(SIGNIFICANT_DIGITS), new long[0]);
    }

    /**
     * What a results file holds.
     *
     * @param histogram of all values, nanoseconds
     * @param ordered the first of them in order
     */
    public Latencies(Histogram histogram, long[] ordered) {
        this.histogram = histogram;
        this.ordered = ordered.clone();
        this.kept = ordered.length;
    }

    /** Adds one duration in nanoseconds. */
    public void add(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
        keep(nanos);
    }

    /** Adds all values of {@code later}, as taken after the ones held so far. */
    public void addAll(Latencies later) {
        boolean complete = kept == histogram.getTotalCount();
        histogram.add(later.histogram);
        for (int i = 0; complete && i < later.kept; i++) {
            keep(later.ordered[i]);
        }
    }

    private void keep(long nanos) {
        if (kept == KEPT) {
            return;
        }
        if (kept == ordered.length) {
            ordered = Arrays.copyOf(ordered, Math.min(KEPT, Math.max(16, kept * 2)));
        }
        ordered[kept++] = nanos;
    }

    /** How many values there are. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** The first values in the order in which they were taken, nanoseconds; a copy. */
    public long[] ordered() {
        return Arrays.copyOf(ordered, kept);
    }

    /** The value that a share of {@code quantile} of the units does not exceed, nanoseconds; 0 if there are none. */
    public long percentile(double quantile) {
        return count() == 0 ? 0 : histogram.getValueAtPercentile(quantile * 100);
    }

    /** How many values lie over {@code nanos}, to the histogram's three significant digits. */
    public long over(long nanos) {
        long highest = histogram.highestEquivalentValue(nanos);
        return highest >= histogram.getMaxValue()
                ? 0
                : histogram.getCountBetweenValues(highest + 1, histogram.getMaxValue());
    }

    /** The longest, nanoseconds. */
    public long max() {
        return count() == 0 ? 0 : histogram.getMaxValue();
    }

    /** The mean, nanoseconds. */
    public long mean() {
        return count() == 0 ? 0 : Math.round(histogram.getMean());
    }

    /** A copy of the histogram. */
    public Histogram histogram() {
        return histogram.copy();
    }
}
