package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code requests}, {@code operations}, {@code tests} and {@code sql}. */
final class GroupReader {
    private static final List<String> LIMITS = List.of(
            "latency",
            "queries",
            "nPlusOne",
            "fullScans",
            "duplicates",
            "repeats",
            "rows",
            "connections",
            "connectionLeaks",
            "transaction",
            "allocation",
            "regression");
    private static final List<String> LOAD_LIMITS = List.of("errorRate", "throughput");
    private static final List<String> HEAP = List.of("retained", "peakHeap", "growth");
    private static final List<String> UNIT_KEYS = with(LIMITS, LOAD_LIMITS);
    private static final List<String> TEST_KEYS = with(UNIT_KEYS, List.of("memory", "threads"));
    private static final List<String> REQUEST_KEYS =
            with(List.of("match", "slowRequest", "slowRequests", "responseSize"), UNIT_KEYS);
    private static final List<String> OPERATION_KEYS = with(List.of("method"), LIMITS);
    private static final List<String> SQL_KEYS =
            with(List.of("nPlusOne", "fullScans", "duplicates", "repeats", "connectionLeaks"), AllowanceReader.KEYS);
    private static final String REFERENCE = "reference";
    private static final String REFERENCES =
            "GET /api/health, an operation, or for tests a method of the class or canary";
    /** Only percentiles can be multiples of another's. */
    private static final Set<Metric> FACTORS = EnumSet.of(
            Metric.LATENCY_P50, Metric.LATENCY_P90, Metric.LATENCY_P95, Metric.LATENCY_P99, Metric.LATENCY_P999);

    private static final List<Metric> FORBIDDEN =
            List.of(Metric.N_PLUS_ONE, Metric.FULL_SCANS, Metric.DUPLICATES, Metric.REPEATS, Metric.CONNECTION_LEAKS);
    private static final List<String> LATENCIES = List.of("p50", "p90", "p95", "p99", "p999", "mean", "max");
    private static final List<String> QUERIES = List.of("total", "exactly", "select", "insert", "update", "delete");
    private static final List<String> ROWS = List.of("read", "updated");
    private static final List<String> FORBID_OR_ALLOW = List.of("forbid", "allow");
    private static final Pattern REQUEST = Pattern.compile("(\\*|[A-Z]+) +(/[^\\s?#]*)");
    private static final Pattern METHOD = Pattern.compile("[^\\s.()#]+(\\.[^\\s.()#]+)+");
    private static final String GROUP_EXAMPLE = "{ latency: { p95: 200ms }, queries: 3 }";

    private final Reading reading;

