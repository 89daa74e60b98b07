package io.perfbudgets.maven.history;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Writes runs out for other tools: a row for each metric of each subject of each run. Durations are in nanoseconds. */
public enum Export {
    CSV {
        @Override
        ObjectWriter writer() {
            CsvMapper mapper = new CsvMapper();
            CsvSchema schema = mapper.schemaFor(Row.class).withHeader();
            return mapper.writer(schema);
        }
    },
    JSON {
        @Override
        ObjectWriter writer() {
            return JsonMapper.builder().build().writerFor(Row.class);
        }
    };

    /** One value of one subject in one run. */
    @com.fasterxml.jackson.annotation.JsonPropertyOrder({
        "run",
        "module",
        "startedAt",
        "commit",
        "branch",
        "kind",
        "subject",
        "metric",
        "value"
    })
    record Row(
            String run,
            String module,
            String startedAt,
            String commit,
            String branch,
            String kind,
            String subject,
            String metric,
            long value) {}

    abstract ObjectWriter writer();

    /**
     * Writes the runs to {@code file}, replacing it. One run is held in memory at a time.
     *
     * @throws IOException if it cannot be written
     */
    public void write(History history, List<RunEntry> runs, Path file) throws IOException, HistoryException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                SequenceWriter rows = this == JSON ? writer().writeValuesAsArray(out) : writer().writeValues(out)) {
            for (RunEntry run : runs) {
                for (Map.Entry<Subject, Observed> each :
                        history.measurements(run).entrySet()) {
                    write(rows, run, each.getKey(), each.getValue());
                }
            }
        }
    }

    private static void write(SequenceWriter rows, RunEntry run, Subject subject, Observed measurement)
            throws IOException {
        Histogram latency = measurement.histogram();
        row(rows, run, subject, "units", measurement.units());
        row(rows, run, subject, "failed", measurement.failed());
        if (latency.getTotalCount() > 0) {
            row(rows, run, subject, "latency.p50", latency.getValueAtPercentile(50));
            row(rows, run, subject, "latency.p95", latency.getValueAtPercentile(95));
            row(rows, run, subject, "latency.p99", latency.getValueAtPercentile(99));
            row(rows, run, subject, "latency.max", latency.getMaxValue());
            row(rows, run, subject, "latency.mean", Math.round(latency.getMean()));
        }
        for (var metric : measurement.worst().entrySet()) {
            row(rows, run, subject, metric.getKey().key(), metric.getValue());
        }
    }

    private static void row(SequenceWriter rows, RunEntry run, Subject subject, String metric, long value)
            throws IOException {
        rows.write(new Row(
                run.runId(),
                run.module(),
                run.startedAt().toString(),
                run.commit().id(),
                run.commit().branch(),
                subject.kind().name(),
                subject.name(),
                metric,
                value));
    }
}
