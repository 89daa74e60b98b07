package io.perfbudgets.junit;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.InvalidAmountException;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Turns the annotations at one element into limits and refuses those that cannot be meant. */
final class Declarations {
    private final String where;
    private final String file;
    private final int line;
    private final List<DeclaredBudget> budgets = new ArrayList<>();

    /**
     * @param where what carries the annotations, for messages
     * @param file the source file's name; empty if unknown
     * @param line its line; 0 if unknown
     */
    Declarations(String where, String file, int line) {
        this.where = where;
        this.file = file;
        this.line = line;
    }

    List<DeclaredBudget> budgets() {
        return budgets;
    }

    void add(LatencyBudget annotation) {
        Map<Metric, String> written = new LinkedHashMap<>();
        written.put(Metric.LATENCY_P50, annotation.p50());
        written.put(Metric.LATENCY_P90, annotation.p90());
        written.put(Metric.LATENCY_P95, annotation.p95());
        written.put(Metric.LATENCY_P99, annotation.p99());
        written.put(Metric.LATENCY_P999, annotation.p999());
        written.put(Metric.LATENCY_MAX, annotation.max());
        written.put(Metric.LATENCY_MEAN, annotation.mean());
        written.values().removeIf(String::isEmpty);
        if (written.isEmpty()) {
            throw refused("@LatencyBudget", "has no limit: give at least one, such as p95 = \"200ms\"");
        }
        Origin origin = origin(written.entrySet().stream()
                .map(entry -> key(entry.getKey()) + " = \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", ", "@LatencyBudget(", ")")));
        Map<Double, DeclaredBudget> byQuantile = new TreeMap<>();
        written.forEach((metric, text) -> {
            DeclaredBudget budget = new DeclaredBudget(metric, duration(metric, text, origin), origin, Per.TEST);
            budgets.add(budget);
            if (metric != Metric.LATENCY_MEAN) {
                byQuantile.put(metric.quantile(), budget);
            }
        });
        refuseFallingLimits(List.copyOf(byQuantile.values()), origin);
    }

    private Amount duration(Metric metric, String text, Origin origin) {
        try {
            Amount limit = Amount.parse(metric.dimension(), text);
            if (limit.value() == 0) {
                throw refused(origin.declaration(), key(metric) + " of zero can never be kept");
            }
            return limit;
        } catch (InvalidAmountException invalid) {
            throw refused(origin.declaration(), key(metric) + ": " + invalid.getMessage());
        }
    }

    private void refuseFallingLimits(List<DeclaredBudget> rising, Origin origin) {
        for (int i = 1; i < rising.size(); i++) {
            DeclaredBudget lower = rising.get(i - 1);
            DeclaredBudget higher = rising.get(i);
            if (higher.limit().value() < lower.limit().value()) {
                throw refused(
                        origin.declaration(),
                        key(higher.metric()) + " (" + higher.limit() + ") is below " + key(lower.metric()) + " ("
                                + lower.limit() + "): a higher percentile is never the shorter one");
            }
        }
    }

    private static String key(Metric metric) {
        return metric.key().substring(metric.key().indexOf('.') + 1);
    }

    void add(MaxQueries annotation) {
        Map<Metric, Integer> written = new LinkedHashMap<>();
        written.put(Metric.QUERIES, annotation.value());
        written.put(Metric.QUERIES_SELECT, annotation.select());
        written.put(Metric.QUERIES_INSERT, annotation.insert());
        written.put(Metric.QUERIES_UPDATE, annotation.update());
        written.put(Metric.QUERIES_DELETE, annotation.delete());
        written.values().removeIf(limit -> limit == -1);
        if (written.isEmpty()) {
            throw refused("@MaxQueries", "has no limit: give at least one, such as @MaxQueries(1)");
        }
        Origin origin = origin("@MaxQueries(" + written(written) + ")");
        written.forEach((metric, limit) -> {
            if (limit < 0) {
                throw refused(origin.declaration(), "has a negative limit");
            }
            budgets.add(new DeclaredBudget(metric, Amount.count(limit), origin, annotation.per()));
        });
    }

    private static String written(Map<Metric, Integer> limits) {
        if (limits.size() == 1 && limits.containsKey(Metric.QUERIES)) {
            return limits.get(Metric.QUERIES).toString();
        }
        return limits.entrySet().stream()
                .map(entry ->
                        (entry.getKey() == Metric.QUERIES ? "value" : key(entry.getKey())) + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    void add(NoNPlusOne annotation) {
        budgets.add(new DeclaredBudget(Metric.N_PLUS_ONE, Amount.count(0), origin("@NoNPlusOne"), annotation.per()));
    }

    private Origin origin(String declaration) {
        return new Origin(declaration, file, line);
    }

    private ExtensionConfigurationException refused(String declaration, String problem) {
        return new ExtensionConfigurationException(declaration + " on " + where + " " + problem);
    }
}
