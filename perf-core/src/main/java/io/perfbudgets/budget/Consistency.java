package io.perfbudgets.budget;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what contradicts or lacks something: a lower percentile, for one, is never slower than a higher one. */
final class Consistency {
    private static final List<List<Metric>> ASCENDING = List.of(
            List.of(
                    Metric.LATENCY_P50,
                    Metric.LATENCY_P90,
                    Metric.LATENCY_P95,
                    Metric.LATENCY_P99,
                    Metric.LATENCY_P999,
                    Metric.LATENCY_MAX),
            List.of(Metric.LATENCY_MEAN, Metric.LATENCY_MAX));

    private Consistency() {}

    /** Looks at groups as they are once all files are laid over each other. */
    static void check(Layer merged, Problems problems) {
        merged.groups().forEach(group -> check(group.limits(), problems));
        merged.process().ifPresent(process -> process.check(problems));
        merged.requests().forEach((name, group) -> {
            if (group.selector().isEmpty()) {
                problems.add(at(
                        group,
                        group.origin().declaration() + " matches no requests: neither it nor a group '"
                                + Problems.shortened(name) + "' of a farther file has a 'match'",
                        "Add match: GET /api/games"));
            }
        });
        if (merged.defaults().slowRequest().isEmpty()) {
            merged.requests().values().stream()
                    .filter(group -> group.slowRequest().isEmpty())
                    .flatMap(group -> Optional.ofNullable(group.limits().get(Metric.SLOW_REQUESTS)).stream())
                    .forEach(limit -> problems.add(new BudgetFileProblem(
                            limit.origin().file(),
                            limit.origin().line(),
                            limit.column(),
                            limit.origin().declaration() + " does not say from when on a request is slow",
                            "Add slowRequest: 200ms to the group or to defaults")));
        }
        Map<String, String> operations = new HashMap<>();
        merged.operations().forEach((name, group) -> group.method().ifPresent(method -> {
            String other = operations.putIfAbsent(method, name);
            if (other != null) {
                problems.add(at(
                        group,
                        "the operations '" + Problems.shortened(other) + "' and '" + Problems.shortened(name)
                                + "' are the same method " + Problems.shortened(method),
                        "Keep one of the two"));
            }
        }));
    }

    private static BudgetFileProblem at(Group group, String what, String fix) {
        return new BudgetFileProblem(group.origin().file(), group.origin().line(), group.column(), what, fix);
    }

    static void check(Map<Metric, Limit> limits, Problems problems) {
        for (List<Metric> metrics : ASCENDING) {
            List<Limit> set = metrics.stream()
                    .flatMap(metric -> Optional.ofNullable(limits.get(metric)).stream())
                    .toList();
            for (int i = 1; i < set.size(); i++) {
                compare(set.get(i - 1), set.get(i), problems);
            }
        }
    }

    private static void compare(Limit lower, Limit higher, Problems problems) {
        boolean contradict = lower.most()
                .flatMap(low ->
                        higher.most().map(high -> low.dimension() == high.dimension() && low.value() > high.value()))
                .orElse(false);
        if (contradict) {
            problems.add(new BudgetFileProblem(
                    lower.origin().file(),
                    lower.origin().line(),
                    lower.column(),
                    lower.origin().declaration() + " is larger than "
                            + higher.origin().declaration() + " ("
                            + higher.origin().location() + "), so it could never be the one that breaks",
                    "Lower it, or raise the other"));
        }
    }
}
