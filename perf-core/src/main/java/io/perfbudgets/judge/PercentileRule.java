package io.perfbudgets.judge;

import java.util.OptionalLong;

/**
 * A percentile keeps its limit when a value exceeds the limit with a chance of at most {@code 1 - quantile}, so the
 * number of values over it is binomial whatever their distribution; the bounds are the order statistics that go with it
 * (Conover 1999, Practical Nonparametric Statistics, section 3.2).
 *
 * @param atAnyTime whether {@link #within} may be asked after every value at one risk for all, rather than once
 */
record PercentileRule(double quantile, long limit, boolean atAnyTime) implements LatencyRule {
    /** For one look at a number of values that was fixed beforehand. */
    PercentileRule(double quantile, long limit) {
        this(quantile, limit, false);
    }

    /** The same, but whether it is within may be asked after every value. */
    PercentileRule anyTime() {
        return new PercentileRule(quantile, limit, true);
    }

    /** The share of values that may be over the limit. */
    double allowed() {
        return 1 - quantile;
    }

    @Override
    public int fewest(double risk) {
        return atAnyTime
                ? AnytimeBinomial.fewest(allowed(), risk)
                : (int) Math.ceil(Math.log(risk) / Math.log(quantile) - 1e-9);
    }

    @Override
    public boolean within(LatencySeries series, double risk) {
        return within(series.size(), series.over(limit), risk);
    }

    boolean within(long values, long over, double risk) {
        return atAnyTime
                ? AnytimeBinomial.tooFew(values, over, allowed(), risk)
                : Binomial.atMost(values, over, allowed()) <= risk;
    }

    @Override
    public boolean over(LatencySeries series, double risk) {
        return over(series.size(), series.over(limit), risk);
    }

    boolean over(long values, long over, double risk) {
        return Binomial.atLeast(values, over, allowed()) <= risk;
    }

    @Override
    public boolean throughout(LatencySeries series, double risk) {
        PercentileBlocks blocks = new PercentileBlocks(this, series);
        return blocks.calmestTenthsAreOver() && blocks.isOverBesideStretches(risk);
    }

    @Override
    public int blocksOver(LatencySeries series) {
        return new PercentileBlocks(this, series).over();
    }

    @Override
    public OptionalLong observed(LatencySeries series) {
        if (series.size() == 0) {
            return OptionalLong.empty();
        }
        int rank = (int) Math.ceil(quantile * series.size() - 1e-9);
        return OptionalLong.of(series.ranked(Math.max(rank, 1) - 1));
    }

    /** The j-th largest value, for the smallest j that chance alone reaches too seldom. */
    @Override
    public OptionalLong lowerBound(LatencySeries series, double risk) {
        int size = series.size();
        int low = 1;
        int high = size + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (over(size, middle, risk)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low > size ? OptionalLong.empty() : OptionalLong.of(series.ranked(size - low));
    }

    /** The value with j values above it, for the largest j that is still too few for a percentile beyond it. */
    @Override
    public OptionalLong upperBound(LatencySeries series, double risk) {
        int size = series.size();
        int low = -1;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high + 1) >> 1;
            if (within(size, middle, risk)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low < 0 ? OptionalLong.empty() : OptionalLong.of(series.ranked(size - 1 - low));
    }
}
