package io.perfbudgets.budget;

import java.util.Optional;

/**
 * What a file says about one metric.
 *
 * @param most the limit; empty where the file lifts the one that would hold otherwise
 * @param column of the value, the line stands in the origin
 * @param reference of what the limit is a multiple, if it is one
 */
record Limit(Metric metric, Optional<Amount> most, Origin origin, int column, Optional<String> reference) {
    Limit(Metric metric, Optional<Amount> most, Origin origin, int column) {
        this(metric, most, origin, column, Optional.empty());
    }

    Limit relativeTo(String other) {
        return new Limit(metric, most, origin, column, Optional.of(other));
    }

    /** The budget that this limit of a section {@code regression} is; empty where it lifts one. */
    Optional<Budget> regression(Selector of) {
        return most.map(allowed -> new Budget(of, metric, allowed, origin, Optional.of(Budget.BASELINE)));
    }

    boolean isFactor() {
        return most.filter(amount -> amount.dimension() == Dimension.FACTOR).isPresent();
    }
}
