package io.perfbudgets.plan;

import io.perfbudgets.plan.TableRead.Access;
import io.perfbudgets.plan.TableRead.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code EXPLAIN QUERY PLAN} of SQLite, one {@code detail} to a line. Releases before 3.36 write {@code SCAN TABLE
 * games AS g} for {@code SCAN g}.
 */
final class SqlitePlan {
    private static final Pattern READ = Pattern.compile(
            "(SCAN|SEARCH) (TABLE )?(.+?)(?: AS (.+?))?(?: EXISTS)?" + "(?: USING (.+?))?(?: (?:LEFT|RIGHT)-JOIN)?");
    private static final Pattern MADE = Pattern.compile("(?:CO-ROUTINE|MATERIALIZE) (.+)");
    private static final Pattern INDEX =
            Pattern.compile("(AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?INDEX ?([^(]*?)(?: ?\\((.*)\\))?");
    private static final Pattern NO_TABLE =
            Pattern.compile("(?:\\d+ )?CONSTANT ROWS?|\\(.*\\)|SUBQUERY .*|.* VIRTUAL TABLE INDEX .*");
    private static final Pattern KNOWN =
            Pattern.compile("(?:SCAN|SEARCH|USE TEMP|MULTI-INDEX|CO-ROUTINE|MATERIALIZE|COMPOUND|SCALAR|LIST)\\b.*");

    private SqlitePlan() {}

    static Plan read(String details) {
        List<String> lines = details.lines().map(String::strip).toList();
        if (!lines.isEmpty()
                && lines.stream().noneMatch(line -> KNOWN.matcher(line).matches())) {
            throw new UnreadablePlanException("SQLite's plan has no step that is known");
        }
        Set<String> made = new HashSet<>();
        for (String line : lines) {
            Matcher making = MADE.matcher(line);
            if (making.matches()) {
                made.add(making.group(1));
            }
        }
        List<TableRead> reads = new ArrayList<>();
        boolean sorts = false;
        for (String line : lines) {
            sorts |= line.startsWith("USE TEMP B-TREE");
            Matcher read = READ.matcher(line);
            if (read.matches()
                    && !made.contains(read.group(3))
                    && !NO_TABLE.matcher(read.group(3)).matches()) {
                reads.add(read(read));
            }
        }
        return new Plan(reads, sorts);
    }

    private static TableRead read(Matcher read) {
        String name = read.group(3);
        String alias = read.group(4) == null ? name : read.group(4);
        String using = read.group(5) == null ? "" : read.group(5);
        boolean search = read.group(1).equals("SEARCH");
        Matcher index = INDEX.matcher(using);
        boolean byIndex = index.matches();
        Access access;
        if (byIndex && index.group(1) != null) {
            access = Access.BUILT_INDEX;
        } else if (search && !using.isEmpty()) {
            access = Access.KEYED;
        } else {
            // A SEARCH that uses nothing is a scan that may end early, for the least or the greatest value.
            access = byIndex ? Access.INDEX : Access.TABLE;
        }
        String named = byIndex && access != Access.BUILT_INDEX ? index.group(2) : "";
        String key = byIndex && index.group(3) != null ? index.group(3) : "";
        return new TableRead("", name, alias, access, named, key, Filter.UNKNOWN, -1);
    }
}
