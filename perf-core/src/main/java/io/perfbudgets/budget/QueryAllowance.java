package io.perfbudgets.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Queries that are accepted although they repeat. Of the three patterns, in which {@code *} stands for any characters, an
 * empty one is about every query, and all must match.
 *
 * @param metric which finding is accepted: {@link Metric#N_PLUS_ONE}, {@link Metric#DUPLICATES} or {@link Metric#REPEATS}
 * @param table the table that the query is about first of all, with or without its schema; case does not count
 * @param statement the query as reports print it, without values; case does not count
 * @param at the method that runs it, {@code Class.method} with or without the package
 * @param reason why
 * @param origin where it was declared
 */
public record QueryAllowance(Metric metric, String table, String statement, String at, String reason, Origin origin)
        implements Allowance {
    private static final String ANY = "";

    /**
     * Whether it is about a query.
     *
     * @param of the finding that the query is
     * @param ran the query without its values
     * @param ofTable the table that it is about first of all; empty if it names none
     * @param by the method that ran it, with its class and package
     */
    public boolean covers(Metric of, String ran, String ofTable, String by) {
        return metric == of
                && (table.equals(ANY) || FullScanAllowance.isTable(table, ofTable))
                && (statement.equals(ANY) || Glob.matches(lower(statement), lower(ran)))
                && (at.equals(ANY) || Glob.matches(at, by) || Glob.matches(at, withoutPackage(by)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private static String withoutPackage(String method) {
        int type = method.lastIndexOf('.', method.lastIndexOf('.') - 1);
        return method.substring(type + 1);
    }

    @Override
    public String what() {
        List<String> words = new ArrayList<>();
        words.add(
                switch (metric) {
                    case N_PLUS_ONE -> "N+1 queries";
                    case DUPLICATES -> "Queries again with the same values";
                    default -> "Queries that could be run once";
                });
        if (!table.equals(ANY)) {
            words.add("of " + table);
        }
        if (!statement.equals(ANY)) {
            words.add("like '" + statement + "'");
        }
        if (!at.equals(ANY)) {
            words.add("in " + at);
        }
        return String.join(" ", words);
    }

    @Override
    public String unmet() {
        return "there was none";
    }
}
