package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.AcceptedQueries;
import io.perfbudgets.measure.Allocations;
import io.perfbudgets.measure.Disturbed;
import io.perfbudgets.measure.Examples;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A finished subject as one JSON object. */
final class RecordJson {
    private RecordJson() {}

    static ObjectNode write(ResultRecord result) {
        Measurement measurement = result.measurement();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", measurement.subject().kind().name());
        node.put("name", measurement.subject().name());
        node.put("test", measurement.test());
        node.put("startedAt", measurement.startedAt().toString());
        node.put("units", measurement.units());
        node.put("failed", measurement.failed());
        node.set("latencies", LatenciesJson.write(measurement.latencies()));
        if (measurement.transactions().count() > 0) {
            node.set("transactions", LatenciesJson.write(measurement.transactions()));
        }
        ObjectNode worst = node.putObject("worst");
        for (Map.Entry<Metric, Long> entry : measurement.worst().entrySet()) {
            worst.put(entry.getKey().key(), entry.getValue());
        }
        node.set("worstUnit", StatementsJson.write(measurement.worstUnit()));
        ObjectNode worstUnits = node.putObject("worstUnits");
        for (Map.Entry<Metric, UnitStatements> entry : measurement.worstUnits().entrySet()) {
            worstUnits.set(entry.getKey().key(), StatementsJson.write(entry.getValue()));
        }
        node.set("nPlusOnes", StatementsJson.write(measurement.nPlusOnes()));
        node.set("repeats", StatementsJson.writeRepeats(measurement.repeats()));
        if (!measurement.accepted().equals(AcceptedQueries.NONE)) {
            node.set("accepted", AcceptedJson.write(measurement.accepted()));
        }
        node.put("sqlNanos", measurement.sqlNanos());
        node.put("sqlCaptured", measurement.sqlCaptured());
        ArrayNode unattributed = node.putArray("unattributed");
        for (Unattributed statement : measurement.unattributed()) {
            unattributed.addObject().put("statement", statement.statement()).put("thread", statement.thread());
        }
        measurement.load().ifPresent(load -> node.set("load", LoadJson.write(load)));
        measurement.plans().ifPresent(plans -> node.set("plans", PlansJson.write(plans)));
        if (!measurement.examples().equals(Examples.NONE)) {
            node.set("examples", WatchedJson.write(measurement.examples(), measurement.worstUnit()));
        }
        if (!measurement.series().isEmpty()) {
            node.set("series", WatchedJson.write(measurement.series()));
        }
        if (!measurement.allocations().isEmpty()) {
            node.set("allocations", AllocationsJson.write(measurement.allocations()));
        }
        measurement.profile().ifPresent(profile -> node.set("profile", ProfileJson.write(profile)));
        measurement.percentiles().ifPresent(known -> node.set("percentiles", PercentilesJson.write(known)));
        if (measurement.disturbed().durations() > 0) {
            ObjectNode disturbed = node.putObject("disturbed")
                    .put("durations", measurement.disturbed().durations());
            ArrayNode signs = disturbed.putArray("signs");
            measurement.disturbed().signs().forEach(signs::add);
        }
        ArrayNode verdicts = node.putArray("verdicts");
        for (Verdict verdict : result.verdicts()) {
            verdicts.add(write(verdict));
        }
        return node;
    }

