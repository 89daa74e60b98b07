package io.perfbudgets.judge;

import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The longest value observed. One value over the limit contradicts the budget but may be the machine's doing, so a
 * breach must recur: in at least half of the blocks, which no single disturbance over 30 % of the series can reach. None
 * over the limit is within; among n values that says with 95 % confidence that at most one unit in n/3 takes longer
 * (Hanley and Lippman-Hand 1983, If Nothing Goes Wrong, Is Everything All Right?, JAMA 249:13).
 */
record MaxRule(long limit) implements LatencyRule {
    /** A live series promises that at least this share of the units keeps the limit. */
    private static final double PROMISED = 0.95;

    @Override
    public int fewest(double risk) {
        return new PercentileRule(PROMISED, limit).fewest(risk);
    }

    @Override
    public boolean within(LatencySeries series, double risk) {
        return series.size() > 0 && series.over(limit) == 0;
    }

    @Override
    public boolean over(LatencySeries series, double risk) {
        return series.over(limit) > 0;
    }

    @Override
    public boolean throughout(LatencySeries series, double risk) {
        return blocksOver(series) * 2 >= series.blocks();
    }

    @Override
    public int blocksOver(LatencySeries series) {
        return (int) IntStream.range(0, series.blocks())
                .filter(block -> series.over(limit, series.blockStart(block), series.blockStart(block + 1)) > 0)
                .count();
    }

    @Override
    public OptionalLong observed(LatencySeries series) {
        return series.size() == 0 ? OptionalLong.empty() : OptionalLong.of(series.ranked(series.size() - 1));
    }

    @Override
    public OptionalLong lowerBound(LatencySeries series, double risk) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong upperBound(LatencySeries series, double risk) {
        return OptionalLong.empty();
    }
}
