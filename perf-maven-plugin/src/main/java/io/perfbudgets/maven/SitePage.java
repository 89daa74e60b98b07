package io.perfbudgets.maven;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.Problem;
import io.perfbudgets.judge.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.doxia.sink.Sink;

/** The overview of a report as a page of a Maven site: what is not kept, and the way to the rest. */
final class SitePage {
    private static final String TITLE = "Performance budgets";
    private static final int MOST_ROWS = 100;

    private final Sink sink;

    private SitePage(Sink sink) {
        this.sink = sink;
    }

    /**
     * Writes the page and closes it.
     *
     * @param link where the report is, relative to the page
     */
    static void write(GateReport report, String link, Sink sink) {
        new SitePage(sink).write(report, link);
    }

    private void write(GateReport report, String link) {
        sink.head();
        sink.title();
        sink.text(TITLE);
        sink.title_();
        sink.head_();
        sink.body();
        sink.section1();
        sink.sectionTitle1();
        sink.text(TITLE);
        sink.sectionTitle1_();
        paragraph(GateText.headline(report) + ".");
        List<Finding> notKept = report.findings().stream()
                .filter(finding -> finding.verdict().outcome() != Outcome.WITHIN)
                .toList();
        report.problems().stream()
                .filter(problem -> problem.effect() != Effect.WAIVED)
                .map(Problem::text)
                .forEach(this::paragraph);
        if (!notKept.isEmpty()) {
            table(notKept.subList(0, Math.min(MOST_ROWS, notKept.size())));
        }
        if (notKept.size() > MOST_ROWS) {
            paragraph("And " + (notKept.size() - MOST_ROWS) + " more that are not kept.");
        }
        sink.paragraph();
        sink.link(link);
        sink.text("The whole report");
        sink.link_();
        sink.text(", with the reasons, percentiles, statements and history.");
        sink.paragraph_();
        sink.section1_();
        sink.body_();
        sink.flush();
        sink.close();
    }

    private void table(List<Finding> findings) {
        sink.table();
        sink.tableRows();
        sink.tableRow();
        Stream.of("verdict", "subject", "budget", "observed", "limit", "declared at")
                .forEach(name -> {
                    sink.tableHeaderCell();
                    sink.text(name);
                    sink.tableHeaderCell_();
                });
        sink.tableRow_();
        findings.forEach(this::row);
        sink.tableRows_();
        sink.table_();
    }

    private void row(Finding finding) {
        Budget budget = finding.verdict().budget();
        sink.tableRow();
        Stream.of(
                        GateText.word(finding),
                        finding.verdict().subject().shortName(),
                        budget.name(),
                        finding.verdict().observed().map(Amount::toString).orElse("–"),
                        budget.limit().toString(),
                        budget.origin().toString())
                .forEach(text -> {
                    sink.tableCell();
                    sink.text(text);
                    sink.tableCell_();
                });
        sink.tableRow_();
    }

    private void paragraph(String text) {
        sink.paragraph();
        sink.text(text);
        sink.paragraph_();
    }
}