    private static ObjectNode write(Verdict verdict) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("metric", verdict.budget().metric().key());
        node.put("limit", verdict.budget().limit().value());
        verdict.budget().reference().ifPresent(reference -> node.put("reference", reference));
        node.put("outcome", verdict.outcome().name());
        verdict.observed().ifPresent(observed -> node.put("observed", observed.value()));
        node.put("reason", verdict.reason());
        Origin origin = verdict.budget().origin();
        node.put("declaration", origin.declaration());
        node.put("file", origin.file());
        node.put("line", origin.line());
        return node;
    }

    static ResultRecord read(JsonNode node) {
        Subject subject = new Subject(
                Json.constant(Subject.Kind.class, node.path("kind").asText()),
                node.path("name").asText());
        Map<Metric, Long> worst = new EnumMap<>(Metric.class);
        // A metric that only a newer version knows is left out: it has no budget here either.
        node.path("worst").properties().forEach(entry -> Metric.ofKey(entry.getKey())
                .ifPresent(metric -> worst.put(metric, entry.getValue().asLong())));
        Map<Metric, UnitStatements> worstUnits = new EnumMap<>(Metric.class);
        node.path("worstUnits").properties().forEach(entry -> Metric.ofKey(entry.getKey())
                .ifPresent(metric -> worstUnits.put(metric, StatementsJson.readUnit(entry.getValue()))));
        List<Unattributed> unattributed = new ArrayList<>();
        node.path("unattributed")
                .forEach(statement -> unattributed.add(new Unattributed(
                        statement.path("statement").asText(),
                        statement.path("thread").asText())));
        UnitStatements worstUnit = StatementsJson.readUnit(node.path("worstUnit"));
        Measurement measurement = new Measurement(
                subject,
                node.path("test").asText(),
                Instant.parse(node.path("startedAt").asText()),
                node.path("units").asLong(),
                node.path("failed").asLong(),
                LatenciesJson.read(node.path("latencies")),
                node.has("transactions") ? LatenciesJson.read(node.path("transactions")) : new Latencies(),
                worst,
                worstUnit,
                worstUnits,
                StatementsJson.readNPlusOnes(node.path("nPlusOnes")),
                StatementsJson.readRepeats(node.path("repeats")),
                AcceptedJson.read(node.path("accepted")),
                node.path("sqlNanos").asLong(),
                node.path("sqlCaptured").asBoolean(),
                unattributed,
                node.has("load") ? Optional.of(LoadJson.read(node.path("load"))) : Optional.empty(),
                node.has("plans") ? Optional.of(PlansJson.read(node.path("plans"))) : Optional.empty(),
                WatchedJson.readExamples(node.path("examples"), worstUnit),
                WatchedJson.readSeries(node.path("series")),
                node.has("allocations") ? AllocationsJson.read(node.path("allocations")) : Allocations.NONE,
                node.has("profile") ? Optional.of(ProfileJson.read(node.path("profile"))) : Optional.empty(),
                node.has("percentiles")
                        ? Optional.of(PercentilesJson.read(node.path("percentiles")))
                        : Optional.empty(),
                readDisturbed(node.path("disturbed")));
        List<Verdict> verdicts = new ArrayList<>();
        node.path("verdicts")
                .forEach(verdict -> readVerdict(verdict, measurement).ifPresent(verdicts::add));
        return new ResultRecord(measurement, verdicts);
    }

    private static Disturbed readDisturbed(JsonNode node) {
        Set<String> signs = new TreeSet<>();
        node.path("signs").forEach(sign -> signs.add(sign.asText()));
        return new Disturbed(Math.max(0, node.path("durations").asLong()), signs);
    }

    private static Optional<Verdict> readVerdict(JsonNode node, Measurement measurement) {
        return Metric.ofKey(node.path("metric").asText()).map(metric -> {
            Origin origin = new Origin(
                    node.path("declaration").asText(),
                    node.path("file").asText(),
                    node.path("line").asInt());
            Optional<String> reference =
                    Optional.of(node.path("reference").asText()).filter(name -> !name.isEmpty());
            Dimension dimension = reference.isPresent() ? Dimension.FACTOR : metric.dimension();
            Amount limit = new Amount(dimension, node.path("limit").asLong());
            return new Verdict(
                    new Budget(Selector.of(measurement.subject()), metric, limit, origin, reference),
                    measurement.subject(),
                    Json.constant(Outcome.class, node.path("outcome").asText()),
                    node.has("observed")
                            ? Optional.of(
                                    new Amount(dimension, node.path("observed").asLong()))
                            : Optional.empty(),
                    node.path("reason").asText(),
                    Optional.of(measurement));
        });
    }
}
