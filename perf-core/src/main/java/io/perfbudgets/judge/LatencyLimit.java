package io.perfbudgets.judge;

/**
 * What a latency budget limits: a statistic of the durations and the longest it may be.
 *
 * @param statistic which statistic of the durations
 * @param quantile for a percentile the share of values that must keep the limit, above 0 and below 1 (0.95 for p95);
 *     1 for the maximum, NaN for the mean
 * @param nanos the limit in nanoseconds; a value equal to it keeps it
 */
public record LatencyLimit(Statistic statistic, double quantile, long nanos) {
    /** Which statistic of the durations is limited. */
    public enum Statistic {
        PERCENTILE,
        MEAN,
        MAX
    }

    public LatencyLimit {
        if (nanos <= 0) {
            throw new IllegalArgumentException("A latency limit must be above zero, not " + nanos + " ns");
        }
        if (statistic == Statistic.PERCENTILE && !(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("A percentile lies between 0 and 1 (0.95 for p95), not at " + quantile);
        }
    }

    /** At least {@code quantile} (0.95 for p95) of the values take at most {@code nanos}. */
    public static LatencyLimit percentile(double quantile, long nanos) {
        return new LatencyLimit(Statistic.PERCENTILE, quantile, nanos);
    }

    /** The values take at most {@code nanos} on average. */
    public static LatencyLimit mean(long nanos) {
        return new LatencyLimit(Statistic.MEAN, Double.NaN, nanos);
    }

    /** No value takes longer than {@code nanos}. */
    public static LatencyLimit max(long nanos) {
        return new LatencyLimit(Statistic.MAX, 1, nanos);
    }

    /**
     * The limit for a quantile as metrics name it: 1 is the maximum, NaN the mean, anything between 0 and 1 a
     * percentile.
     */
    public static LatencyLimit ofQuantile(double quantile, long nanos) {
        return Double.isNaN(quantile) ? mean(nanos) : quantile == 1 ? max(nanos) : percentile(quantile, nanos);
    }

    /** A limit so high that a value over it would be over this one on an undisturbed machine too. */
    LatencyLimit whateverTheMachine() {
        long most = Long.MAX_VALUE / Disturbance.WORST;
        return new LatencyLimit(statistic, quantile, Math.min(nanos, most) * Disturbance.WORST);
    }

    LatencyRule rule() {
        return switch (statistic) {
            case PERCENTILE -> new PercentileRule(quantile, nanos);
            case MEAN -> new MeanRule(nanos);
            case MAX -> new MaxRule(nanos);
        };
    }
}
