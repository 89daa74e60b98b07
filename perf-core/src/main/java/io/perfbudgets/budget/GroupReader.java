package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code requests}, {@code operations}, {@code tests} and {@code sql}. */
final class GroupReader {
    private static final List<String> LOAD_LIMITS = List.of("errorRate", "throughput");
    private static final List<String> REQUEST_KEYS =
            List.of("match", "latency", "queries", "nPlusOne", "errorRate", "throughput");
    private static final List<String> TEST_KEYS = List.of("latency", "queries", "nPlusOne", "errorRate", "throughput");
    private static final List<String> OPERATION_KEYS = List.of("method", "latency", "queries", "nPlusOne");
    private static final List<String> LATENCIES = List.of("p50", "p90", "p95", "p99", "p999", "mean", "max");
    private static final List<String> QUERIES = List.of("total", "select", "insert", "update", "delete");
    private static final List<String> N_PLUS_ONE = List.of("forbid", "allow");
    private static final Pattern REQUEST = Pattern.compile("(\\*|[A-Z]+) +(/[^\\s?#]*)");
    private static final Pattern METHOD = Pattern.compile("[^\\s.()#]+(\\.[^\\s.()#]+)+");
    private static final String GROUP_EXAMPLE = "{ latency: { p95: 200ms }, queries: 3 }";

    private final Reading reading;

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
        return reading.mapping(node, path, List.of("nPlusOne"), "{ nPlusOne: forbid }")
                .map(sql -> limits(sql, path))
                .orElse(Map.of());
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
                                    limits(group, at),
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

    private Map<Metric, Limit> limits(Mapping group, String path) {
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        Consumer<Limit> add = limit -> limits.put(limit.metric(), limit);
        group.value("latency")
                .ifPresent(node -> latencies(node, path + ".latency").forEach(add));
        group.value("queries")
                .ifPresent(node -> queries(node, path + ".queries").forEach(add));
        group.value("nPlusOne")
                .ifPresent(node -> nPlusOne(node, path + ".nPlusOne").forEach(add));
        for (String key : LOAD_LIMITS) {
            group.value(key)
                    .flatMap(node -> Metric.ofKey(key).map(metric -> limit(node, path + "." + key, metric)))
                    .ifPresent(each -> each.forEach(add));
        }
        Consistency.check(limits, reading.problems());
        return limits;
    }

    private Stream<Limit> latencies(YamlNode node, String path) {
        return mapped(node, path, LATENCIES, "latency.", "{ p95: 200ms }");
    }

    private Stream<Limit> queries(YamlNode node, String path) {
        return node instanceof Mapping
                ? mapped(node, path, QUERIES, "queries.", "{ select: 3, update: 1 }")
                : limit(node, path, Metric.QUERIES);
    }

    private Stream<Limit> mapped(YamlNode node, String path, List<String> keys, String prefix, String example) {
        List<Limit> limits = new ArrayList<>();
        reading.mapping(node, path, keys, example).ifPresent(mapping -> {
            if (mapping.entries().isEmpty()) {
                reading.problem(node.place(), path + " sets no limit", "Write " + example);
            }
            mapping.entries().forEach((key, entry) -> {
                Metric metric = key.equals("total")
                        ? Metric.QUERIES
                        : Metric.ofKey(prefix + key).orElse(null);
                if (metric != null && keys.contains(key)) {
                    limit(entry.value(), path + "." + key, metric).forEach(limits::add);
                }
            });
        });
        return limits.stream();
    }

    private Stream<Limit> limit(YamlNode node, String path, Metric metric) {
        Optional<Amount> amount = reading.amount(metric.dimension(), node, path);
        if (metric == Metric.THROUGHPUT && amount.isPresent() && amount.get().value() == 0) {
            reading.problem(
                    node.place(), path + " of " + amount.get() + " asks for nothing", "Write 50/s, 3000/min or 10/h");
            return Stream.empty();
        }
        if (metric.dimension() == Dimension.DURATION
                && amount.isPresent()
                && amount.get().value() == 0) {
            reading.problem(
                    node.place(), path + " is a duration of 0, which nothing can keep", "Write 200ms, 1.5s or 2m");
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

    private Stream<Limit> nPlusOne(YamlNode node, String path) {
        return reading
                .word(node, path, N_PLUS_ONE)
                .map(word -> word.equals("forbid") ? Optional.of(Amount.count(0)) : Optional.<Amount>empty())
                .map(most -> new Limit(
                        Metric.N_PLUS_ONE,
                        most,
                        reading.origin(path, node.place()),
                        node.place().column()))
                .stream();
    }
}
