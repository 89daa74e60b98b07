package io.perfbudgets.maven;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.results.PreparedRun;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints and writes the reports on the last run, and never fails on what they say. By itself, {@code mvn perf:report}
 * shows what was measured up to a test failure that kept {@code perf:check} from running. In a build in which
 * {@code perf:check} has written the reports already it does nothing.
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class ReportMojo extends JudgingMojo {
    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom") || Build.of(this).isJudged()) {
            return;
        }
        Optional<PreparedRun> prepared = PreparedRun.in(buildFolder());
        if (prepared.isEmpty()) {
            getLog().warn("There is no run to report on: run mvn verify with perf:prepare first");
            return;
        }
        Budgets declared = read(budgetFiles());
        Gate gate = new Gate(declared, LocalDate.now(ZoneId.systemDefault()));
        GateReport judged = compared(
                gate.judge(project.getArtifactId(), resultsOf(prepared.get().runId())), gate, declared, true);
        GateReport report = gate.unmet(judged, gate.coverage(judged), true);
        Reports reports = write(report);
        log(report);
        getLog().info("Report: " + reports.page());
    }
}
