package io.perfbudgets.plan;

/**
 * How a plan reads one table.
 *
 * @param schema the table's schema; empty if the plan does not tell
 * @param name the table's name, or its alias where the plan tells nothing else
 * @param alias what the statement calls it; the name if it has no other or the plan does not tell
 * @param access how its rows are found
 * @param index the index by which they are; empty if none is
 * @param key the condition by which the index is entered, as the plan prints it; empty if there is none or it is not
 *     printed
 * @param filter whether rows are thrown away after they were read
 * @param rows how many rows the database expects; -1 if the plan does not tell
 */
public record TableRead(
        String schema, String name, String alias, Access access, String index, String key, Filter filter, long rows) {

    /** The ways to find rows. */
    public enum Access {
        /** An index is entered by a condition. */
        KEYED,
        /** Every row of the table is read. */
        TABLE,
        /** Every entry of an index is read. */
        INDEX,
        /** Every row is read once to build an index for this one execution. */
        BUILT_INDEX
    }

    /** Whether a condition is checked on the rows read. */
    public enum Filter {
        YES,
        NO,
        UNKNOWN
    }

    /** Whether all of the table is read. */
    public boolean isWhole() {
        return access != Access.KEYED;
    }
}
