package io.perfbudgets.junit.audit;

import io.perfbudgets.plan.Engine;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes {@code CREATE INDEX} statements in the words of one engine. */
record IndexLine(Engine engine) {
    private static final int LONGEST_NAME = 60;
    private static final Pattern LOWER = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern UPPER = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final Pattern MIXED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of(
            "all",
            "and",
            "any",
            "as",
            "asc",
            "between",
            "by",
            "case",
            "check",
            "column",
            "constraint",
            "create",
            "cross",
            "current",
            "date",
            "day",
            "default",
            "delete",
            "desc",
            "distinct",
            "drop",
            "else",
            "end",
            "exists",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "full",
            "group",
            "having",
            "hour",
            "in",
            "index",
            "inner",
            "insert",
            "interval",
            "into",
            "is",
            "join",
            "key",
            "keys",
            "left",
            "like",
            "limit",
            "minute",
            "month",
            "natural",
            "not",
            "null",
            "offset",
            "on",
            "or",
            "order",
            "outer",
            "primary",
            "range",
            "rank",
            "references",
            "right",
            "row",
            "rows",
            "second",
            "select",
            "set",
            "table",
            "then",
            "time",
            "timestamp",
            "to",
            "true",
            "union",
            "unique",
            "update",
            "user",
            "using",
            "value",
            "values",
            "when",
            "where",
            "with",
            "year");

    /** On columns. */
    String on(String table, List<String> columns) {
        String list = columns.stream().map(this::quoted).collect(Collectors.joining(", "));
        return line(table, columns, "", "(" + list + ")");
    }

    /** On a column, for PostgreSQL's LIKE under a collation that is not C. */
    String forPatterns(String table, String column) {
        return line(table, List.of(column), "", "(" + quoted(column) + " text_pattern_ops)");
    }

    /** On a column, for PostgreSQL's LIKE with a leading wildcard; needs the extension pg_trgm. */
    String forTrigrams(String table, String column) {
        return line(table, List.of(column), " USING gin", "(" + quoted(column) + " gin_trgm_ops)");
    }

    /** On an expression; PostgreSQL and MySQL want it in its own parentheses. */
    String onExpression(String table, String columns, String expression) {
        String text = engine == Engine.SQLITE ? "(" + expression + ")" : "((" + expression + "))";
        return line(table, List.of(columns.split(", ")), "", text);
    }

    private String line(String table, List<String> columns, String using, String list) {
        String plain = table.substring(table.lastIndexOf('.') + 1);
        String name = (plain + "_by_" + String.join("_", columns))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_");
        String shortName = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        String quotedTable =
                Pattern.compile("\\.").splitAsStream(table).map(this::quoted).collect(Collectors.joining("."));
        return "CREATE INDEX " + shortName + " ON " + quotedTable + using + " " + list;
    }

    String quoted(String name) {
        Pattern plain =
                switch (engine) {
                    case POSTGRESQL -> LOWER;
                    case H2 -> UPPER;
                    case SQLITE, MARIADB, MYSQL -> MIXED;
                };
        if (plain.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            return engine == Engine.H2 ? name.toLowerCase(Locale.ROOT) : name;
        }
        return engine == Engine.MARIADB || engine == Engine.MYSQL
                ? "`" + name.replace("`", "``") + "`"
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
