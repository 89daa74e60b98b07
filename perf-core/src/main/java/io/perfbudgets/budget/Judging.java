package io.perfbudgets.budget;

/** The way in which a metric is judged. */
public enum Judging {
    /** Deterministic: the worst unit decides, one unit over the limit breaches. */
    EXACT,
    /** A statistical decision over many units, with a stated confidence and a least number of values. */
    DISTRIBUTION
}
