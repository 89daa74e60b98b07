package io.perfbudgets.maven;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.report.Past;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints and writes the reports on the last run, and never fails on what they say. By itself, {@code mvn perf:report}
 * shows what was measured up to a test failure that kept {@code perf:check} from running. In a build in which
 * {@code perf:check} has written the reports already it does nothing.
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class ReportMojo extends JudgingMojo {
    /**
     * {@code html}, or {@code markdown} for the profiling report besides: what was measured, what is wrong with it in the
     * order of what it costs, and what became of it since, as the document {@code target/perf/profiling-report.md}.
     */
    @Parameter(property = "perf.format", defaultValue = "html")
    String format = "html";

    /** A folder of results files from before, to compare with. By default the run that {@code perf:baseline} has marked. */
    @Parameter(property = "perf.before")
    @Nullable
    File before;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom") || Build.of(this).isJudged()) {
            return;
        }
        Optional<GateReport> last = lastRun();
        if (last.isEmpty()) {
            getLog().warn("There is no run to report on: run mvn verify with perf:prepare first");
            return;
        }
        GateReport report = last.get();
        Past past = past(report);
        Reports reports = write(report, past);
        log(report);
        if (format.equalsIgnoreCase("markdown")) {
            getLog().info("Document: " + document(reports, report, past));
        }
        getLog().info("Report: " + reports.page());
    }

    private Path document(Reports reports, GateReport report, Past past) throws MojoExecutionException {
        try {
            return reports.writeDocument(report, past);
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write to " + output + ": " + denied.getMessage(), denied);
        }
    }

    /** A folder that was named takes the place of the baseline that is marked. */
    @Override
    Past past(GateReport report) throws MojoExecutionException {
        Past known = super.past(report);
        if (before == null) {
            return known;
        }
        ComparedRuns was = ComparedRuns.of(before.toPath());
        return new Past(Optional.of(new ReportedPast(report).against(was)), known.courses());
    }
}
