package io.perfbudgets.maven;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.maven.history.RunEntry;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Runs of the past as lines of text. */
final class HistoryText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private HistoryText() {}

    static List<String> table(List<RunEntry> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("began (UTC)", "run", "commit", "branch", "budgets", ""));
        for (RunEntry run : runs) {
            rows.add(List.of(
                    MINUTE.format(run.startedAt()),
                    run.runId(),
                    run.commit().shortId(),
                    run.commit().branch(),
                    run.passed() ? "kept" : "broken",
                    run.baseline() ? "baseline" : ""));
        }
        return runs.isEmpty() ? List.of() : aligned(rows);
    }

    static List<String> measurements(Map<Subject, Observed> measured) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("subject", "units", "p50", "p95", "max", "queries"));
        measured.forEach((subject, each) -> rows.add(List.of(
                subject.shortName(),
                Long.toString(each.units()),
                nanos(each, Metric.LATENCY_P50),
                nanos(each, Metric.LATENCY_P95),
                nanos(each, Metric.LATENCY_MAX),
                Long.toString(each.worst().getOrDefault(Metric.QUERIES, 0L)))));
        return aligned(rows);
    }

    private static String nanos(Observed measurement, Metric percentile) {
        OptionalLong nanos = measurement.value(percentile);
        return nanos.isEmpty() ? "–" : Amount.nanos(nanos.getAsLong()).toString();
    }

    /** Columns under each other. */
    static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 0; i < widths.length; i++) {
                        line.append(row.get(i))
                                .append(" ".repeat(widths[i] - row.get(i).length() + 2));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }
}
