package io.perfbudgets.budget;

/** The way in which a metric is judged. */
public enum Judging {
    /** Deterministic: the worst unit decides, one unit over the limit breaches. */
    EXACT,
    /** A statistical decision over many units, with a stated confidence and a least number of values. */
    DISTRIBUTION,
    /** A statistical decision on the share of units that have a property, such as having failed. */
    SHARE,
    /** A statistical decision on how many units are done in a time, over stretches of it. */
    PACE,
    /** A decision over a handful of values that are dear to take. */
    FEW,
    /** The largest value observed. */
    PEAK,
    /** The slope over time, with its bound. */
    TREND
}
