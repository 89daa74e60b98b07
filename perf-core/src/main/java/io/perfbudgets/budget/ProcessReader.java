package io.perfbudgets.budget;

import io.perfbudgets.budget.ProcessPlan.Http;
import io.perfbudgets.budget.ProcessPlan.ReadyCheck;
import io.perfbudgets.budget.ProcessPlan.Soak;
import io.perfbudgets.budget.YamlNode.Entry;
import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Place;
import io.perfbudgets.budget.YamlNode.Scalar;
import io.perfbudgets.budget.YamlNode.ScalarType;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code process}; its scenarios are {@link LoadReader}'s. */
final class ProcessReader {
    static final int FASTEST = 10_000;
    static final long LONGEST = 86_400_000_000_000L;

    private static final List<String> KEYS = List.of(
            "name",
            "command",
            "directory",
            "environment",
            "url",
            "ready",
            "starts",
            "http",
            "metrics",
            "startup",
            "memory",
            "load",
            "soak");
    private static final List<String> MEMORY = List.of("idle", "peak", "perRequest", "growth");
    private static final String COMMAND =
            "command: java -jar target/app.jar, or a list of the program and its arguments";
    private static final String READY = "{ path: /health, status: 200, within: 60s } or { log: \"Started .* in\" }";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]*");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#@]+");
    private static final Pattern METRICS = Pattern.compile("(https?://[^\\s/?#@]+)?/[^\\s#]*");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Reading reading;

    ProcessReader(Reading reading) {
        this.reading = reading;
    }

    Optional<ProcessSection> read(Entry entry, String path) {
        return reading.mapping(entry.value(), path, KEYS, "{ command: java -jar target/app.jar, startup: 3s }")
                .map(process -> section(process, path, entry.place()));
    }

    private ProcessSection section(Mapping process, String path, Place place) {
        LoadReader load = new LoadReader(reading);
        return new ProcessSection(
                matching(process, path, "name", NAME, "letters, digits, spaces, '.', '_' and '-'"),
                process.value("command").flatMap(node -> command(node, path + ".command")),
                process.value("directory").flatMap(node -> reading.text(node, path + ".directory", "a folder")),
                process.value("environment")
                        .map(node -> texts(node, path + ".environment", "{ SERVER_PORT: \"${port}\" }"))
                        .orElse(Map.of()),
                matching(process, path, "url", URL, "scheme, host and port only: http://localhost:8080"),
                process.value("ready").flatMap(node -> ready(node, path + ".ready")),
                process.value("starts").flatMap(node -> count(node, path + ".starts", 1, 50)),
                process.value("http").flatMap(node -> http(node, path + ".http")),
                matching(process, path, "metrics", METRICS, "/actuator/prometheus, or the whole URL"),
                process.value("load")
                        .map(node -> load.read(node, path + ".load"))
                        .orElse(Map.of()),
                process.value("soak").flatMap(node -> soak(node, path + ".soak")),
                limits(process, path),
                reading.origin(path, place),
                place.column());
    }

    private Optional<String> matching(Mapping tree, String path, String key, Pattern pattern, String form) {
        String at = path + "." + key;
        return tree.value(key).flatMap(node -> reading.text(node, at, form).filter(text -> {
            boolean valid = pattern.matcher(text).matches();
            if (!valid) {
                reading.problem(node.place(), at + " is '" + Problems.shortened(text) + "'", "Write " + form);
            }
            return valid;
        }));
    }

    private Optional<List<String>> command(YamlNode node, String path) {
        if (!(node instanceof Sequence list)) {
            return reading.text(node, path, COMMAND).map(text -> List.of(SPACES.split(text)));
        }
        List<String> words = new ArrayList<>();
        list.items().forEach(item -> scalar(item, path, COMMAND).ifPresent(words::add));
        if (list.items().isEmpty()) {
            reading.problem(node.place(), path + " is an empty list", "Write " + COMMAND);
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** A text, a number or a truth value, as it is written. */
    Optional<String> scalar(YamlNode node, String path, String example) {
        return node instanceof Scalar scalar
                        && (scalar.type() == ScalarType.NUMBER || scalar.type() == ScalarType.BOOLEAN)
                ? Optional.of(scalar.text())
                : reading.text(node, path, example);
    }

    Map<String, String> texts(YamlNode node, String path, String example) {
        Map<String, String> texts = new LinkedHashMap<>();
        reading.mapping(node, path, example).ifPresent(mapping -> mapping.entries()
                .forEach((name, entry) ->
                        scalar(entry.value(), path + "." + name, "a text").ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    /** A whole number from {@code least} to {@code most}. */
    Optional<Integer> count(YamlNode node, String path, int least, int most) {
        return reading.amount(Dimension.COUNT, node, path)
                .map(Amount::value)
                .filter(value ->
                        inRange(node, path, value, least, most, Integer.toString(least), String.format("%,d", most)))
                .map(Math::toIntExact);
    }

    /** A duration above 0 and up to {@code most} nanoseconds. */
    Optional<Long> duration(YamlNode node, String path, long most) {
        return reading.amount(Dimension.DURATION, node, path)
                .map(Amount::value)
                .filter(value -> inRange(
                        node,
                        path,
                        value,
                        1,
                        most,
                        "more than 0",
                        Amount.nanos(most).toString()));
    }

    private boolean inRange(YamlNode node, String path, long value, long least, long most, String from, String to) {
        boolean valid = value >= least && value <= most;
        if (!valid) {
            reading.problem(
                    node.place(),
                    path + " is " + Problems.shortened(((Scalar) node).text()),
                    "Write " + from + " to " + to);
        }
        return valid;
    }

    private Optional<ReadyCheck> ready(YamlNode node, String path) {
        ReadyCheck usual = ProcessSection.DEFAULT_READY;
        return reading.mapping(node, path, List.of("path", "status", "log", "within"), READY)
                .map(tree -> {
                    if (tree.value("path").isPresent() && tree.value("log").isPresent()) {
                        reading.problem(tree.place(), path + " has both 'path' and 'log'", "Keep one of the two");
                    }
                    return new ReadyCheck(
                            matching(tree, path, "path", Pattern.compile("/[^\\s#]*"), "a path that begins with /")
                                    .orElse(usual.path()),
                            tree.value("status")
                                    .flatMap(value -> count(value, path + ".status", 100, 599))
                                    .orElse(usual.status()),
                            tree.value("log").flatMap(value -> regex(value, path + ".log")),
                            tree.value("within")
                                    .flatMap(value -> duration(value, path + ".within", LONGEST))
                                    .orElse(usual.within()));
                });
    }

    private Optional<String> regex(YamlNode node, String path) {
        return reading.text(node, path, "a regular expression: \"Started .* in\"")
                .filter(text -> {
                    try {
                        Pattern.compile(text);
                        return true;
                    } catch (PatternSyntaxException invalid) {
                        reading.problem(
                                node.place(),
                                path + ": '" + Problems.shortened(text) + "' is no regular expression ("
                                        + Problems.printable(invalid.getDescription()) + ")",
                                "Put a \\ before a character that is meant literally");
                        return false;
                    }
                });
    }

    private Optional<Http> http(YamlNode node, String path) {
        Http usual = Http.DEFAULT;
        return reading.mapping(
                        node, path, List.of("version", "keepAlive", "timeout", "trust"), "{ version: 2, timeout: 5s }")
                .map(tree -> new Http(
                        tree.value("version")
                                .flatMap(value -> count(value, path + ".version", 1, 2))
                                .orElse(usual.version()),
                        tree.value("keepAlive")
                                .flatMap(value -> reading.word(value, path + ".keepAlive", List.of("true", "false")))
                                .map(Boolean::parseBoolean)
                                .orElse(usual.keepAlive()),
                        tree.value("timeout")
                                .flatMap(value -> duration(value, path + ".timeout", LONGEST))
                                .orElse(usual.timeout()),
                        tree.value("trust")
                                .flatMap(value -> reading.word(value, path + ".trust", List.of("all", "known")))
                                .map("all"::equals)
                                .orElse(usual.trustAll())));
    }

    private Optional<Soak> soak(YamlNode node, String path) {
        String example = "{ load: lists, duration: 1h, rate: 1, compress: 60 }";
        return reading.mapping(node, path, List.of("load", "duration", "rate", "compress"), example)
                .flatMap(tree -> {
                    for (String key : List.of("load", "duration", "rate")) {
                        if (tree.value(key).isEmpty()) {
                            reading.problem(tree.place(), path + " has no '" + key + "'", "Write " + example);
                        }
                    }
                    Optional<String> load = tree.value("load")
                            .flatMap(value -> reading.text(value, path + ".load", "a scenario's name"));
                    Optional<Long> duration =
                            tree.value("duration").flatMap(value -> duration(value, path + ".duration", 7 * LONGEST));
                    Optional<Integer> rate =
                            tree.value("rate").flatMap(value -> count(value, path + ".rate", 1, FASTEST));
                    int compress = tree.value("compress")
                            .flatMap(value -> count(value, path + ".compress", 1, 10_000))
                            .orElse(1);
                    rate.filter(each -> (long) each * compress > FASTEST)
                            .ifPresent(each -> reading.problem(
                                    tree.place(),
                                    path + ": " + each + " requests a second, " + compress + " times as fast",
                                    String.format("Stay at or below %,d requests a second", FASTEST)));
                    return load.flatMap(
                            name -> duration.flatMap(time -> rate.map(each -> new Soak(name, time, each, compress))));
                });
    }

    private Map<Metric, Limit> limits(Mapping process, String path) {
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        process.value("startup").ifPresent(node -> duration(node, path + ".startup", LONGEST)
                .ifPresent(nanos -> limits.put(
                        Metric.STARTUP, limit(Metric.STARTUP, Amount.nanos(nanos), path + ".startup", node))));
        process.value("memory")
                .flatMap(node -> reading.mapping(node, path + ".memory", MEMORY, "{ idle: 256MB, growth: flat }"))
                .ifPresent(memory -> memory.entries().forEach((key, entry) -> Metric.ofKey("memory." + key)
                        .filter(metric -> MEMORY.contains(key))
                        .ifPresent(metric -> size(entry.value(), path + ".memory." + key, metric)
                                .ifPresent(limit -> limits.put(metric, limit)))));
        return limits;
    }

    private Optional<Limit> size(YamlNode node, String path, Metric metric) {
        boolean flat = metric == Metric.MEMORY_GROWTH
                && node instanceof Scalar scalar
                && scalar.text().equals("flat");
        Optional<Amount> amount =
                flat ? Optional.of(new Amount(Dimension.SIZE, 0)) : reading.amount(Dimension.SIZE, node, path);
        return amount.map(most -> limit(metric, most, path, node));
    }

    private Limit limit(Metric metric, Amount most, String path, YamlNode node) {
        return new Limit(
                metric,
                Optional.of(most),
                reading.origin(path, node.place()),
                node.place().column());
    }
}
