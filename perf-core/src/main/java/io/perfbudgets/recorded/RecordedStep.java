package io.perfbudgets.recorded;

/**
 * A statement, and how often it ran in a row.
 *
 * @param count how often
 * @param statement the statement without its values
 * @param callSite the line that ran it first, {@code GameService.java:57}; empty if it is not known
 */
public record RecordedStep(long count, String statement, String callSite) {
    /** How it is written down: {@code select …} or {@code 100 x select …}. The call site is not: lines move. */
    String written() {
        return count == 1 ? statement : count + " x " + statement;
    }
}
