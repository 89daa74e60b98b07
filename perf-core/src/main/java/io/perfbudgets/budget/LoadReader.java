package io.perfbudgets.budget;

import io.perfbudgets.budget.LoadRequest.Values;
import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the scenarios of {@code process.load}. */
final class LoadReader {
    private static final int MOST_REQUESTS = 10_000_000;
    private static final int MOST_AT_A_TIME = 1_000;
    private static final List<String> KEYS = List.of(
            "request", "requests", "concurrency", "rate", "duration", "warmUp", "latency", "errorRate", "throughput");
    private static final List<String> REQUEST_KEYS =
            List.of("request", "weight", "values", "headers", "body", "bodyFile", "status", "contains");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) +(/[^\\s#]*)");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\{([^{}]*)}");
    private static final String EXAMPLE = "{ request: GET /api/games, requests: 100, concurrency: 10 }";
    private static final String REQUEST_EXAMPLE =
            "GET /api/games, or { request: \"GET /api/games/{id}\", values: { id: [1, 2] } }";

    private final Reading reading;
    private final ProcessReader process;

    LoadReader(Reading reading) {
        this.reading = reading;
        this.process = new ProcessReader(reading);
    }

    Map<String, ProcessSection.Load> read(YamlNode node, String path) {
        Map<String, ProcessSection.Load> scenarios = new LinkedHashMap<>();
        reading.mapping(node, path, "one scenario to a line, name: " + EXAMPLE)
                .ifPresent(mapping -> mapping.entries().forEach((name, entry) -> {
                    String at = path + "." + name;
                    if (!NAME.matcher(name).matches()) {
                        reading.problem(
                                entry.place(),
                                at + ": the name holds something else than letters, digits, '.', '_' and '-'",
                                "Rename it");
                    }
                    reading.mapping(entry.value(), at, KEYS, EXAMPLE)
                            .flatMap(scenario -> scenario(name, scenario, at))
                            .ifPresent(load -> scenarios.put(name, load));
                }));
        return scenarios;
    }

    private Optional<ProcessSection.Load> scenario(String name, Mapping scenario, String path) {
        List<LoadRequest> requests = new ArrayList<>();
        Optional<YamlNode> written = scenario.value("request");
        if (written.isEmpty()) {
            reading.problem(scenario.place(), path + " has no 'request'", "Write " + EXAMPLE);
        }
        written.ifPresent(node -> {
            List<YamlNode> items = node instanceof Sequence list ? list.items() : List.of(node);
            if (items.isEmpty()) {
                reading.problem(node.place(), path + ".request is an empty list", "List at least one request");
            }
            items.forEach(item -> request(item, path + ".request").ifPresent(requests::add));
        });
        Map<Metric, Limit> limits = new GroupReader(reading).loadLimits(scenario, path);
        Optional<LoadScenario.Pace> pace = pace(scenario, path);
        int warmUp = scenario.value("warmUp")
                .flatMap(node -> process.count(node, path + ".warmUp", 0, MOST_REQUESTS))
                .orElse(0);
        return requests.isEmpty()
                ? Optional.empty()
                : pace.map(of -> new ProcessSection.Load(new LoadScenario(name, requests, of, warmUp), limits));
    }

    private Optional<LoadScenario.Pace> pace(Mapping scenario, String path) {
        boolean byTheClock =
                scenario.value("rate").isPresent() || scenario.value("duration").isPresent();
        boolean atATime = scenario.value("requests").isPresent()
                || scenario.value("concurrency").isPresent();
        if (byTheClock == atATime) {
            reading.problem(
                    scenario.place(),
                    path + (atATime ? " has both paces" : " has no pace"),
                    "Write either requests: 100 and concurrency: 10, or rate: 50 (a second) and duration: 30s");
            return Optional.empty();
        }
        if (byTheClock) {
            Optional<Integer> rate = required(scenario, path, "rate", "50")
                    .flatMap(node -> process.count(node, path + ".rate", 1, ProcessReader.FASTEST));
            Optional<Long> duration = required(scenario, path, "duration", "30s")
                    .flatMap(node -> process.duration(node, path + ".duration", ProcessReader.LONGEST));
            return rate.flatMap(each -> duration.map(time -> new LoadScenario.ByTheClock(each, time)));
        }
        Optional<Integer> requests = required(scenario, path, "requests", "100")
                .flatMap(node -> process.count(node, path + ".requests", 1, MOST_REQUESTS));
        int concurrency = scenario.value("concurrency")
                .flatMap(node -> process.count(node, path + ".concurrency", 1, MOST_AT_A_TIME))
                .orElse(1);
        return requests.map(all -> new LoadScenario.AtATime(all, concurrency));
    }

    private Optional<YamlNode> required(Mapping tree, String path, String key, String example) {
        Optional<YamlNode> value = tree.value(key);
        if (value.isEmpty()) {
            reading.problem(tree.place(), path + " has no '" + key + "'", "Add " + key + ": " + example);
        }
        return value;
    }

    private Optional<LoadRequest> request(YamlNode node, String path) {
        if (!(node instanceof Mapping)) {
            return line(node, path).flatMap(line -> complete(line, Map.of(), node, path)
                    .map(values -> new LoadRequest(
                            line.method(),
                            line.path(),
                            1,
                            values,
                            Map.of(),
                            "",
                            Optional.empty(),
                            Set.of(),
                            Optional.empty())));
        }
        return reading.mapping(node, path, REQUEST_KEYS, REQUEST_EXAMPLE).flatMap(tree -> {
            Map<String, Values> values = tree.value("values")
                    .map(value -> values(value, path + ".values"))
                    .orElse(Map.of());
            if (tree.value("body").isPresent() && tree.value("bodyFile").isPresent()) {
                reading.problem(tree.place(), path + " has both 'body' and 'bodyFile'", "Keep one of the two");
            }
            return required(tree, path, "request", "GET /api/games")
                    .flatMap(value -> line(value, path + ".request"))
                    .flatMap(line -> complete(line, values, node, path)
                            .map(all -> new LoadRequest(
                                    line.method(),
                                    line.path(),
                                    tree.value("weight")
                                            .flatMap(value -> process.count(value, path + ".weight", 1, 1_000))
                                            .orElse(1),
                                    all,
                                    tree.value("headers")
                                            .map(value -> process.texts(
                                                    value, path + ".headers", "{ Accept: application/json }"))
                                            .orElse(Map.of()),
                                    tree.value("body")
                                            .flatMap(value -> reading.text(value, path + ".body", "a text"))
                                            .orElse(""),
                                    tree.value("bodyFile")
                                            .flatMap(value -> reading.text(value, path + ".bodyFile", "a file")),
                                    tree.value("status")
                                            .map(value -> status(value, path + ".status"))
                                            .orElse(Set.of()),
                                    tree.value("contains")
                                            .flatMap(value -> reading.text(value, path + ".contains", "a text")))));
        });
    }

    private record Line(String method, String path) {}

    private Optional<Line> line(YamlNode node, String path) {
        return reading.text(node, path, REQUEST_EXAMPLE).flatMap(text -> {
            Matcher request = REQUEST.matcher(text);
            if (request.matches()) {
                return Optional.of(new Line(request.group(1), request.group(2)));
            }
            reading.problem(
                    node.place(),
                    path + ": '" + Problems.shortened(text) + "' is no request",
                    "Write " + REQUEST_EXAMPLE);
            return Optional.empty();
        });
    }

    /** Every variable of the path must have values, and every value a variable. */
    private Optional<Map<String, Values>> complete(Line line, Map<String, Values> values, YamlNode node, String path) {
        Set<String> variables = new LinkedHashSet<>();
        Matcher variable = VARIABLE.matcher(line.path());
        while (variable.find()) {
            variables.add(variable.group(1));
        }
        for (String name : variables) {
            if (!values.containsKey(name)) {
                reading.problem(
                        node.place(),
                        path + ": no values for {" + Problems.shortened(name) + "}",
                        "Add values: { " + Problems.shortened(name) + ": [1, 2, 3] }, or the name of a CSV file");
                return Optional.empty();
            }
        }
        for (String name : values.keySet()) {
            if (!variables.contains(name)) {
                reading.problem(
                        node.place(),
                        path + ".values." + Problems.shortened(name) + " is in no place of the path",
                        "Write {" + Problems.shortened(name) + "} in the path, or take the values out");
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private Map<String, Values> values(YamlNode node, String path) {
        Map<String, Values> values = new LinkedHashMap<>();
        reading.mapping(node, path, "{ id: [1, 2, 3] } or { id: ids.csv }")
                .ifPresent(mapping -> mapping.entries().forEach((name, entry) -> {
                    String at = path + "." + name;
                    if (entry.value() instanceof Sequence list) {
                        List<String> listed = new ArrayList<>();
                        list.items().forEach(item -> process.scalar(item, at, "a value")
                                .ifPresent(listed::add));
                        if (list.items().isEmpty()) {
                            reading.problem(list.place(), at + " is an empty list", "List at least one value");
                        }
                        values.put(name, new Values(listed, Optional.empty()));
                    } else {
                        reading.text(entry.value(), at, "a list of values or the name of a CSV file")
                                .ifPresent(file -> values.put(name, new Values(List.of(), Optional.of(file))));
                    }
                }));
        return values;
    }

    private Set<Integer> status(YamlNode node, String path) {
        Set<Integer> status = new LinkedHashSet<>();
        List<YamlNode> items = node instanceof Sequence list ? list.items() : List.of(node);
        if (items.isEmpty()) {
            reading.problem(node.place(), path + " is an empty list", "List at least one status");
        }
        items.forEach(item -> process.count(item, path, 100, 599).ifPresent(status::add));
        return status;
    }
}
