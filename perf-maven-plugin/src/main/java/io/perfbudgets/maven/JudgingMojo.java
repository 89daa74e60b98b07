package io.perfbudgets.maven;

import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.results.ResultsException;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals that judge a run share. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class JudgingMojo extends PerfMojo {
    /** The folder for {@code verdicts.json}, {@code summary.md} and {@code report/index.html}. */
    @Parameter(property = "perf.output", defaultValue = "${project.build.directory}/perf")
    File output;

    /** For how many days the history keeps runs; baselines stay. */
    @Parameter(property = "perf.history.keepDays", defaultValue = "365")
    int keepDays;

    final RunResults resultsOf(String runId) throws MojoExecutionException {
        try {
            RunResults read = RunResults.read(results.toPath(), runId);
            if (read.otherRuns() > 0) {
                getLog().info(read.otherRuns() + " results files of other runs in " + results + " are left out");
            }
            return read;
        } catch (ResultsException damaged) {
            throw new MojoExecutionException(damaged.getMessage(), damaged);
        }
    }

    final Reports write(GateReport report) throws MojoExecutionException {
        Reports reports = new Reports(output.toPath());
        try {
            reports.write(report);
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write to " + output + ": " + denied.getMessage(), denied);
        }
        return reports;
    }

    final void log(GateReport report) {
        getLog().info(GateText.headline(report));
        GateText.table(report).forEach(line -> getLog().info("  " + line));
        GateText.explanations(report, Effect.WARNS).forEach(text -> text.lines().forEach(getLog()::warn));
        GateText.explanations(report, Effect.FAILS).forEach(text -> text.lines().forEach(getLog()::error));
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
