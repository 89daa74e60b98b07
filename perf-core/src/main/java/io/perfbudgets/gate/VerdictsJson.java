package io.perfbudgets.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A report for machines. Durations are in nanoseconds, everything else is counted. */
public final class VerdictsJson {
    /** The name of the format, in the field {@code schema}. */
    public static final String SCHEMA = "perf-verdicts";

    /** Raised when a reader of the former one could go wrong. */
    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<Metric> PERCENTILES = List.of(
            Metric.LATENCY_P50, Metric.LATENCY_P90, Metric.LATENCY_P95, Metric.LATENCY_P99, Metric.LATENCY_P999);

    private VerdictsJson() {}

    /**
     * Writes {@code report} to {@code file}, replacing it, and creates the folder if it is missing.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(GateReport report, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, MAPPER.writeValueAsBytes(node(report)));
    }

    private static ObjectNode node(GateReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA);
        node.put("version", VERSION);
        node.put("module", report.name());
        node.put("runId", report.results().runId());
        node.put("passed", report.passed());
        var verdicts = node.putArray("verdicts");
        report.findings().forEach(finding -> verdicts.add(node(finding)));
        var problems = node.putArray("problems");
        report.problems().forEach(problem -> problems.addObject()
                .put("effect", problem.effect().name())
                .put("text", problem.text()));
        return node;
    }

    private static ObjectNode node(Finding finding) {
        Verdict verdict = finding.verdict();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("subject")
                .put("kind", verdict.subject().kind().name())
                .put("name", verdict.subject().name());
        if (!verdict.test().isEmpty()) {
            node.put("test", verdict.test());
        }
        Metric metric = verdict.budget().metric();
        node.put("metric", metric.key());
        node.put("budget", verdict.budget().name());
        node.put("dimension", verdict.budget().limit().dimension().name());
        verdict.budget().reference().ifPresent(reference -> node.put("reference", reference));
        node.put("limit", verdict.budget().limit().value());
        verdict.observed().ifPresent(observed -> node.put("observed", observed.value()));
        node.put("verdict", verdict.outcome().name());
        node.put("effect", finding.effect().name());
        node.put("reason", verdict.reason());
        Origin origin = verdict.budget().origin();
        node.putObject("origin")
                .put("declaration", origin.declaration())
                .put("file", origin.file())
                .put("line", origin.line());
        finding.waiver().ifPresent(waiver -> node.putObject("waiver")
                .put("until", waiver.until().toString())
                .put("reason", waiver.reason())
                .put("owner", waiver.owner()));
        verdict.evidence().ifPresent(evidence -> node.set("evidence", node(evidence)));
        return node;
    }

    private static ObjectNode node(Measurement evidence) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("units", evidence.units());
        node.put("failed", evidence.failed());
        Latencies latencies = evidence.latencies();
        ObjectNode latency = node.putObject("latency").put("count", latencies.count());
        PERCENTILES.forEach(metric ->
                latency.put(metric.key().substring("latency.".length()), latencies.percentile(metric.quantile())));
        latency.put("max", latencies.max()).put("mean", latencies.mean());
        node.put("sqlNanos", evidence.sqlNanos());
        var statements = node.putArray("statements");
        evidence.worstUnit().groups().forEach(group -> statements
                .addObject()
                .put("count", group.count())
                .put("sql", group.fingerprint().text())
                .put("callSite", group.callSite().location()));
        return node;
    }
}
