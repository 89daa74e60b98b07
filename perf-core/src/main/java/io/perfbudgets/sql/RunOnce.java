package io.perfbudgets.sql;

import java.util.List;

/**
 * A query that one unit repeated from one call site with nothing in it that varies: it could be run once, before the loop.
 * No N+1, whose queries each ask for another row.
 *
 * @param repeated the query
 */
public record RunOnce(StatementGroup repeated) {
    /** The findings in one unit, of {@value NPlusOne#LEAST_REPEATS} executions and more. */
    public static List<RunOnce> in(UnitStatements unit) {
        return unit.groups().stream().filter(RunOnce::is).map(RunOnce::new).toList();
    }

    /** Whether that group of statements is one. */
    public static boolean is(StatementGroup group) {
        return group.fingerprint().kind() == StatementKind.SELECT
                && group.count() >= NPlusOne.LEAST_REPEATS
                && group.distinctValues() == 1
                && group.callSite().trail().owner() == LoopOwner.APPLICATION;
    }

    /** Whether it has no values at all; else it has the same ones each time. */
    public boolean isParameterless() {
        return repeated.fingerprint().text().indexOf('?') < 0;
    }
}