    private static List<String> with(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    GroupReader(Reading reading) {
        this.reading = reading;
    }

    Map<String, Group> requests(YamlNode node, String path) {
        return groups(node, path, REQUEST_KEYS, (name, group, at) -> match(group, at));
    }

    Map<String, Group> operations(YamlNode node, String path) {
        return groups(
                node, path, OPERATION_KEYS, (name, group, at) -> Optional.of(Selector.of(Subject.operation(name))));
    }

    Map<String, Group> tests(YamlNode node, String path) {
        return groups(
                node,
                path,
                TEST_KEYS,
                (name, group, at) -> Optional.of(new Selector.NameGlob(Subject.Kind.TEST, name)));
    }

    Map<Metric, Limit> sql(YamlNode node, String path) {
        return reading.mapping(node, path, SQL_KEYS, "{ nPlusOne: forbid }")
                .map(sql -> limits(sql, path))
                .orElse(Map.of());
    }

    /** What each request of a load may take. */
    Map<Metric, Limit> loadLimits(Mapping scenario, String path) {
        return limits(scenario, path);
    }

    /** The findings that {@code sql} accepts; what else it says is {@link #sql}'s. */
    List<Allowance> allowances(YamlNode node, String path) {
        return node instanceof Mapping sql ? new AllowanceReader(reading).read(sql, path) : List.of();
    }

    private interface SelectorOf {
        Optional<Selector> of(String name, Mapping group, String path);
    }

    private Map<String, Group> groups(YamlNode node, String path, List<String> keys, SelectorOf selector) {
        Map<String, Group> groups = new LinkedHashMap<>();
        reading.mapping(node, path, "one group to a line, name: " + GROUP_EXAMPLE)
                .ifPresent(mapping -> mapping.entries().forEach((name, entry) -> {
                    String at = path + "." + name;
                    reading.mapping(entry.value(), at, keys, GROUP_EXAMPLE)
                            .map(group -> new Group(
                                    selector.of(name, group, at),
                                    keys.contains("method") ? method(group, at) : Optional.empty(),
                                    keys.contains("slowRequest") ? slowRequest(group, at) : Optional.empty(),
                                    limits(group, at),
                                    group.value("regression")
                                            .map(value -> RegressionReader.read(value, at + ".regression", reading))
                                            .orElse(Map.of()),
                                    reading.origin(at, entry.place()),
                                    entry.place().column()))
                            .ifPresent(group -> groups.put(name, group));
                }));
        return groups;
    }

    private Optional<Selector> match(Mapping group, String path) {
        List<Selector> selectors = new ArrayList<>();
        group.value("match").ifPresent(node -> {
            List<YamlNode> items = node instanceof Sequence list ? list.items() : List.of(node);
            if (items.isEmpty()) {
                reading.problem(node.place(), path + ".match is an empty list", "List at least one request");
            }
            items.forEach(item -> request(item, path + ".match").ifPresent(selectors::add));
        });
        if (selectors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(selectors.size() == 1 ? selectors.get(0) : new Selector.AnyOf(selectors));
    }

    private Optional<Selector> request(YamlNode node, String path) {
        String example = "a method and a route such as GET /api/games/{id}, \"* /api/**\" or \"GET /api/*/{id}\"";
        return reading.text(node, path, example).flatMap(text -> {
            var request = REQUEST.matcher(text);
            if (request.matches()) {
                return Optional.of(new Selector.Request(request.group(1), request.group(2)));
            }
            reading.problem(
                    node.place(), path + ": '" + Problems.shortened(text) + "' is no request", "Write " + example);
            return Optional.empty();
        });
    }

    private Optional<String> method(Mapping group, String path) {
        String at = path + ".method";
        String example = "the class and the method, com.acme.sync.DatabaseSync.sync";
        return group.value("method")
                .flatMap(node -> reading.text(node, at, example).filter(text -> {
                    boolean valid = METHOD.matcher(text).matches();
                    if (!valid) {
                        String what = at + ": '" + Problems.shortened(text) + "' is no method";
                        reading.problem(node.place(), what, "Write " + example);
                    }
                    return valid;
                }));
    }

    private Optional<Amount> slowRequest(Mapping group, String path) {
        return group.value("slowRequest").flatMap(node -> reading.duration(node, path + ".slowRequest"));
    }

    private Map<Metric, Limit> limits(Mapping group, String path) {
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        Consumer<Limit> add = limit -> limits.put(limit.metric(), limit);
        group.value("latency")
                .ifPresent(node -> latencies(node, path + ".latency").forEach(add));
        group.value("queries")
                .ifPresent(node -> queries(node, path + ".queries").forEach(add));
        group.value("memory").ifPresent(node -> heap(node, path + ".memory").forEach(add));
        group.value("rows").ifPresent(node -> rows(node, path + ".rows").forEach(add));
        for (Metric metric : FORBIDDEN) {
            group.value(metric.key()).ifPresent(node -> forbidden(node, path + "." + metric.key(), metric)
                    .forEach(add));
        }
        for (Metric metric : List.of(
                Metric.CONNECTIONS,
                Metric.TRANSACTION,
                Metric.SLOW_REQUESTS,
                Metric.RESPONSE_SIZE,
                Metric.ALLOCATION,
                Metric.THREADS)) {
            group.value(metric.key()).ifPresent(node -> limit(node, path + "." + metric.key(), metric)
                    .forEach(add));
        }
        for (String key : LOAD_LIMITS) {
            group.value(key)
                    .flatMap(node -> Metric.ofKey(key).map(metric -> limit(node, path + "." + key, metric)))
                    .ifPresent(each -> each.forEach(add));
        }
        Consistency.check(limits, reading.problems());
        return limits;
    }

    private Stream<Limit> latencies(YamlNode node, String path) {
        List<String> keys =
                Stream.concat(LATENCIES.stream(), Stream.of(REFERENCE)).toList();
        List<Limit> limits =
                mapped(node, path, keys, "latency.", "{ p95: 200ms }").toList();
        Optional<YamlNode> reference = node instanceof Mapping latency ? latency.value(REFERENCE) : Optional.empty();
        Optional<String> name = reference.flatMap(value -> reading.text(value, path + "." + REFERENCE, REFERENCES));
        reference
                .filter(value -> limits.stream().noneMatch(Limit::isFactor))
                .ifPresent(value -> reading.problem(
                        value.place(),
                        path + "." + REFERENCE + " is not used: no limit is a factor",
                        "Write p95: 1.2x"));
        return limits.stream().flatMap(limit -> {
            if (!limit.isFactor()) {
                return Stream.of(limit);
            }
            if (reference.isEmpty()) {
                reading.problems()
                        .add(new BudgetFileProblem(
                                limit.origin().file(),
                                limit.origin().line(),
                                limit.column(),
                                limit.origin().declaration() + " is a factor, and " + path + " does not say of what",
                                "Add reference: " + REFERENCES));
            }
            return name.map(limit::relativeTo).stream();
        });
    }

    /** What is said of all statements replaces what a farther file says of them, be it a most or an exact number. */
    private Stream<Limit> queries(YamlNode node, String path) {
        if (!(node instanceof Mapping queries)) {
            return limit(node, path, Metric.QUERIES)
                    .flatMap(limit -> Stream.of(limit, lifted(Metric.QUERIES_EXACTLY, limit)));
        }
        List<Limit> limits = new ArrayList<>(mapped(node, path, QUERIES, "queries.", "{ select: 3, update: 1 }")
                .toList());
        boolean most = queries.entries().containsKey("total");
        boolean exactly = queries.entries().containsKey("exactly");
        if (most && exactly) {
            reading.problem(node.place(), path + " has both total and exactly", "Keep one of the two");
        } else if (most || exactly) {
            Metric said = most ? Metric.QUERIES : Metric.QUERIES_EXACTLY;
            limits.stream()
                    .filter(limit -> limit.metric() == said)
                    .findFirst()
                    .map(limit -> lifted(most ? Metric.QUERIES_EXACTLY : Metric.QUERIES, limit))
                    .ifPresent(limits::add);
        }
        return limits.stream();
    }

    private static Limit lifted(Metric metric, Limit by) {
        return new Limit(metric, Optional.empty(), by.origin(), by.column());
    }

    private Stream<Limit> rows(YamlNode node, String path) {
        return node instanceof Mapping
                ? mapped(node, path, ROWS, "rows.", "{ read: 1000, updated: 10 }")
                : limit(node, path, Metric.ROWS);
    }

    private Stream<Limit> heap(YamlNode node, String path) {
        return mapped(node, path, HEAP, "memory.", "{ retained: 1MB, growth: flat }");
    }

    private static Optional<Metric> metric(String prefix, String key) {
        return switch (prefix + key) {
            case "queries.total" -> Optional.of(Metric.QUERIES);
            case "rows.read" -> Optional.of(Metric.ROWS);
            default -> Metric.ofKey(prefix + key);
        };
    }

    private Stream<Limit> mapped(YamlNode node, String path, List<String> keys, String prefix, String example) {
        List<Limit> limits = new ArrayList<>();
        reading.mapping(node, path, keys, example).ifPresent(mapping -> {
            if (mapping.entries().isEmpty()) {
                reading.problem(node.place(), path + " sets no limit", "Write " + example);
            }
            mapping.entries().forEach((key, entry) -> {
                if (keys.contains(key)) {
                    metric(prefix, key).ifPresent(metric -> limit(entry.value(), path + "." + key, metric)
                            .forEach(limits::add));
                }
            });
        });
        return limits.stream();
    }

    private Stream<Limit> limit(YamlNode node, String path, Metric metric) {
        boolean factor = FACTORS.contains(metric)
                && node instanceof YamlNode.Scalar scalar
                && scalar.text().strip().endsWith("x");
        boolean flat = metric == Metric.MEMORY_GROWTH
                && node instanceof YamlNode.Scalar scalar
                && scalar.text().equals("flat");
        Optional<Amount> amount = flat
                ? Optional.of(new Amount(Dimension.SIZE, 0))
                : reading.amount(factor ? Dimension.FACTOR : metric.dimension(), node, path);
        if (metric == Metric.THROUGHPUT && amount.isPresent() && amount.get().value() == 0) {
            reading.problem(
                    node.place(), path + " of " + amount.get() + " asks for nothing", "Write 50/s, 3000/min or 10/h");
            return Stream.empty();
        }
        if (metric.dimension() == Dimension.DURATION
                && amount.isPresent()
                && amount.get().value() == 0) {
            reading.problem(
                    node.place(),
                    path + " is a " + amount.get().dimension().noun() + " of 0, which nothing can keep",
                    "Write " + amount.get().dimension().example());
            return Stream.empty();
        }
        if (metric == Metric.ERROR_RATE && amount.isPresent() && amount.get().value() >= 1_000_000) {
            reading.problem(node.place(), path + " of " + amount.get() + " allows every request to fail", "Write 1%");
            return Stream.empty();
        }
        return amount
                .map(most -> new Limit(
                        metric,
                        amount,
                        reading.origin(path, node.place()),
                        node.place().column()))
                .stream();
    }

    private Stream<Limit> forbidden(YamlNode node, String path, Metric metric) {
        return reading
                .word(node, path, FORBID_OR_ALLOW)
                .map(word -> word.equals("forbid") ? Optional.of(Amount.count(0)) : Optional.<Amount>empty())
                .map(most -> new Limit(
                        metric,
                        most,
                        reading.origin(path, node.place()),
                        node.place().column()))
                .stream();
    }
}
