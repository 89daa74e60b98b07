package io.perfbudgets.budget;

import io.perfbudgets.budget.Reading.Said;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code waivers}. */
record WaiverReader(Reading reading) {
    private static final List<String> KEYS = List.of("budget", "until", "reason", "owner");
    private static final String EXAMPLE =
            "{ budget: \"GET /api/downloads latency.p95\", until: 2027-01-31, reason: \"why\", owner: ann }";
    private static final String BUDGET = "a subject, a space and a metric: GET /api/downloads latency.p95";
    private static final String DATE = "2027-01-31";
    private static final List<String> METRICS =
            Arrays.stream(Metric.values()).map(Metric::key).toList();
    private static final List<String> REGRESSIONS = Arrays.stream(Metric.values())
            .filter(Metric::isComparable)
            .map(metric -> Metric.REGRESSION_PREFIX + metric.key())
            .toList();

    List<Waiver> read(YamlNode node, String path) {
        return reading.list(node, path, EXAMPLE, this::waiver);
    }

    private Optional<Waiver> waiver(YamlNode node, String path) {
        return reading.mapping(node, path, KEYS, EXAMPLE).flatMap(tree -> {
            Optional<Budgeted> budget =
                    reading.required(tree, path, "budget", BUDGET).flatMap(said -> budget(said, path));
            Optional<LocalDate> until =
                    reading.required(tree, path, "until", DATE).flatMap(said -> date(said, path));
            Optional<Said> reason = reading.required(tree, path, "reason", "why the breach is accepted");
            Optional<Said> owner = reading.required(tree, path, "owner", "who mends it");
            Origin origin = reading.origin(path, node.place());
            return budget.flatMap(of -> until.flatMap(date -> reason.flatMap(why ->
                    owner.map(who -> new Waiver(of.subject(), of.budget(), date, why.text(), who.text(), origin)))));
        });
    }

    private record Budgeted(String subject, String budget) {}

    private Optional<Budgeted> budget(Said said, String path) {
        int space = said.text().lastIndexOf(' ');
        String key = said.text().substring(space + 1);
        boolean known = METRICS.contains(key) || REGRESSIONS.contains(key);
        if (space < 0 || !known) {
            reading.problem(
                    said.place(),
                    path + ".budget: '" + Problems.shortened(said.text()) + "' does not end in a metric",
                    "Write " + BUDGET + ". "
                            + Problems.knownKeys(
                                    key, key.startsWith(Metric.REGRESSION_PREFIX) ? REGRESSIONS : METRICS));
            return Optional.empty();
        }
        return Optional.of(new Budgeted(said.text().substring(0, space).strip(), key));
    }

    private Optional<LocalDate> date(Said said, String path) {
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
