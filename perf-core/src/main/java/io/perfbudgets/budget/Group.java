package io.perfbudgets.budget;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A named entry of {@code requests}, {@code operations} or {@code tests}.
 *
 * @param selector whom it is for; empty where a file only overrides a group of a farther one
 * @param method the application's method that is this operation, {@code com.acme.sync.DatabaseSync.sync}
 * @param origin where it stands, its declaration being the key path
 * @param column of its key
 */
record Group(
        Optional<Selector> selector, Optional<String> method, Map<Metric, Limit> limits, Origin origin, int column) {

    Group {
        limits = Map.copyOf(limits);
    }

    /** This one, completed key by key with what it does not say itself. */
    Group over(Group farther) {
        return new Group(
                selector.or(farther::selector),
                method.or(farther::method),
                merged(limits, farther.limits),
                origin,
                column);
    }

    static Map<Metric, Limit> merged(Map<Metric, Limit> nearer, Map<Metric, Limit> farther) {
        Map<Metric, Limit> merged = new EnumMap<>(Metric.class);
        merged.putAll(farther);
        merged.putAll(nearer);
        return merged;
    }

    /** The budgets it sets, in the order of {@link Metric}. */
    List<Budget> budgets(Selector effective) {
        return limits.values().stream()
                .sorted((a, b) -> a.metric().compareTo(b.metric()))
                .flatMap(limit -> limit
                        .most()
                        .map(most -> new Budget(effective, limit.metric(), most, limit.origin(), limit.reference()))
                        .stream())
                .toList();
    }
}
