package io.perfbudgets.plan;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The databases whose plans can be read. */
public enum Engine {
    SQLITE("SQLite", "EXPLAIN QUERY PLAN ", SqlitePlan::read),
    POSTGRESQL("PostgreSQL", "EXPLAIN (FORMAT JSON) ", PostgresPlan::read),
    MARIADB("MariaDB", "EXPLAIN FORMAT=JSON ", MySqlPlan::read),
    MYSQL("MySQL", "EXPLAIN FORMAT=JSON ", MySqlPlan::read),
    H2("H2", "EXPLAIN ", H2Plan::read);

    private final String product;
    private final String explain;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a stateless method
    private final Function<String, Plan> reader;

    Engine(String product, String explain, Function<String, Plan> reader) {
        this.product = product;
        this.explain = explain;
        this.reader = reader;
    }

    /** The engine by the name that its driver gives the product, if it is one of these. */
    public static Optional<Engine> of(String productName) {
        return Arrays.stream(values())
                .filter(engine -> engine.product.equalsIgnoreCase(productName))
                .findFirst();
    }

    /** What is put in front of a statement to have it explained and not run. */
    public String explain() {
        return explain;
    }

    /**
     * Reads what the database answered.
     *
     * @param output the plan: of SQLite the column {@code detail} of every row, one to a line, of the others the text
     * @throws UnreadablePlanException if it is in no form that is known
     */
    public Plan read(String output) {
        return reader.apply(output);
    }

    /** The product's name. */
    @Override
    public String toString() {
        return product;
    }
}
