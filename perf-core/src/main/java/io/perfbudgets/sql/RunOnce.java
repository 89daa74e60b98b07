package io.perfbudgets.sql;

import java.util.List;

/**
 * A query that one unit repeated from one call site with nothing in it that varies and nothing written in between: it
 * could be run once, before the loop. No N+1, whose queries each ask for another row.
 *
 * @param repeated the query
 */
public record RunOnce(StatementGroup repeated) {
    /** The findings in a unit whose statements all have their call site looked up. */
    public static List<RunOnce> in(UnitStatements unit) {
        return in(unit, true);
    }

    /**
     * The findings in one unit, of {@value NPlusOne#LEAST_REPEATS} executions and more.
     *
     * @param everySite whether every execution's call site was looked up; if not, the first one's is a guess
     */
    public static List<RunOnce> in(UnitStatements unit, boolean everySite) {
        int least = everySite ? NPlusOne.LEAST_REPEATS : NPlusOne.LEAST_REPEATS + 1;
        return unit.groups().stream()
                .filter(group -> is(group, least))
                .map(RunOnce::new)
                .toList();
    }

    /** Whether that group of statements is one. */
    public static boolean is(StatementGroup group) {
        return is(group, NPlusOne.LEAST_REPEATS);
    }

    private static boolean is(StatementGroup group, int least) {
        return group.fingerprint().kind() == StatementKind.SELECT
                && group.count() >= least
                && group.duplicates() >= least - 1
                && group.distinctValues() == 1
                && group.callSite().trail().owner() == LoopOwner.APPLICATION;
    }

    /** Whether it has no values at all; else it has the same ones each time. */
    public boolean isParameterless() {
        return repeated.fingerprint().text().indexOf('?') < 0;
    }
}
