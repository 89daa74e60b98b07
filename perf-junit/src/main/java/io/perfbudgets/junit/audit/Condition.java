package io.perfbudgets.junit.audit;

import java.util.List;

/**
 * One condition on one table, as far as it matters for finding rows by it.
 *
 * @param form how it compares
 * @param column the column; empty where there is none or more than one
 * @param expression what is compared where that is no plain column, as SQL; empty if it holds a literal, which is
 *     nobody's business outside
 * @param arms of {@link Form#EITHER}: the alternatives, each a list of conditions that hold together
 */
record Condition(Form form, String column, String expression, List<List<Condition>> arms) {

    /** How a condition compares. */
    enum Form {
        /** With a value, one of several values or NULL. */
        EQUAL,
        /** Above, below or between. */
        RANGE,
        /** {@code LIKE 'abc%'}. */
        PREFIX,
        /** {@code LIKE '%abc'}, or without regard to case. */
        INNER,
        /** An expression over the column: {@code lower(name) = ?}. */
        EXPRESSION,
        /** {@code a = ? OR b = ?}. */
        EITHER,
        /** Leaves rows out: {@code <>}, {@code NOT IN}, {@code IS NOT NULL}, and whatever else no index finds rows by. */
        EXCLUDES
    }

    static Condition of(Form form, String column) {
        return new Condition(form, column, "", List.of());
    }

    static Condition expression(String column, String sql) {
        return new Condition(Form.EXPRESSION, column, sql, List.of());
    }

    static Condition either(List<List<Condition>> arms) {
        return new Condition(Form.EITHER, "", "", arms);
    }

    /** Whether an index on the column finds rows by it. */
    boolean isIndexable() {
        return form == Form.EQUAL || form == Form.RANGE || form == Form.PREFIX;
    }
}
