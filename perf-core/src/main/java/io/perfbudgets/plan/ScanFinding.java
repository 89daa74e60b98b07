package io.perfbudgets.plan;

import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import java.util.List;

/**
 * Something that an index, a limit or another condition would save. Holds no value that was bound or written in the
 * statement.
 *
 * @param kind what is wrong
 * @param table the table, with its schema where the statement names one
 * @param columns what rows are looked for by, or sorted by; empty where that could not be told
 * @param rows how many rows the database expects to read; -1 if it does not tell
 * @param fingerprint the statement
 * @param callSite the line that ran it
 * @param engine the database
 * @param fix what to do: one or more {@code CREATE INDEX} statements, or words
 * @param allowed why it is accepted; empty if it is not
 */
public record ScanFinding(
        Kind kind,
        String table,
        List<String> columns,
        long rows,
        Fingerprint fingerprint,
        CallSite callSite,
        String engine,
        String fix,
        String allowed) {

    /** The sorts of findings. */
    public enum Kind {
        /** All of the table is read to find rows by a condition. */
        FILTER,
        /** All of the table is read to find the rows that belong to another table's. */
        JOIN,
        /** All of the table is read and sorted, of which only the first rows are wanted. */
        FIRST_ROWS,
        /** All of the table is read because all of it is asked for. */
        WHOLE_TABLE,
        /** Rows that an index found are sorted afterwards: worth knowing, no full scan. */
        SORT
    }

    public ScanFinding {
        columns = List.copyOf(columns);
    }

    /** Whether it counts as a full scan: all but sorts do, and what is accepted does not. */
    public boolean counts() {
        return kind != Kind.SORT && allowed.isEmpty();
    }

    /** The same, run by {@code site}. */
    public ScanFinding at(CallSite site) {
        return new ScanFinding(kind, table, columns, rows, fingerprint, site, engine, fix, allowed);
    }

    /** The same, accepted. */
    public ScanFinding allowedFor(String reason) {
        return new ScanFinding(kind, table, columns, rows, fingerprint, callSite, engine, fix, reason);
    }

    /** What is wrong, in words: {@code reads all of games to filter by title}. */
    public String what() {
        String by = columns.isEmpty() ? "a condition" : String.join(", ", columns);
        return switch (kind) {
            case FILTER -> "reads all of " + table + " to filter by " + by;
            case JOIN -> "reads all of " + table + " to join by " + by;
            case FIRST_ROWS -> "reads and sorts all of " + table + " for the first rows by " + by;
            case WHOLE_TABLE -> "reads all of " + table;
            case SORT -> "sorts what it finds in " + table + " by " + by;
        };
    }
}
