package io.perfbudgets.sql;

/**
 * The executions of one fingerprint from one call site within one unit.
 *
 * @param fingerprint what was run
 * @param callSite the line that ran it; {@link CallSite#UNKNOWN} if it was not looked up
 * @param count how often it was sent to the database; a JDBC batch is sent once
 * @param distinctValues how many different sets of values it had, counted up to {@link UnitLog#MAX_DISTINCT}
 * @param nanos time in the database, nanoseconds
 * @param rows rows read or changed, as far as known
 * @param batched how many of the rows of values were sent in JDBC batches
 * @param order its place among the unit's groups by first execution, from 0
 * @param parent the {@code order} of the group that ran right before its first execution; -1 if it came first
 */
public record StatementGroup(
        Fingerprint fingerprint,
        CallSite callSite,
        long count,
        int distinctValues,
        long nanos,
        long rows,
        long batched,
        int order,
        int parent) {

    /** Both together, for a unit that holds the units that ran them. */
    StatementGroup plus(StatementGroup other) {
        return new StatementGroup(
                fingerprint,
                callSite,
                count + other.count,
                Math.max(distinctValues, other.distinctValues),
                nanos + other.nanos,
                rows + other.rows,
                batched + other.batched,
                order,
                parent);
    }

    /** The same at another place in its unit, its parent not known. */
    StatementGroup at(int place) {
        return new StatementGroup(fingerprint, callSite, count, distinctValues, nanos, rows, batched, place, -1);
    }
}
