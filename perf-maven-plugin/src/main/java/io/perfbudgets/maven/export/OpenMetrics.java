package io.perfbudgets.maven.export;

import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** OpenMetrics 1.0 text: durations in seconds, sizes in bytes. */
final class OpenMetrics {
    private static final List<Metric> PERCENTILES = List.of(Metric.LATENCY_P50, Metric.LATENCY_P95, Metric.LATENCY_P99);

    private OpenMetrics() {}

    static String text(GateReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("# TYPE perf_latency_seconds gauge");
        lines.add("# UNIT perf_latency_seconds seconds");
        lines.add("# HELP perf_latency_seconds Duration of a unit of the subject.");
        each(report, (subject, measurement) -> latencies(lines, subject, measurement.latencies()));
        lines.add("# TYPE perf_worst gauge");
        lines.add("# HELP perf_worst The worst unit's count.");
        each(report, (subject, measurement) -> measurement.worst().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> entry.getKey().dimension() != Dimension.DURATION)
                .forEach(entry -> lines.add("perf_worst{" + labels(subject) + ",metric=\""
                        + entry.getKey().key() + "\"} " + entry.getValue())));
        lines.add("# TYPE perf_budget_kept gauge");
        lines.add("# HELP perf_budget_kept 1 if the budget is kept, 0 if it is broken or cannot be told.");
        for (Finding finding : report.findings()) {
            Verdict verdict = finding.verdict();
            String line = "perf_budget_kept{" + labels(verdict.subject()) + ",metric=\""
                    + verdict.budget().name() + "\",test=\"" + escaped(verdict.test()) + "\",declared=\""
                    + escaped(verdict.budget().origin().toString()) + "\",verdict=\""
                    + verdict.outcome().name().toLowerCase(Locale.ROOT) + "\"} "
                    + (verdict.outcome() == Outcome.WITHIN ? 1 : 0);
            lines.add(line);
        }
        lines.add("# EOF");
        return String.join("\n", lines.stream().distinct().toList()) + "\n";
    }

    @FunctionalInterface
    private interface Sink {
        void take(Subject subject, Measurement measurement);
    }

    private static void each(GateReport report, Sink sink) {
        report.results().subjects().forEach(subject -> report.results()
                .measurement(subject)
                .ifPresent(measurement -> sink.take(subject, measurement)));
    }

    private static void latencies(List<String> lines, Subject subject, Latencies latencies) {
        if (latencies.count() > 0) {
            PERCENTILES.forEach(metric -> lines.add("perf_latency_seconds{" + labels(subject) + ",quantile=\""
                    + BigDecimal.valueOf(metric.quantile()).stripTrailingZeros().toPlainString() + "\"} "
                    + seconds(latencies.percentile(metric.quantile()))));
        }
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }

    private static String labels(Subject subject) {
        return "kind=\"" + subject.kind().name().toLowerCase(Locale.ROOT) + "\",subject=\"" + escaped(subject.name())
                + "\"";
    }

    /** As the format asks: backslash, quote and line feed. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
