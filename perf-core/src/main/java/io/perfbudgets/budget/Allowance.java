package io.perfbudgets.budget;

/** Findings that are accepted for a reason: still measured and listed, but not counted. */
public sealed interface Allowance permits FullScanAllowance, QueryAllowance {
    /** Why. */
    String reason();

    /** Where it was declared. */
    Origin origin();

    /** What is accepted, in words that begin a sentence: {@code Full scans of games}. */
    String what();

    /** What is said where nothing of it was found: {@code no plan had one}. */
    String unmet();
}
