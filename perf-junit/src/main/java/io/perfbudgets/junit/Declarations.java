package io.perfbudgets.junit;

import io.perfbudgets.budget.Allowance;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.FullScanAllowance;
import io.perfbudgets.budget.InvalidAmountException;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.QueryAllowance;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Turns the annotations at one element into limits and refuses those that cannot be meant. */
final class Declarations {
    /** A hundred percent. */
    private static final long ALL = 1_000_000;

    private final String where;
    private final String file;
    private final int line;
    private final List<DeclaredBudget> budgets = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

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

    /**
     * The limits that were set.
     *
     * @throws ExtensionConfigurationException with everything that is wrong at the element
     */
    List<DeclaredBudget> budgets() {
        if (!problems.isEmpty()) {
            throw new ExtensionConfigurationException(String.join("\n", problems));
        }
        return budgets;
    }

    /** Adds what an annotation of any kind sets. */
    void addAny(Annotation annotation) {
        if (annotation instanceof LatencyBudget set) {
            add(set);
        } else if (annotation instanceof MaxQueries set) {
            add(set);
        } else if (annotation instanceof NoNPlusOne set) {
            add(set);
        } else if (annotation instanceof IndexedQueries set) {
            add(set);
        } else if (annotation instanceof NoDuplicateQueries set) {
            add(set);
        } else if (annotation instanceof NoRepeatedQueries set) {
            add(set);
        } else if (annotation instanceof MaxRows set) {
            add(set);
        } else if (annotation instanceof MaxConnections set) {
            add(set);
        } else if (annotation instanceof NoConnectionLeak set) {
            add(set);
        } else if (annotation instanceof MaxTransactionTime set) {
            add(set);
        } else if (annotation instanceof MaxResponseSize set) {
            add(set);
        } else if (annotation instanceof MaxRetained set) {
            add(set);
        } else if (annotation instanceof MaxPeakHeap set) {
            add(set);
        } else if (annotation instanceof FlatMemory set) {
            add(set);
        } else if (annotation instanceof MaxThreads set) {
            add(set);
        } else if (annotation instanceof MaxAllocation set) {
            add(set);
        } else if (annotation instanceof MaxErrorRate set) {
            add(set);
        } else if (annotation instanceof MinThroughput set) {
            add(set);
        } else {
            throw new IllegalArgumentException(annotation + " sets no budget");
        }
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
            refuse("@LatencyBudget", "has no limit: give at least one, such as p95 = \"200ms\"");
            return;
        }
        Origin origin = origin(written.entrySet().stream()
                .map(entry -> key(entry.getKey()) + " = \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(
                        ", ",
                        "@LatencyBudget(",
                        annotation.reference().isEmpty() ? ")" : ", reference = \"" + annotation.reference() + "\")")));
        Optional<String> reference = Optional.of(annotation.reference()).filter(name -> !name.isEmpty());
        Map<Double, DeclaredBudget> byQuantile = new TreeMap<>();
        Map<Double, DeclaredBudget> factorByQuantile = new TreeMap<>();
        written.forEach((metric, text) -> {
            boolean factor = text.strip().endsWith("x");
            Optional<Amount> limit = factor
                    ? factor(metric, text, reference, origin)
                    : duration(metric, key(metric) + ": ", text, origin);
            limit.map(most -> new DeclaredBudget(
                            metric, most, origin, Per.TEST, factor ? reference : Optional.empty(), List.of()))
                    .ifPresent(budget -> {
                        budgets.add(budget);
                        if (metric != Metric.LATENCY_MEAN) {
                            (factor ? factorByQuantile : byQuantile).put(metric.quantile(), budget);
                        }
                    });
        });
        if (reference.isPresent()
                && written.values().stream().noneMatch(text -> text.strip().endsWith("x"))) {
            refuse(origin.declaration(), "has a reference, but no limit that is a factor, such as p95 = \"1.2x\"");
        }
        refuseFallingLimits(List.copyOf(byQuantile.values()), origin);
    }

    private Optional<Amount> factor(Metric metric, String text, Optional<String> reference, Origin origin) {
        if (Double.isNaN(metric.quantile()) || metric.quantile() == 1) {
            refuse(
                    origin.declaration(),
                    key(metric) + " cannot be a factor: only percentiles are compared with a reference's");
            return Optional.empty();
        }
        if (reference.isEmpty()) {
            refuse(
                    origin.declaration(),
                    key(metric)
                            + " is a factor, and nothing says of what: add reference = \"...\", a method of the class"
                            + " or \"" + Budget.CANARY + "\"");
            return Optional.empty();
        }
        return positive(Dimension.FACTOR, key(metric) + ": ", text, origin);
    }

    private Optional<Amount> duration(Metric metric, String element, String text, Origin origin) {
        return positive(metric.dimension(), element, text, origin);
    }

    private Optional<Amount> positive(Dimension dimension, String element, String text, Origin origin) {
        try {
            Amount limit = Amount.parse(dimension, text);
            if (limit.value() > 0) {
                return Optional.of(limit);
            }
            refuse(origin.declaration(), element + "a limit of zero can never be kept");
        } catch (InvalidAmountException invalid) {
            refuse(origin.declaration(), element + invalid.getMessage());
        }
        return Optional.empty();
    }

    private void refuseFallingLimits(List<DeclaredBudget> rising, Origin origin) {
        for (int i = 1; i < rising.size(); i++) {
            DeclaredBudget lower = rising.get(i - 1);
            DeclaredBudget higher = rising.get(i);
            if (higher.limit().value() < lower.limit().value()) {
                refuse(
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
        written.put(Metric.QUERIES_EXACTLY, annotation.exactly());
        written.put(Metric.QUERIES_SELECT, annotation.select());
        written.put(Metric.QUERIES_INSERT, annotation.insert());
        written.put(Metric.QUERIES_UPDATE, annotation.update());
        written.put(Metric.QUERIES_DELETE, annotation.delete());
        Origin origin = counts("@MaxQueries", Metric.QUERIES, written, annotation.per());
        if (written.containsKey(Metric.QUERIES) && written.containsKey(Metric.QUERIES_EXACTLY)) {
            refuse(origin.declaration(), "has both a most and an exact number: keep one of the two");
        }
    }

    void add(MaxRows annotation) {
        Map<Metric, Integer> written = new LinkedHashMap<>();
        written.put(Metric.ROWS, annotation.value());
        written.put(Metric.ROWS_UPDATED, annotation.updated());
        counts("@MaxRows", Metric.ROWS, written, annotation.per());
    }

    void add(MaxConnections annotation) {
        Map<Metric, Integer> written = new LinkedHashMap<>();
        written.put(Metric.CONNECTIONS, annotation.value());
        counts("@MaxConnections", Metric.CONNECTIONS, written, annotation.per());
    }

    /** Takes out of {@code written} what is no limit. */
    private Origin counts(String annotation, Metric value, Map<Metric, Integer> written, Per per) {
        written.values().removeIf(limit -> limit == -1);
        Origin origin = origin(annotation + "(" + written(value, written) + ")");
        if (written.isEmpty()) {
            refuse(annotation, "has no limit: give at least one, such as " + annotation + "(1)");
        }
        for (Map.Entry<Metric, Integer> limit : written.entrySet()) {
            if (limit.getValue() < 0) {
                refuse(origin.declaration(), "has a negative limit");
            }
            budgets.add(new DeclaredBudget(limit.getKey(), Amount.count(limit.getValue()), origin, per));
        }
        return origin;
    }

    private static String written(Metric value, Map<Metric, Integer> limits) {
        if (limits.size() == 1 && limits.containsKey(value)) {
            return limits.values().iterator().next().toString();
        }
        return limits.entrySet().stream()
                .map(entry -> (entry.getKey() == value ? "value" : key(entry.getKey())) + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    void add(NoNPlusOne annotation) {
        forbidden("@NoNPlusOne", Metric.N_PLUS_ONE, annotation.per(), annotation.allow());
    }

    void add(NoDuplicateQueries annotation) {
        forbidden("@NoDuplicateQueries", Metric.DUPLICATES, annotation.per(), annotation.allow());
    }

    void add(NoRepeatedQueries annotation) {
        forbidden("@NoRepeatedQueries", Metric.REPEATS, annotation.per(), annotation.allow());
    }

    void add(NoConnectionLeak annotation) {
        forbidden("@NoConnectionLeak", Metric.CONNECTION_LEAKS, annotation.per());
    }

    private void forbidden(String annotation, Metric metric, Per per, AllowQuery... allowed) {
        List<Allowance> allowances = new ArrayList<>();
        for (AllowQuery allow : allowed) {
            allowances.add(allowance(metric, allow));
        }
        budgets.add(new DeclaredBudget(
                metric, Amount.count(0), origin(annotation), per, Optional.empty(), List.copyOf(allowances)));
    }

    private QueryAllowance allowance(Metric metric, AllowQuery allow) {
        Map<String, String> patterns = new LinkedHashMap<>();
        patterns.put("table", allow.table().strip());
        patterns.put("statement", allow.statement().strip());
        patterns.put("at", allow.at().strip());
        patterns.values().removeIf(String::isEmpty);
        String declaration = patterns.entrySet().stream()
                .map(entry -> entry.getKey() + " = \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", ", "@AllowQuery(", ")"));
        if (patterns.isEmpty()) {
            refuse(declaration, "accepts every query: give a table, a statement or at = \"Class.method\"");
        }
        refuseNoReason(allow.reason(), declaration, "they are accepted");
        return new QueryAllowance(
                metric,
                patterns.getOrDefault("table", ""),
                patterns.getOrDefault("statement", ""),
                patterns.getOrDefault("at", ""),
                allow.reason().strip(),
                origin(declaration));
    }

    private void refuseNoReason(String reason, String declaration, String what) {
        if (reason.isBlank()) {
            refuse(declaration, "gives no reason: say why " + what);
        }
    }

    void add(MaxTransactionTime annotation) {
        Origin origin = origin("@MaxTransactionTime(\"" + annotation.value() + "\")");
        duration(Metric.TRANSACTION, "", annotation.value(), origin)
                .map(limit -> new DeclaredBudget(Metric.TRANSACTION, limit, origin, annotation.per()))
                .ifPresent(budgets::add);
    }

    void add(MaxAllocation annotation) {
        size(Metric.ALLOCATION, "@MaxAllocation", annotation.value(), annotation.per());
    }

    void add(MaxResponseSize annotation) {
        size(Metric.RESPONSE_SIZE, "@MaxResponseSize", annotation.value(), Per.REQUEST);
    }

    void add(MaxRetained annotation) {
        size(Metric.RETAINED, "@MaxRetained", annotation.value(), Per.TEST);
    }

    void add(MaxPeakHeap annotation) {
        size(Metric.PEAK_HEAP, "@MaxPeakHeap", annotation.value(), Per.TEST);
    }

    void add(MaxThreads annotation) {
        Map<Metric, Integer> written = new LinkedHashMap<>();
        written.put(Metric.THREADS, annotation.value());
        counts("@MaxThreads", Metric.THREADS, written, Per.TEST);
    }

    void add(FlatMemory annotation) {
        List<String> elements = new ArrayList<>();
        if (annotation.iterations() != 0) {
            elements.add("iterations = " + annotation.iterations());
        }
        if (!annotation.duration().isEmpty()) {
            elements.add("duration = \"" + annotation.duration() + "\"");
        }
        if (!annotation.atMost().isEmpty()) {
            elements.add("atMost = \"" + annotation.atMost() + "\"");
        }
        String written = elements.isEmpty() ? "@FlatMemory" : "@FlatMemory(" + String.join(", ", elements) + ")";
        if (annotation.iterations() < 0) {
            refuse(written, "has a negative number of iterations");
        }
        if (!annotation.duration().isEmpty()) {
            duration(Metric.LATENCY_MAX, "duration: ", annotation.duration(), origin(written));
        }
        size(
                Metric.MEMORY_GROWTH,
                annotation.atMost().isEmpty() ? "0B" : annotation.atMost(),
                Per.TEST,
                origin(written));
    }

    private void size(Metric metric, String annotation, String text, Per per) {
        size(metric, text, per, origin(annotation + "(\"" + text + "\")"));
    }

    private void size(Metric metric, String text, Per per, Origin origin) {
        try {
            budgets.add(new DeclaredBudget(metric, Amount.parse(metric.dimension(), text), origin, per));
        } catch (InvalidAmountException invalid) {
            refuse(origin.declaration(), "is wrong: " + invalid.getMessage());
        }
    }

    void add(IndexedQueries annotation) {
        Origin origin = origin("@IndexedQueries");
        List<Allowance> allowances = new ArrayList<>();
        for (AllowFullScan allow : annotation.allow()) {
            String declaration = "@AllowFullScan(table = \"" + allow.table() + "\")";
            if (allow.table().isBlank()) {
                refuse(declaration, "names no table");
            }
            refuseNoReason(allow.reason(), declaration, "full scans of it are accepted");
            allowances.add(new FullScanAllowance(
                    allow.table().strip(), allow.onlyWhole(), allow.reason().strip(), origin(declaration)));
        }
        budgets.add(new DeclaredBudget(
                Metric.FULL_SCANS, Amount.count(0), origin, annotation.per(), Optional.empty(), allowances));
    }

    void add(MaxErrorRate annotation) {
        Origin origin = origin("@MaxErrorRate(\"" + annotation.value() + "\")");
        underLoad(Metric.ERROR_RATE, annotation.value(), origin)
                .filter(limit -> limit.value() >= ALL)
                .ifPresent(limit -> refuse(origin.declaration(), "allows every request to fail"));
    }

    void add(MinThroughput annotation) {
        Origin origin = origin("@MinThroughput(\"" + annotation.value() + "\")");
        underLoad(Metric.THROUGHPUT, annotation.value(), origin)
                .filter(limit -> limit.value() == 0)
                .ifPresent(limit -> refuse(origin.declaration(), "asks for nothing"));
    }

    private Optional<Amount> underLoad(Metric metric, String text, Origin origin) {
        try {
            Amount limit = Amount.parse(metric.dimension(), text);
            budgets.add(new DeclaredBudget(metric, limit, origin, Per.TEST));
            return Optional.of(limit);
        } catch (InvalidAmountException invalid) {
            refuse(origin.declaration(), "is wrong: " + invalid.getMessage());
            return Optional.empty();
        }
    }

    private Origin origin(String declaration) {
        return new Origin(declaration, file, line);
    }

    private void refuse(String declaration, String problem) {
        problems.add(declaration + " on " + where + " " + problem);
    }
}
