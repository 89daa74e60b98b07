package io.perfbudgets.sql;

/**
 * The executions of one fingerprint from one call site within one unit.
 *
 * @param fingerprint what was run
 * @param callSite the line that ran it; {@link CallSite#UNKNOWN} if it was not looked up
 * @param count how often it was sent to the database; a JDBC batch is sent once
 * @param distinctValues how many different sets of values it had, counted up to {@link UnitLog#MAX_DISTINCT}
 * @param duplicates how many executions repeated one of the same unit: a SELECT with the same values, with nothing
 *     written in between
 * @param nanos time in the database, nanoseconds
 * @param rows rows read, as far as known
 * @param columns columns of its widest result; 0 if unknown
 * @param updatedRows rows inserted, updated or deleted, as far as known
 * @param batches how many of the executions were JDBC batches
 * @param batched how many rows of values were sent in them
 * @param order its place among the unit's groups by first execution, from 0
 * @param parent the {@code order} of the group that ran right before its first execution; -1 if it came first
 * @param startedAt when its first execution began, nanoseconds since the unit began
 */
public record StatementGroup(
        Fingerprint fingerprint,
        CallSite callSite,
        long count,
        int distinctValues,
        long duplicates,
        long nanos,
        long rows,
        int columns,
        long updatedRows,
        long batches,
        long batched,
        int order,
        int parent,
        long startedAt) {

    /**
     * The round trips that one JDBC batch would have saved: single-row INSERTs, UPDATEs or DELETEs sent one by one from one
     * line with different values. One statement that changes many rows is no missed batch.
     */
    public long savedByBatching() {
        boolean writes =
                switch (fingerprint.kind()) {
                    case INSERT, UPDATE, DELETE -> true;
                    default -> false;
                };
        long single = count - batches;
        boolean singleRows = updatedRows <= single + batched;
        return writes && single >= 2 && distinctValues >= 2 && singleRows ? single - 1 : 0;
    }

    /** Both together, for a unit that holds the units that ran them. */
    StatementGroup plus(StatementGroup other) {
        return new StatementGroup(
                fingerprint,
                callSite,
                count + other.count,
                Math.max(distinctValues, other.distinctValues),
                duplicates + other.duplicates,
                nanos + other.nanos,
                rows + other.rows,
                Math.max(columns, other.columns),
                updatedRows + other.updatedRows,
                batches + other.batches,
                batched + other.batched,
                order,
                parent,
                Math.min(startedAt, other.startedAt));
    }

    /** The same in a unit that began {@code nanos} before. */
    StatementGroup later(long nanos) {
        return new StatementGroup(
                fingerprint,
                callSite,
                count,
                distinctValues,
                duplicates,
                this.nanos,
                rows,
                columns,
                updatedRows,
                batches,
                batched,
                order,
                parent,
                startedAt + nanos);
    }

    /** The same at another place in its unit, its parent not known. */
    StatementGroup at(int place) {
        return new StatementGroup(
                fingerprint,
                callSite,
                count,
                distinctValues,
                duplicates,
                nanos,
                rows,
                columns,
                updatedRows,
                batches,
                batched,
                place,
                -1,
                startedAt);
    }
}
