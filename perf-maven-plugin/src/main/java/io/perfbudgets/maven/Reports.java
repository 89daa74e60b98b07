package io.perfbudgets.maven;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.VerdictsJson;
import io.perfbudgets.maven.export.Export;
import io.perfbudgets.maven.report.HtmlReport;
import io.perfbudgets.maven.report.MarkdownSummary;
import io.perfbudgets.maven.report.Past;
import io.perfbudgets.maven.report.ProfilingReport;
import io.perfbudgets.maven.report.ReportedModule;
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

    void write(GateReport report, Past past) throws IOException {
        VerdictsJson.write(report, folder.resolve("verdicts.json"));
        MarkdownSummary.write(report, folder.resolve("summary.md"));
        HtmlReport.write(report.name(), List.of(new ReportedModule(report, past)), page());
        Export.write(report, exports, folder.resolve("export"));
    }

    /** Writes the document for people who were not there. */
    Path writeDocument(GateReport report, Past past) throws IOException {
        Path document = folder.resolve("profiling-report.md");
        ProfilingReport.write(new ReportedModule(report, past), document);
        return document;
    }

    /** The page to look at. */
    Path page() {
        return folder.resolve("report").resolve("index.html");
    }
}
