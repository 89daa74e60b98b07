package io.perfbudgets.judge;

/** What was found of a budget. */
public enum Outcome {
    /** The budget is kept. */
    WITHIN,
    /** The budget is broken. */
    BREACHED,
    /** Too few or too noisy values to say. */
    UNDECIDED,
    /** Nothing was observed that the budget could be held against. */
    UNMEASURED
}
