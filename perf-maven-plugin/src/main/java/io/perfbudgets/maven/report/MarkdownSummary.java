package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.Problem;
import io.perfbudgets.judge.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The report in Markdown, for a comment on a pull request or a job's summary page: the verdicts, and why the bad ones are
 * bad, the gravest first. Never longer than {@value #MOST} characters, which every forge takes: what does not fit is counted.
 */
public final class MarkdownSummary {
    /** GitHub takes 65,536 characters for a comment; GitLab and job summaries take more. */
    static final int MOST = 65_000;

    /** Of these, what the table may take; a row that is too long for it is left out. */
    private static final int MOST_TABLE = 25_000;

    private static final String FULL = "The page `report/index.html` has all of it.\n\n";

    private MarkdownSummary() {}

    /**
     * Writes {@code report} to {@code file}, replacing it, and creates the folder if it is missing.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(GateReport report, Path file) throws IOException {
        Markdown.write(text(List.of(report)), file);
    }

    /**
     * Writes the reports on several modules, those that failed first.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(List<GateReport> reports, Path file) throws IOException {
        Markdown.write(text(reports), file);
    }

    static String text(List<GateReport> reports) {
        StringBuilder text = new StringBuilder();
        reports.stream()
                .sorted((a, b) -> Boolean.compare(a.passed(), b.passed()))
                .forEach(report -> appendReport(text, report, MOST));
        return text.toString();
    }

    private static void appendReport(StringBuilder text, GateReport report, int most) {
        String headline = "### " + (report.passed() ? "✅ " : "❌ ") + Markdown.plain(GateText.headline(report)) + "\n\n";
        if (text.length() + headline.length() + FULL.length() > most) {
            return;
        }
        text.append(headline);
        List<Finding> shown = report.findings().stream()
                .filter(finding -> finding.effect() != Effect.PASSES)
                .toList();
        if (!shown.isEmpty()) {
            String head = "| | subject | metric | observed | budget | declared |\n|---|---|---|--:|--:|---|\n";
            text.append(head);
            int table = Math.min(most, text.length() + MOST_TABLE);
            appendWhatFits(text, shown.stream().map(MarkdownSummary::row).toList(), table, "verdict");
            text.append('\n');
        }
        long kept = report.findings(Effect.PASSES).size();
        if (kept > 0) {
            text.append(String.format(Locale.ROOT, "%,d %s kept.%n%n", kept, kept == 1 ? "budget is" : "budgets are"));
        }
        appendExplanations(text, "Why", GateText.explanations(report, Effect.FAILS), most);
        appendExplanations(text, "Warnings", GateText.explanations(report, Effect.WARNS), most);
        appendExplanations(
                text,
                "Accepted",
                report.problems(Effect.WAIVED).stream().map(Problem::text).toList(),
                most);
    }

    private static void appendExplanations(StringBuilder text, String title, List<String> explanations, int most) {
        String head = "<details" + (title.equals("Why") ? " open" : "") + "><summary>" + title + "</summary>\n\n";
        String end = "</details>\n\n";
        if (explanations.isEmpty() || text.length() + head.length() + end.length() + 2 * FULL.length() > most) {
            return;
        }
        text.append(head);
        appendWhatFits(
                text, explanations.stream().map(Markdown::verbatim).toList(), most - end.length(), "explanation");
        text.append(end);
    }

    private static void appendWhatFits(StringBuilder text, List<String> parts, int most, String noun) {
        int left = 0;
        int room = most - 2 * FULL.length();
        for (String part : parts) {
            if (text.length() + part.length() <= room) {
                text.append(part);
            } else {
                left++;
            }
        }
        if (left > 0) {
            text.append(
                    String.format(Locale.ROOT, "%n%,d more %s left out. ", left, noun + (left == 1 ? " is" : "s are")));
            text.append(FULL);
        }
    }

    private static String row(Finding finding) {
        Verdict verdict = finding.verdict();
        return Markdown.row(List.of(
                Status.of(finding).word(),
                verdict.subject().shortName(),
                verdict.budget().name(),
                verdict.observed().map(Amount::toString).orElse("–"),
                verdict.budget().limit().toString(),
                verdict.budget().origin().toString()));
    }
}
