package io.perfbudgets.judge;

/** Why a latency budget could not be decided. */
public enum LatencyDoubt {
    /** Fewer values than the statistic needs at the wanted confidence. */
    TOO_FEW,
    /** Enough values, but their spread around the limit leaves both answers open. */
    NEAR_THE_LIMIT,
    /** Values over the limit came in one stretch, or (a histogram) might have: a disturbance looks the same. */
    IN_ONE_STRETCH,
    /** One series looked broken, a confirming series did not, or there was no time for it. */
    NOT_CONFIRMED,
    /** So many values were taken while the machine was disturbed that the rest is no fair sample. */
    MACHINE_DISTURBED,
    /** Under load, requests were held up by the load generator itself. */
    GENERATOR_LATE,
    /** Over the limit under load, but for so short a time that a disturbance of the machine looks the same. */
    TOO_SHORT
}
