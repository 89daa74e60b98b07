package io.perfbudgets.maven;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.ExitState;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.maven.export.Export;
import io.perfbudgets.maven.export.GithubAnnotations;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.report.Past;
import io.perfbudgets.results.PreparedRun;
import java.io.File;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that judge a run share. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class JudgingMojo extends PerfMojo {
    /** The folder for {@code verdicts.json}, {@code summary.md} and {@code report/index.html}. */
    @Parameter(property = "perf.output", defaultValue = "${project.build.directory}/perf")
    File output;

    /** For how many days the history keeps runs; baselines stay. */
    @Parameter(property = "perf.history.keepDays", defaultValue = "365")
    int keepDays;

    /**
     * Formats in which the report is written besides, into {@code target/perf/export}: {@code junit} (XML, a case for each
     * budget), {@code sarif} (2.1.0), {@code openmetrics} (GitLab's metrics report reads it), {@code hlog} (HdrHistogram's
     * log), {@code benchmark} (github-action-benchmark's customSmallerIsBetter), {@code bencher} (its metric format).
     */
    @Parameter(property = "perf.exports")
    List<String> exports = List.of();

    /** Leaves the application that {@code process} declares out, and with it its budgets: for a quick build by hand. */
    @Parameter(property = "perf.probe.skip", defaultValue = "false")
    boolean skipProbe;

    /**
     * What regression budgets are held against: a branch, the beginning of a commit or of a run's id, or {@code none}. By
     * default the run that {@code perf:baseline} has marked, else the latest runs of the branch that is built.
     */
    @Parameter(property = "perf.baseline")
    @Nullable
    String baseline;

    /** How many past runs, at most, regression budgets are held against. */
    @Parameter(property = "perf.baselineRuns", defaultValue = "10")
    int baselineRuns;

    /** {@code report} with the verdicts on regression budgets. */
    final GateReport compared(GateReport report, Gate gate, Budgets read, boolean partial) {
        return RegressionCheck.of(historyPlace(), project.getBasedir().toPath(), baseline, baselineRuns)
                .on(report, gate, read, partial);
    }

    /**
     * Judges all that was recorded as one run, reports it, remembers it, and fails if a budget is broken.
     *
     * @param fromOutside whether a client recorded it, who sees neither statements nor memory nor tests
     */
    final void judge(RunResults results, boolean fromOutside) throws MojoExecutionException, MojoFailureException {
        Budgets declared = read(budgetFiles());
        Gate gate = new Gate(declared, LocalDate.now(ZoneId.systemDefault()));
        GateReport judged = compared(gate.judge(project.getArtifactId(), results), gate, declared, false);
        GateReport all = gate.unmet(judged, gate.coverage(judged), fromOutside);
        GateReport report = fromOutside ? seenFromOutside(all) : all;
        Reports reports = write(report, past(report));
        log(report);
        if (fromOutside) {
            rememberOnce(report);
        } else {
            remember(report);
        }
        getLog().info("Report: " + reports.page());
        comesTo(ExitState.of(report));
        if (!report.passed()) {
            throw new MojoFailureException(GateText.failure(report) + "\n  Report: " + reports.page());
        }
    }

    /** What the last run of the module came to; what its tests did not meet on purpose is a warning at most. */
    final Optional<GateReport> lastRun() throws MojoExecutionException, MojoFailureException {
        Optional<PreparedRun> prepared = PreparedRun.in(buildFolder());
        if (prepared.isEmpty()) {
            return Optional.empty();
        }
        Budgets declared = read(budgetFiles());
        Gate gate = new Gate(declared, LocalDate.now(ZoneId.systemDefault()));
        GateReport judged = compared(
                gate.judge(project.getArtifactId(), resultsOf(prepared.get().runId())), gate, declared, true);
        return Optional.of(gate.unmet(judged, gate.coverage(judged), true));
    }

    private static GateReport seenFromOutside(GateReport report) {
        return new GateReport(
                report.name(),
                report.results(),
                report.findings().stream()
                        .filter(finding -> finding.verdict().outcome() != Outcome.UNMEASURED
                                || isSeenFromOutside(finding.verdict().budget().metric()))
                        .toList(),
                report.problems());
    }

    private static boolean isSeenFromOutside(Metric metric) {
        return metric.isLatency() || metric == Metric.ERROR_RATE || metric == Metric.THROUGHPUT;
    }

    final Reports write(GateReport report, Past past) throws MojoExecutionException {
        Reports reports = new Reports(output.toPath(), formats());
        try {
            reports.write(report, past);
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write to " + output + ": " + denied.getMessage(), denied);
        }
        return reports;
    }

    /** What is known from before {@code report}'s run; less where the history cannot be read. */
    Past past(GateReport report) throws MojoExecutionException {
        return new ReportedPast(report).in(historyPlace(), getLog()::warn);
    }

    private List<Export> formats() throws MojoExecutionException {
        List<Export> formats = new ArrayList<>();
        for (String name : exports) {
            formats.add(Export.named(name)
                    .orElseThrow(() -> new MojoExecutionException(
                            "perf.exports names '" + name + "', which is no format; there are " + Export.names())));
        }
        return formats;
    }

    final void log(GateReport report) {
        getLog().info(GateText.headline(report));
        GateText.table(report, Colours.of(session)).forEach(line -> getLog().info("  " + line));
        report.problems(Effect.WAIVED).forEach(accepted -> getLog().info("  " + accepted.text()));
        GateText.explanations(report, Effect.WARNS).forEach(text -> text.lines().forEach(getLog()::warn));
        GateText.explanations(report, Effect.FAILS).forEach(text -> text.lines().forEach(getLog()::error));
        if (Boolean.parseBoolean(System.getenv("GITHUB_ACTIONS"))) {
            GithubAnnotations.of(report)
                    .forEach(System.out::println); // read from the bare output, before any log prefix
        }
    }

    /** A file may be judged again, by other budgets; it is one run all the same. */
    private void rememberOnce(GateReport report) {
        try {
            if (historyPlace().holds(report)) {
                getLog().info("This load is remembered already, as run "
                        + report.results().runId());
            } else {
                historyPlace().record(report, keepDays);
            }
        } catch (HistoryException unusable) {
            getLog().warn("This run is not remembered. " + unusable.getMessage());
        }
    }

    /** A history that cannot be used never turns a build red. */
    final void remember(GateReport report) {
        try {
            historyPlace().record(report, keepDays);
        } catch (HistoryException unusable) {
            getLog().warn("This run is not remembered. " + unusable.getMessage());
        }
    }
}
