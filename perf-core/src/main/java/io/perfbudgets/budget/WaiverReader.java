package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Place;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code waivers}. */
final class WaiverReader {
    private static final List<String> KEYS = List.of("budget", "until", "reason", "owner");
    private static final String EXAMPLE =
            "{ budget: \"GET /api/downloads latency.p95\", until: 2027-01-31, reason: \"why\" }";
    private static final String BUDGET = "a subject, a space and a metric: GET /api/downloads latency.p95";
    private static final String DATE = "2027-01-31";
    private static final List<String> METRICS =
            Arrays.stream(Metric.values()).map(Metric::key).toList();

    private final Reading reading;
    private final String path;

    private WaiverReader(Reading reading, String path) {
        this.reading = reading;
        this.path = path;
    }

    static List<Waiver> read(YamlNode node, String path, Reading reading) {
        if (!(node instanceof Sequence list)) {
            reading.problem(node.place(), path + " is " + node.describe() + ", not a list", "Write - " + EXAMPLE);
            return List.of();
        }
        List<Waiver> waivers = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            String item = path + "[" + i + "]";
            new WaiverReader(reading, item).waiver(list.items().get(i)).ifPresent(waivers::add);
        }
        return waivers;
    }

    private Optional<Waiver> waiver(YamlNode node) {
        return reading.mapping(node, path, KEYS, EXAMPLE).flatMap(tree -> {
            Optional<Budgeted> budget = required(tree, "budget", BUDGET).flatMap(this::budget);
            Optional<LocalDate> until = required(tree, "until", DATE).flatMap(this::date);
            Optional<String> reason =
                    required(tree, "reason", "why the breach is accepted").map(Said::text);
            Optional<String> owner =
                    tree.value("owner").flatMap(value -> reading.text(value, path + ".owner", "who mends it"));
            Origin origin = reading.origin(path, node.place());
            return budget.flatMap(of -> until.flatMap(
                    date -> reason.map(why -> new Waiver(of.subject(), of.metric(), date, why, owner, origin))));
        });
    }

    private record Said(String text, Place place) {}

    private record Budgeted(String subject, Metric metric) {}

    private Optional<Said> required(Mapping tree, String key, String example) {
        Optional<YamlNode> value = tree.value(key);
        if (value.isEmpty()) {
            reading.problem(tree.place(), path + " has no '" + key + "'", "Add " + key + ": " + example);
        }
        return value.flatMap(
                node -> reading.text(node, path + "." + key, example).map(text -> new Said(text, node.place())));
    }

    private Optional<Budgeted> budget(Said said) {
        int space = said.text().lastIndexOf(' ');
        String key = said.text().substring(space + 1);
        Optional<Metric> metric = space < 0 ? Optional.empty() : Metric.ofKey(key);
        if (metric.isEmpty()) {
            reading.problem(
                    said.place(),
                    path + ".budget: '" + Problems.shortened(said.text()) + "' does not end in a metric",
                    "Write " + BUDGET + ". " + Problems.knownKeys(key, METRICS));
        }
        return metric.map(found -> new Budgeted(said.text().substring(0, space).strip(), found));
    }

    private Optional<LocalDate> date(Said said) {
        try {
            return Optional.of(LocalDate.parse(said.text()));
        } catch (DateTimeException invalid) {
            reading.problem(
                    said.place(),
                    path + ".until: '" + Problems.shortened(said.text()) + "' is no date",
                    "Write year, month and day: " + DATE);
            return Optional.empty();
        }
    }
}
