package io.perfbudgets.measure;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The durations of a subject's units in nanoseconds, or what they allocated in bytes: the first {@value #KEPT} one by one in
 * the order in which they were taken, all of them in a histogram. While the former are all, a histogram, which is large, is
 * only made for as long as a question takes.
 *
 * <p>Not thread-safe while values are added; {@link SubjectRecorder} guards it then.
 */
public final class Latencies {
    /** How many values are kept in order. */
    public static final int KEPT = 4_096;

    private static final int SIGNIFICANT_DIGITS = 3;
    /** Up to so many values are sorted rather than counted. */
    private static final int FEW = 1_024;
    /** Never recorded into: it knows which values count as equal. */
    private static final Histogram SCALE = new Histogram(SIGNIFICANT_DIGITS);

    /** Of all values; null while {@link #ordered} has them all. */
    private @Nullable Histogram histogram;

    private long[] ordered;
    private int kept;

    /** No values yet. */
    public Latencies() {
        this.ordered = new long[0];
    }

    /**
     * What a results file holds of more values than are kept in order.
     *
     * @param histogram of all values, nanoseconds
     * @param ordered the first of them in order
     */
    public Latencies(Histogram histogram, long[] ordered) {
        this(ordered);
        this.histogram = histogram;
    }

    /**
     * All values in order.
     *
     * @param ordered at most {@value #KEPT}, nanoseconds
     */
    public Latencies(long[] ordered) {
        if (ordered.length > KEPT) {
            throw new IllegalArgumentException("At most " + KEPT + " values are kept, not " + ordered.length);
        }
        this.ordered = ordered.clone();
        this.kept = ordered.length;
    }

    /** Adds one duration in nanoseconds. */
    public void add(long nanos) {
        if (histogram != null || kept == KEPT) {
            growing().recordValue(Math.max(0, nanos));
        }
        keep(nanos);
    }

    /** Adds all values of {@code later}, as taken after the ones held so far. */
    public void addAll(Latencies later) {
        if (later.histogram == null && histogram == null && kept + later.kept <= KEPT) {
            if (ordered.length < kept + later.kept) {
                ordered = Arrays.copyOf(ordered, Math.max(kept + later.kept, Math.min(KEPT, kept * 2)));
            }
            System.arraycopy(later.ordered, 0, ordered, kept, later.kept);
            kept += later.kept;
            return;
        }
        boolean complete = isInOrder();
        growing().add(later.counted());
        for (int i = 0; complete && i < later.kept; i++) {
            keep(later.ordered[i]);
        }
    }

    /** Whether {@link #ordered()} has all values. */
    public boolean isInOrder() {
        return kept == count();
    }

    private Histogram counted() {
        Histogram all = histogram;
        if (all == null) {
            all = new Histogram(SIGNIFICANT_DIGITS);
            for (int i = 0; i < kept; i++) {
                all.recordValue(Math.max(0, ordered[i]));
            }
        }
        return all;
    }

    private Histogram growing() {
        Histogram all = counted();
        histogram = all;
        return all;
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
        Histogram all = histogram;
        return all == null ? kept : all.getTotalCount();
    }

    /** The first values in the order in which they were taken, nanoseconds; a copy. */
    public long[] ordered() {
        return Arrays.copyOf(ordered, kept);
    }

    /** The value that a share of {@code quantile} of the units does not exceed, nanoseconds; 0 if there are none. */
    public long percentile(double quantile) {
        return percentiles(quantile)[0];
    }

    /** The same for each of {@code quantiles}; the values are sorted or counted but once for all of them. */
    public long[] percentiles(double... quantiles) {
        long[] values = new long[quantiles.length];
        if (count() == 0) {
            return values;
        }
        if (histogram == null && kept <= FEW) {
            long[] sorted = ordered();
            Arrays.sort(sorted);
            for (int i = 0; i < values.length; i++) {
                values[i] = ranked(sorted, quantiles[i]);
            }
            return values;
        }
        Histogram all = counted();
        for (int i = 0; i < values.length; i++) {
            values[i] = all.getValueAtPercentile(quantiles[i] * 100);
        }
        return values;
    }

    private static long ranked(long[] sorted, double quantile) {
        int rank = (int) Math.ceil(Math.nextDown(quantile * 100) * sorted.length / 100);
        return SCALE.highestEquivalentValue(Math.max(0, sorted[Math.max(1, rank) - 1]));
    }

    /** How many values lie over {@code nanos}, to the histogram's three significant digits. */
    public long over(long nanos) {
        Histogram all = counted();
        long highest = all.highestEquivalentValue(nanos);
        return highest >= all.getMaxValue() ? 0 : all.getCountBetweenValues(highest + 1, all.getMaxValue());
    }

    /** The longest, nanoseconds. */
    public long max() {
        return percentile(1);
    }

    /** The mean, nanoseconds. */
    public long mean() {
        if (count() == 0) {
            return 0;
        }
        if (histogram == null) {
            double sum = 0;
            for (int i = 0; i < kept; i++) {
                sum += SCALE.medianEquivalentValue(Math.max(0, ordered[i]));
            }
            return Math.round(sum / kept);
        }
        return Math.round(counted().getMean());
    }

    /** A copy of the histogram. */
    public Histogram histogram() {
        return histogram == null ? counted() : histogram.copy();
    }
}
