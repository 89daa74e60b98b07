package io.perfbudgets.sql;

import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that are read from the executions of one statement, for the call site that they came from. Without a lock
 * and without an allocation per row or execution: one thread at a time adds, as a result is read by one thread at a time.
 */
public final class ReadRows {
    /** For executions that belong to nobody. */
    public static final ReadRows NOBODY = new ReadRows(null, true);

    private final UnitLog.@Nullable Group group;
    private boolean ended;
    private boolean settled;
    private boolean columnsKnown;
    private long rows;

    ReadRows(UnitLog.@Nullable Group group, boolean columnsKnown) {
        this.group = group;
        this.columnsKnown = columnsKnown;
        this.settled = group == null;
    }

    UnitLog.@Nullable Group group() {
        return group;
    }

    /** Adds rows that were read from the latest execution. */
    public void add(long read) {
        if (settled) {
            if (group != null) {
                group.addLate(read);
            }
        } else {
            rows += read;
        }
    }

    /** Whether {@link #columns} is still to be told. */
    public boolean wantsColumns() {
        return !columnsKnown;
    }

    /** Says how many columns the result has; takes a lock, once for a call site. */
    public void columns(int columns) {
        columnsKnown = true;
        if (group != null) {
            group.widen(columns);
        }
    }

    /** Rows that a statement changed, which became known after it had run. */
    public void changed(long changed) {
        if (group != null) {
            group.changedLate(changed);
        }
    }

    /** The statement is closed: nothing is read from it any more. */
    public void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    long rows() {
        return rows;
    }

    /** What was read so far now is in its group; what still comes will be added there. */
    long settle() {
        settled = true;
        return rows;
    }
}
