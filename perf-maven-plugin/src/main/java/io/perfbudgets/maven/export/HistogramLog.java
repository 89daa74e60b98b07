package io.perfbudgets.maven.export;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.measure.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** HdrHistogram's own log format, version 1.3: an interval for each subject, durations in nanoseconds. */
final class HistogramLog {
    private HistogramLog() {}

    static String text(GateReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputLogFormatVersion();
            log.outputComment("Durations of " + tag(report.name()) + " in nanoseconds, a tag for each subject");
            log.outputLegend();
            for (Subject subject : report.results().subjects()) {
                report.results()
                        .measurement(subject)
                        .filter(measurement -> measurement.latencies().count() > 0)
                        .ifPresent(measurement -> log.outputIntervalHistogram(tagged(measurement)));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Histogram tagged(Measurement measurement) {
        Histogram histogram = measurement.latencies().histogram();
        long start = measurement.startedAt().toEpochMilli();
        histogram.setStartTimeStamp(start);
        histogram.setEndTimeStamp(start + histogram.getMaxValue() / 1_000_000);
        histogram.setTag(tag(measurement.subject().name()));
        return histogram;
    }

    /** The format knows no escape: a tag ends at a comma, a blank or a line's end. */
    private static String tag(String name) {
        return name.replaceAll("[\\s,\\p{Cntrl}]", "_");
    }
}
