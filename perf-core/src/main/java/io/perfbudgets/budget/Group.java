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
 * @param slowRequest from which duration on a request is slow, where the group says so itself
 * @param regressions how much worse than the baseline it may be
 * @param origin where it stands, its declaration being the key path
 * @param column of its key
 */
record Group(
        Optional<Selector> selector,
        Optional<String> method,
        Optional<Amount> slowRequest,
        Map<Metric, Limit> limits,
        Map<Metric, Limit> regressions,
        Origin origin,
        int column) {

    Group {
        limits = Map.copyOf(limits);
        regressions = Map.copyOf(regressions);
    }

    /** This one, completed key by key with what it does not say itself. */
    Group over(Group farther) {
        return new Group(
                selector.or(farther::selector),
                method.or(farther::method),
                slowRequest.or(farther::slowRequest),
                merged(limits, farther.limits),
                merged(regressions, farther.regressions),
                origin,
                column);
    }

    static Map<Metric, Limit> merged(Map<Metric, Limit> nearer, Map<Metric, Limit> farther) {
        Map<Metric, Limit> merged = new EnumMap<>(Metric.class);
        merged.putAll(farther);
        merged.putAll(nearer);
        return merged;
    }

    /**
     * The budgets it sets, in the order of {@link Metric}.
     *
     * @param slow from which duration on a request of it is slow, if that is said anywhere
     */
    List<Budget> budgets(Selector effective, Optional<Amount> slow) {
        return limits.values().stream()
                .sorted((a, b) -> a.metric().compareTo(b.metric()))
                .flatMap(limit -> limit.most().map(most -> budget(effective, limit, most, slow)).stream())
                .toList();
    }

    /** The budgets that it sets against the baseline, in the order of {@link Metric}. */
    List<Budget> regressions(Selector effective) {
        return regressions.values().stream()
                .sorted((a, b) -> a.metric().compareTo(b.metric()))
                .flatMap(limit -> limit.regression(effective).stream())
                .toList();
    }

    private static Budget budget(Selector effective, Limit limit, Amount most, Optional<Amount> slow) {
        return limit.metric() == Metric.SLOW_REQUESTS
                ? Budget.ofSlowRequests(effective, most, limit.origin(), slow.orElseThrow())
                : new Budget(effective, limit.metric(), most, limit.origin(), limit.reference());
    }
}
