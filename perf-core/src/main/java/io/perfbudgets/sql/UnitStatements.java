package io.perfbudgets.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What one unit did in the database: its statements, grouped by fingerprint and call site, its transactions and its
 * connections. Immutable.
 *
 * @param groups in the order of their first execution, housekeeping left out
 * @param housekeeping how many statements pools and drivers ran of their own
 * @param identifiers how many statements fetched generated identifiers
 */
public record UnitStatements(
        List<StatementGroup> groups,
        long housekeeping,
        long identifiers,
        Transactions transactions,
        Connections connections) {
    /** A unit that did nothing. */
    public static final UnitStatements NONE = new UnitStatements(List.of(), 0, 0, Transactions.NONE, Connections.NONE);

    public UnitStatements {
        groups = List.copyOf(groups);
    }

    /** Statements of every kind. */
    public long count() {
        return sum(StatementGroup::count);
    }

    /** Statements of one kind. */
    public long count(StatementKind kind) {
        long count = 0;
        for (StatementGroup group : groups) {
            count += group.fingerprint().kind() == kind ? group.count() : 0;
        }
        return count;
    }

    /** Time in the database, nanoseconds. */
    public long nanos() {
        return sum(StatementGroup::nanos);
    }

    /** Rows read. */
    public long rows() {
        return sum(StatementGroup::rows);
    }

    /** Rows inserted, updated or deleted. */
    public long updatedRows() {
        return sum(StatementGroup::updatedRows);
    }

    /** SELECTs that had run before with the same values, with nothing written in between. */
    public long duplicates() {
        return sum(StatementGroup::duplicates);
    }

    /** Different statements, whatever their values and their call sites. */
    public long distinct() {
        return groups.stream().map(StatementGroup::fingerprint).distinct().count();
    }

    /** Round trips that JDBC batches would have saved. */
    public long savedByBatching() {
        return sum(StatementGroup::savedByBatching);
    }

    private long sum(ToLongFunction<StatementGroup> of) {
        long sum = 0;
        for (StatementGroup group : groups) {
            sum += of.applyAsLong(group);
        }
        return sum;
    }

    /** The group that ran right before the first execution of {@code group}. */
    public Optional<StatementGroup> parentOf(StatementGroup group) {
        return groups.stream().filter(other -> other.order() == group.parent()).findFirst();
    }
}
