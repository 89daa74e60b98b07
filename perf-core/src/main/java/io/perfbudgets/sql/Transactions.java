package io.perfbudgets.sql;

/**
 * The transactions that one unit began, each from its first statement to its commit or rollback; one that outlived the unit
 * counts up to the unit's end. A statement that commits itself (auto-commit) is none.
 *
 * @param count how many
 * @param longestNanos the longest, nanoseconds
 * @param totalNanos all together, nanoseconds
 */
public record Transactions(long count, long longestNanos, long totalNanos) {
    /** A unit without transactions. */
    public static final Transactions NONE = new Transactions(0, 0, 0);
}
