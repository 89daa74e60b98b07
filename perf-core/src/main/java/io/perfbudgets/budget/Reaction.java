package io.perfbudgets.budget;

/** What the gate does about a verdict that is neither kept nor broken. */
public enum Reaction {
    /** The build fails. */
    FAIL,
    /** It is reported as a warning. */
    WARN,
    /** It is listed in the report only. */
    IGNORE
}
