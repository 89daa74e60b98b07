package io.perfbudgets.junit.audit;

import java.util.Optional;

/** What a database says of its tables. */
@FunctionalInterface
interface Catalog {
    /**
     * The table of that name.
     *
     * @param schema its schema; empty if not known
     */
    Optional<TableSchema> table(String schema, String name);
}
