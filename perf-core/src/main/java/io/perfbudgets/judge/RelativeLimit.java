package io.perfbudgets.judge;

import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A limit for a percentile of some durations as a multiple of the same percentile of other durations, the reference's.
 * Both percentiles lie between order statistics with a chance that no distribution changes (Conover 1999, section 3.2), so
 * their ratio lies between the quotients of the bounds, each taken at half of the risk.
 *
 * @param quantile which percentile, 0.95 for p95
 * @param factor the largest ratio, in parts per million: 1,200,000 for 1.2x
 */
public record RelativeLimit(double quantile, long factor) {
    private static final double MILLION = 1e6;
    private static final int TENTHS = 10;
    /** A disturbance of a third of a series reaches into four of its tenths. */
    private static final int TENTHS_OVER = 7;

    public RelativeLimit {
        if (factor <= 0 || !(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException(
                    "A relative limit is a factor above zero for a percentile, not " + factor + " for " + quantile);
        }
    }

    /** Fewest values of each that can be within the limit. */
    int fewest(double risk) {
        double half = risk / 2;
        return Math.max(any().fewest(half), (int) Math.ceil(Math.log(half) / Math.log(1 - quantile) - 1e-9));
    }

    boolean within(LatencySeries values, LatencySeries reference, double risk) {
        OptionalLong most = upperBound(values, reference, risk);
        return most.isPresent() && most.getAsLong() <= factor;
    }

    boolean over(LatencySeries values, LatencySeries reference, double risk) {
        OptionalLong least = lowerBound(values, reference, risk);
        return least.isPresent() && least.getAsLong() > factor;
    }

    /** Whether the ratio is over the limit in most stretches of the series: a disturbance hits values and reference alike. */
    boolean throughout(LatencySeries values, LatencySeries reference) {
        return IntStream.range(0, TENTHS)
                        .mapToObj(tenth -> ratio(values.part(tenth, TENTHS), reference.part(tenth, TENTHS)))
                        .filter(ratio -> ratio.isPresent() && ratio.getAsLong() > factor)
                        .count()
                >= TENTHS_OVER;
    }

    /** The ratio of the percentiles themselves, parts per million. */
    OptionalLong ratio(LatencySeries values, LatencySeries reference) {
        return quotient(any().observed(values), any().observed(reference));
    }

    OptionalLong lowerBound(LatencySeries values, LatencySeries reference, double risk) {
        return quotient(any().lowerBound(values, risk / 2), any().upperBound(reference, risk / 2));
    }

    OptionalLong upperBound(LatencySeries values, LatencySeries reference, double risk) {
        return quotient(any().upperBound(values, risk / 2), any().lowerBound(reference, risk / 2));
    }

    /** The percentile; bounds do not depend on a limit. */
    PercentileRule any() {
        return new PercentileRule(quantile, Long.MAX_VALUE);
    }

    /**
     * The limit that this one comes to when the reference's percentile is {@code nanos}.
     */
    LatencyLimit of(long nanos) {
        return LatencyLimit.percentile(quantile, Math.max(1, Math.round(factor / MILLION * nanos)));
    }

    private static OptionalLong quotient(OptionalLong values, OptionalLong reference) {
        return values.isEmpty() || reference.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(MILLION * values.getAsLong() / Math.max(1, reference.getAsLong())));
    }
}
