package io.perfbudgets.sql;

import java.util.List;
import java.util.Optional;

/**
 * All statements of one unit, grouped by fingerprint and call site. Immutable.
 *
 * @param groups in the order of their first execution, housekeeping left out
 * @param housekeeping how many statements pools and drivers ran of their own
 */
public record UnitStatements(List<StatementGroup> groups, long housekeeping) {
    /** A unit that ran nothing. */
    public static final UnitStatements NONE = new UnitStatements(List.of(), 0);

    public UnitStatements {
        groups = List.copyOf(groups);
    }

    /** Statements of every kind. */
    public long count() {
        return groups.stream().mapToLong(StatementGroup::count).sum();
    }

    /** Statements of one kind. */
    public long count(StatementKind kind) {
        return groups.stream()
                .filter(group -> group.fingerprint().kind() == kind)
                .mapToLong(StatementGroup::count)
                .sum();
    }

    /** Time in the database, nanoseconds. */
    public long nanos() {
        return groups.stream().mapToLong(StatementGroup::nanos).sum();
    }

    /** The group that ran right before the first execution of {@code group}. */
    public Optional<StatementGroup> parentOf(StatementGroup group) {
        return groups.stream().filter(other -> other.order() == group.parent()).findFirst();
    }
}
