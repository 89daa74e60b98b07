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

    boolean isFactor() {
        return most.filter(amount -> amount.dimension() == Dimension.FACTOR).isPresent();
    }
}
