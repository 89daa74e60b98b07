package io.perfbudgets.sql;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A query repeated within one unit from one line with different values: one query per row of another.
 *
 * @param repeated the repeated query
 * @param parent the query that ran right before the first repeat and is none itself, most often the one whose rows drive
 *     the loop
 */
public record NPlusOne(StatementGroup repeated, Optional<StatementGroup> parent) {
    /** From this many repeats on a query with varying values is a finding; two may well be two lines of intent. */
    public static final int LEAST_REPEATS = 3;

    private static final Pattern PAGED = Pattern.compile("(?i)\\b(offset \\?|limit \\? ?, ?\\?)");

    /**
     * The findings in one unit: SELECTs of one fingerprint from one call site, at least {@value #LEAST_REPEATS} times and
     * with at least two different sets of values. Reads in chunks ({@code IN} lists of several values) and in pages
     * ({@code OFFSET}) repeat on purpose and are none.
     */
    public static List<NPlusOne> in(UnitStatements unit) {
        return unit.groups().stream()
                .filter(NPlusOne::repeats)
                .map(group -> new NPlusOne(group, driver(unit, group)))
                .toList();
    }

    /** One loop may run several queries for each row: what drives it comes before the first of them. */
    private static Optional<StatementGroup> driver(UnitStatements unit, StatementGroup repeated) {
        Optional<StatementGroup> parent = unit.parentOf(repeated);
        while (parent.isPresent() && repeats(parent.get())) {
            parent = unit.parentOf(parent.get());
        }
        return parent;
    }

    private static boolean repeats(StatementGroup group) {
        String text = group.fingerprint().text();
        return group.fingerprint().kind() == StatementKind.SELECT
                && group.count() >= LEAST_REPEATS
                && group.distinctValues() >= 2
                && !text.contains("in (?...)")
                && !PAGED.matcher(text).find();
    }
}
