package io.perfbudgets.maven.export;

import io.perfbudgets.gate.GateReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A format that a report can be written in besides its own, for a tool that reads it. */
public enum Export {
    /** JUnit's XML: one test suite for the module, one case for each budget. */
    JUNIT("junit.xml") {
        @Override
        String text(GateReport report) {
            return JunitXml.text(report);
        }
    },
    /** SARIF 2.1.0: one result for each budget that is not kept, at the place that declares it. */
    SARIF("results.sarif") {
        @Override
        String text(GateReport report) {
            return Sarif.text(report);
        }
    },
    /** OpenMetrics text, which GitLab's metrics report reads too. */
    OPENMETRICS("metrics.txt") {
        @Override
        String text(GateReport report) {
            return OpenMetrics.text(report);
        }
    },
    /** HdrHistogram's log: the durations of each subject, tagged with its name. */
    HLOG("latencies.hlog") {
        @Override
        String text(GateReport report) {
            return HistogramLog.text(report);
        }
    },
    /** The JSON that github-action-benchmark calls {@code customSmallerIsBetter}. */
    BENCHMARK("benchmark.json") {
        @Override
        String text(GateReport report) {
            return BenchmarkJson.smallerIsBetter(report);
        }
    },
    /** Bencher's metric format (BMF). */
    BENCHER("bencher.json") {
        @Override
        String text(GateReport report) {
            return BenchmarkJson.bencher(report);
        }
    };

    private final String fileName;

    Export(String fileName) {
        this.fileName = fileName;
    }

    abstract String text(GateReport report);

    /** The name of its file: {@code results.sarif}. */
    public String fileName() {
        return fileName;
    }

    /** The format that is called so, in whatever case. */
    public static Optional<Export> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** All names, for a message. */
    public static String names() {
        return Arrays.stream(values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /**
     * Writes {@code report} in each of {@code formats} into {@code folder}, which is created.
     *
     * @throws IOException if a file cannot be written
     */
    public static void write(GateReport report, List<Export> formats, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Export format : formats) {
            Files.writeString(folder.resolve(format.fileName), format.text(report), StandardCharsets.UTF_8);
        }
    }
}
