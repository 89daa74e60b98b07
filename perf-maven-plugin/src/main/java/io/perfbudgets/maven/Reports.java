package io.perfbudgets.maven;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.VerdictsJson;
import java.io.IOException;
import java.nio.file.Path;

/** The files that a judgement leaves in {@code target/perf}. */
final class Reports {
    private final Path folder;

    Reports(Path folder) {
        this.folder = folder;
    }

    void write(GateReport report) throws IOException {
        VerdictsJson.write(report, folder.resolve("verdicts.json"));
    }

    /** The page to look at. */
    Path page() {
        return folder.resolve("report").resolve("index.html");
    }
}
