package io.perfbudgets.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query repeated within one unit by one loop with different values: one query per row of another.
 *
 * @param repeated the repeated query, at the line that ran it most often
 * @param parent the query that ran right before the first repeat and is none itself, most often the one whose rows drive
 *     the loop
 */
public record NPlusOne(StatementGroup repeated, Optional<StatementGroup> parent) {
    /** From this many repeats on a query with varying values is a finding; two may well be two lines of intent. */
    public static final int LEAST_REPEATS = 3;

    /** The findings in a unit whose statements all have their call site looked up. */
    public static List<NPlusOne> in(UnitStatements unit) {
        return in(unit, true);
    }

    /**
     * The findings in one unit: SELECTs of one fingerprint that one loop ran, at least {@value #LEAST_REPEATS} times and
     * with at least two different sets of values.
     *
     * <p>Executions belong to one loop if they come from one call site, or from several within the same loop of the
     * application: a value missing in a cache and one found stale load the same kind of row from two lines.
     * What reads in chunks, ranges or pages repeats on purpose, unless it runs once for each row of its parent. What
     * repeats because the test loops is the test's.
     *
     * @param everySite whether every execution's call site was looked up; if not, the first one's is a guess
     */
    public static List<NPlusOne> in(UnitStatements unit, boolean everySite) {
        int least = everySite ? LEAST_REPEATS : LEAST_REPEATS + 1;
        Map<Loop, List<StatementGroup>> loops = new LinkedHashMap<>();
        for (StatementGroup group : unit.groups()) {
            if (group.fingerprint().kind() == StatementKind.SELECT) {
                loops.computeIfAbsent(Loop.of(group), loop -> new ArrayList<>()).add(group);
            }
        }
        loops.values().removeIf(loop -> !repeats(loop, least));
        List<NPlusOne> found = new ArrayList<>();
        for (List<StatementGroup> loop : loops.values()) {
            Optional<StatementGroup> parent = driver(unit, loop.get(0), loops.values());
            NPlusOne candidate = new NPlusOne(together(loop), parent);
            if (!candidate.isDeliberate() && !candidate.isTheTests(unit)) {
                found.add(candidate);
            }
        }
        return List.copyOf(found);
    }

    private record Loop(Fingerprint fingerprint, int id) {
        static Loop of(StatementGroup group) {
            int known = group.callSite().trail().loop();
            return new Loop(group.fingerprint(), known == 0 ? group.callSite().hashCode() : known);
        }
    }

    private static boolean repeats(List<StatementGroup> loop, int least) {
        long count = loop.stream().mapToLong(StatementGroup::count).sum();
        return count >= least && loop.stream().anyMatch(group -> group.count() >= 2 && group.distinctValues() >= 2);
    }

    private static StatementGroup together(List<StatementGroup> loop) {
        StatementGroup most = loop.stream()
                .max(Comparator.comparingLong(StatementGroup::count))
                .orElseThrow();
        return loop.stream().filter(group -> !group.equals(most)).reduce(most, StatementGroup::plus);
    }

    /** One loop may run several queries for each row: what drives it comes before the first of them. */
    private static Optional<StatementGroup> driver(
            UnitStatements unit, StatementGroup first, Collection<List<StatementGroup>> loops) {
        Optional<StatementGroup> parent = unit.parentOf(first);
        while (parent.isPresent() && isIn(loops, parent.get())) {
            parent = unit.parentOf(parent.get());
        }
        return parent;
    }

    private static boolean isIn(Collection<List<StatementGroup>> loops, StatementGroup group) {
        return loops.stream().anyMatch(loop -> loop.contains(group));
    }

    /** Whether it ran exactly once for each row that its parent read: then the parent drives it beyond doubt. */
    public boolean oncePerRow() {
        return parent.filter(query -> query.rows() > 0 && query.rows() == repeated.count())
                .isPresent();
    }

    private boolean isDeliberate() {
        return ReadInParts.is(repeated.fingerprint()) && !oncePerRow();
    }

    /** Within the test's loop a framework may loop too: then it runs the repeated query more often than what leads to it. */
    private boolean isTheTests(UnitStatements unit) {
        return repeated.callSite().trail().owner() == LoopOwner.TEST
                && unit.groups().stream()
                        .noneMatch(other -> other.callSite().equals(repeated.callSite())
                                && other.order() < repeated.order()
                                && other.count() * 2 <= repeated.count());
    }
}
