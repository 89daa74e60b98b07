package io.perfbudgets.maven;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.VerdictsJson;
import io.perfbudgets.maven.export.Export;
import io.perfbudgets.maven.report.HtmlReport;
import io.perfbudgets.maven.report.MarkdownSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files that a judgement leaves in {@code target/perf}. */
final class Reports {
    private final Path folder;
    private final List<Export> exports;

    Reports(Path folder, List<Export> exports) {
        this.folder = folder;
        this.exports = exports;
    }

    void write(GateReport report) throws IOException {
        VerdictsJson.write(report, folder.resolve("verdicts.json"));
        MarkdownSummary.write(report, folder.resolve("summary.md"));
        HtmlReport.write(report, page());
        Export.write(report, exports, folder.resolve("export"));
    }

    /** The page to look at. */
    Path page() {
        return folder.resolve("report").resolve("index.html");
    }
}
