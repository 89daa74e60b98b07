package io.perfbudgets.budget;

import java.util.Optional;

/**
 * What a file says about one metric.
 *
 * @param most the limit; empty where the file lifts the one that would hold otherwise
 * @param column of the value, the line stands in the origin
 */
record Limit(Metric metric, Optional<Amount> most, Origin origin, int column) {}
