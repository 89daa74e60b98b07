package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Change;
import io.perfbudgets.compare.Word;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.results.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run as a document to hand on: what was measured, what is wrong with it in the order of what it costs, what to do, and
 * what became of it since a run before. In Markdown, to read, to print or to convert.
 */
public final class ProfilingReport {
    private static final int MOST_SUBJECTS = 100;
    private static final int MOST_ISSUES = 50;

    private final GateReport report;
    private final Optional<Past.Comparison> comparison;
    private final StringBuilder text = new StringBuilder();

    private ProfilingReport(ReportedModule module) {
        this.report = module.report();
        this.comparison = module.past().comparison();
    }

    /**
     * Writes it to {@code file}, replacing it, and creates the folder if it is missing.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(ReportedModule module, Path file) throws IOException {
        Markdown.write(text(module), file);
    }

    static String text(ReportedModule module) {
        ProfilingReport document = new ProfilingReport(module);
        document.head();
        document.measured();
        document.issues();
        document.beforeAndAfter();
        return document.text.toString();
    }

    private void head() {
        line("# Profiling report of " + Markdown.plain(report.name()));
        line(Markdown.plain(GateText.headline(report)) + ".");
        report.results().jvms().stream().findFirst().map(ProfilingReport::where).ifPresent(this::line);
    }

    private static String where(RunContext run) {
        return Markdown.plain(
                "Measured at " + run.startedAt() + " on " + run.machine().cpu() + ", "
                        + run.machine().cpus() + " CPUs, "
                        + run.machine().os() + ", " + run.machine().jvm() + ".");
    }

    private void measured() {
        line("## " + (comparison.isPresent() ? "Measured" : "Baseline"));
        List<Measurement> all = report.results().subjects().stream()
                .flatMap(subject -> report.results().measurement(subject).stream())
                .sorted(Comparator.comparingLong(ProfilingReport::time).reversed())
                .toList();
        row(List.of("Subject", "units", "failed", "p50", "p95", "p99", "max", "queries, worst", "SQL, mean"));
        text.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        all.stream().limit(MOST_SUBJECTS).map(ProfilingReport::cells).forEach(this::row);
        text.append('\n');
        leftOut(all.size() - MOST_SUBJECTS, "subjects, which took less time");
        memory();
    }

    private static long time(Measurement measurement) {
        return measurement.latencies().mean() * measurement.latencies().count();
    }

    private static List<String> cells(Measurement known) {
        Latencies latencies = known.latencies();
        List<String> cells = new ArrayList<>();
        cells.add(known.subject().shortName());
        cells.add(SubjectFacts.counted(known.units()));
        cells.add(SubjectFacts.counted(known.failed()));
        for (double quantile : new double[] {0.5, 0.95, 0.99, 1}) {
            cells.add(
                    latencies.count() == 0
                            ? "–"
                            : Amount.nanos(latencies.percentile(quantile)).toString());
        }
        cells.add(known.sqlCaptured() ? SubjectFacts.counted(known.worst(Metric.QUERIES)) : "–");
        cells.add(
                known.sqlCaptured() && known.units() > 0
                        ? Amount.nanos(known.sqlNanos() / known.units()).toString()
                        : "–");
        return cells;
    }

    private void memory() {
        List<Verdict> verdicts = report.findings().stream()
                .map(finding -> finding.verdict())
                .filter(verdict -> verdict.subject().kind() == Subject.Kind.PROCESS)
                .toList();
        if (verdicts.isEmpty()) {
            return;
        }
        line("### The process");
        row(List.of("Process", "metric", "observed", "budget", "how"));
        text.append("|---|---|--:|--:|---|\n");
        verdicts.forEach(verdict -> row(List.of(
                verdict.subject().shortName(),
                verdict.budget().name(),
                verdict.observed().map(Amount::toString).orElse("–"),
                verdict.budget().limit().toString(),
                verdict.reason())));
        text.append('\n');
    }

    private void issues() {
        List<Issue> issues = Issue.of(report);
        line("## Issues, the costliest first");
        if (issues.isEmpty()) {
            line("None was found.");
        }
        for (int i = 0; i < Math.min(MOST_ISSUES, issues.size()); i++) {
            Issue issue = issues.get(i);
            line("### " + (i + 1) + ". " + Markdown.plain(issue.title()));
            if (!issue.cost().isEmpty()) {
                line("Costs " + Markdown.plain(issue.cost()) + ".");
            }
            text.append(Markdown.verbatim(issue.text()));
        }
        leftOut(issues.size() - MOST_ISSUES, "issues, which cost less");
    }

    private void beforeAndAfter() {
        line("## Before and after");
        if (comparison.isEmpty()) {
            line("There is nothing to compare with yet: this run is the baseline. Mark it with `mvn perf:baseline`,"
                    + " or keep its results folder and name that after the fixes, `-Dperf.before=FOLDER`.");
            return;
        }
        Past.Comparison compared = comparison.get();
        line("Before: " + Markdown.plain(compared.before()) + ". After: " + Markdown.plain(compared.after()) + ".");
        if (!compared.note().isEmpty()) {
            line(compared.note());
        }
        List<Change> changes = compared.changes().values().stream()
                .flatMap(List::stream)
                .filter(change -> change.word() != Word.SAME)
                .sorted(Comparator.comparing((Change change) -> change.subject().kind())
                        .thenComparing(change -> change.subject().name())
                        .thenComparing(Change::metric))
                .toList();
        row(List.of("Subject", "metric", "before", "after", "difference", "99 % confidence", "became"));
        text.append("|---|---|--:|--:|--:|--:|---|\n");
        changes.forEach(change -> row(cells(change)));
        text.append('\n');
        if (changes.isEmpty()) {
            line("Everything is as it was.");
        }
    }

    private static List<String> cells(Change change) {
        return List.of(
                change.subject().shortName(),
                change.metric().key(),
                change.before().map(Amount::toString).orElse("–"),
                change.after().map(Amount::toString).orElse("–"),
                change.difference().map(SubjectJson::difference).orElse(""),
                change.interval(),
                change.word().toString());
    }

    private void leftOut(int count, String what) {
        if (count > 0) {
            line(String.format(Locale.ROOT, "%,d more %s, are left out.", count, what));
        }
    }

    private void row(List<String> cells) {
        text.append(Markdown.row(cells));
    }

    private void line(String paragraph) {
        text.append(paragraph).append("\n\n");
    }
}
