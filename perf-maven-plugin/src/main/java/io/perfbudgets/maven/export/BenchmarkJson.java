package io.perfbudgets.maven.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.measure.Measurement;
import java.util.List;

/** What services that follow benchmarks over time take. */
final class BenchmarkJson {
    private static final List<Metric> PERCENTILES = List.of(Metric.LATENCY_P50, Metric.LATENCY_P95);

    private BenchmarkJson() {}

    /** An array of named values, in milliseconds or queries. */
    static String smallerIsBetter(GateReport report) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Subject subject : report.results().subjects()) {
            Measurement measurement = report.results().measurement(subject).orElseThrow();
            if (measurement.latencies().count() > 0) {
                PERCENTILES.forEach(metric -> array.addObject()
                        .put("name", subject.name() + " " + metric.key())
                        .put("unit", "ms")
                        .put("value", measurement.latencies().percentile(metric.quantile()) / 1e6));
            }
            if (measurement.sqlCaptured()) {
                array.addObject()
                        .put("name", subject.name() + " " + Metric.QUERIES.key())
                        .put("unit", "queries")
                        .put("value", measurement.worst(Metric.QUERIES));
            }
        }
        return array.toPrettyString() + "\n";
    }

    /** An object of subjects, each an object of measures; a latency is in nanoseconds, as Bencher has it. */
    static String bencher(GateReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Subject subject : report.results().subjects()) {
            Measurement measurement = report.results().measurement(subject).orElseThrow();
            ObjectNode measures = JsonNodeFactory.instance.objectNode();
            if (measurement.latencies().count() > 0) {
                ObjectNode latency = measures.putObject("latency");
                latency.put("value", measurement.latencies().mean());
                latency.put("lower_value", measurement.latencies().percentile(0.5));
                latency.put("upper_value", measurement.latencies().percentile(0.95));
            }
            if (measurement.sqlCaptured()) {
                measures.putObject("queries").put("value", measurement.worst(Metric.QUERIES));
            }
            if (!measures.isEmpty()) {
                root.set(subject.name(), measures);
            }
        }
        return root.toPrettyString() + "\n";
    }
}
