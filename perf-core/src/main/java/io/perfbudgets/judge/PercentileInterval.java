package io.perfbudgets.judge;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Between which bounds a percentile lies, by the order statistics of the values that were taken: it holds whatever their
 * distribution is (Conover 1999, Practical Nonparametric Statistics, section 3.2).
 *
 * @param low lower bound, to the histogram's precision
 * @param high upper bound
 */
public record PercentileInterval(long low, long high) {

    /**
     * The interval that misses the percentile with a chance of at most {@code risk}, half of it on either side.
     *
     * @param quantile the share of values that the percentile is not exceeded by, such as 0.95
     * @return empty if there are too few values for both bounds
     */
    public static Optional<PercentileInterval> of(Histogram values, double quantile, double risk) {
        long count = values.getTotalCount();
        long below = lowest(count, quantile, risk / 2);
        long above = highest(count, quantile, risk / 2);
        return below < 1 || above > count
                ? Optional.empty()
                : Optional.of(new PercentileInterval(ranked(values, below), ranked(values, above)));
    }

    /** The highest rank r such that fewer than r values lie below the percentile with a chance of at most {@code risk}. */
    private static long lowest(long count, double quantile, double risk) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (Binomial.atMost(count, middle - 1, quantile) <= risk) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The lowest rank r such that r or more values lie below the percentile with a chance of at most {@code risk}. */
    private static long highest(long count, double quantile, double risk) {
        long low = 1;
        long high = count + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (Binomial.atLeast(count, middle, quantile) <= risk) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static long ranked(Histogram values, long rank) {
        return values.getValueAtPercentile(100.0 * (rank - 0.5) / values.getTotalCount());
    }
}
