package io.perfbudgets.gate;

/** What a finding does to the build. In the order in which findings are listed. */
public enum Effect {
    /** The build fails. */
    FAILS,
    /** The build warns. */
    WARNS,
    /** A breach that a waiver accepts: listed, nothing more. */
    WAIVED,
    /** Listed only, by the policy of the budget file. */
    IGNORED,
    /** The budget is kept. */
    PASSES
}
