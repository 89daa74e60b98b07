package io.perfbudgets.judge;

import java.util.OptionalLong;

/** How one statistic of durations is held against its limit, at one look. Risks are chances of a wrong answer. */
sealed interface LatencyRule permits PercentileRule, MeanRule, MaxRule {
    /** The limit in nanoseconds. */
    long limit();

    /** Fewest values that can be within the limit. */
    int fewest(double risk);

    boolean within(LatencySeries series, double risk);

    boolean over(LatencySeries series, double risk);

    /** Whether the breach shows throughout the series, rather than in stretches of it that were disturbed. */
    boolean throughout(LatencySeries series, double risk);

    /** How many blocks break the limit for themselves. */
    int blocksOver(LatencySeries series);

    OptionalLong observed(LatencySeries series);

    OptionalLong lowerBound(LatencySeries series, double risk);

    OptionalLong upperBound(LatencySeries series, double risk);
}
