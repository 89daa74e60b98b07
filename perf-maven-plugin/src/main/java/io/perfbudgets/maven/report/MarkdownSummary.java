package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.Problem;
import io.perfbudgets.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The report in Markdown, for a pull request or a job's summary page: the verdicts, and why the bad ones are bad. */
public final class MarkdownSummary {
    private MarkdownSummary() {}

    /**
     * Writes {@code report} to {@code file}, replacing it, and creates the folder if it is missing.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(GateReport report, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text(report));
    }

    static String text(GateReport report) {
        StringBuilder text = new StringBuilder();
        text.append("### ")
                .append(report.passed() ? "✅ " : "❌ ")
                .append(escaped(GateText.headline(report)))
                .append("\n\n");
        List<Finding> shown = report.findings().stream()
                .filter(finding -> finding.effect() != Effect.PASSES)
                .toList();
        if (!shown.isEmpty()) {
            text.append("| | subject | metric | observed | budget | declared |\n|---|---|---|--:|--:|---|\n");
            shown.forEach(finding -> text.append(row(finding)));
            text.append('\n');
        }
        long kept = report.findings(Effect.PASSES).size();
        if (kept > 0) {
            text.append(String.format(Locale.ROOT, "%,d %s kept.%n%n", kept, kept == 1 ? "budget is" : "budgets are"));
        }
        appendExplanations(text, "Why", GateText.explanations(report, Effect.FAILS));
        appendExplanations(text, "Warnings", GateText.explanations(report, Effect.WARNS));
        appendExplanations(
                text,
                "Accepted",
                report.problems(Effect.WAIVED).stream().map(Problem::text).toList());
        return text.toString();
    }

    private static String row(Finding finding) {
        Verdict verdict = finding.verdict();
        return "| " + Status.of(finding).word() + " | "
                + escaped(verdict.subject().shortName()) + " | "
                + verdict.budget().metric() + " | "
                + verdict.observed().map(Amount::toString).orElse("–") + " | "
                + verdict.budget().limit() + " | "
                + escaped(verdict.budget().origin().toString()) + " |\n";
    }

    private static void appendExplanations(StringBuilder text, String title, List<String> explanations) {
        if (explanations.isEmpty()) {
            return;
        }
        text.append("<details")
                .append(title.equals("Why") ? " open" : "")
                .append("><summary>")
                .append(title);
        text.append("</summary>\n\n");
        // Indented code needs no fence, so nothing inside can end it.
        explanations.forEach(explanation ->
                text.append(explanation.indent(4).replaceAll("(?m)^ {4}$", "")).append('\n'));
        text.append("</details>\n\n");
    }

    /** As plain text in a table's cell. */
    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_\\[\\]<>|#~&])", "\\\\$1");
    }
}
