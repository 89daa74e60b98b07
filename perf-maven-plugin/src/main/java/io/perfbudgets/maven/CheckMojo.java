package io.perfbudgets.maven;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.gate.Coverage;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.ExitState;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.Problem;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.results.PreparedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Judges what surefire's and failsafe's tests recorded in this build: holds requests and operations against
 * {@code budgets.yaml}, takes over the verdicts that annotated tests came to, prints them all, writes the reports, and
 * then fails the build if a budget is broken. Needs {@code perf:prepare} in the same build.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends JudgingMojo {
    /** Whether a broken budget fails the build; if not, it is an error in the log only. */
    @Parameter(property = "perf.failOnBreach", defaultValue = "true")
    boolean failOnBreach;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom")) {
            getLog().debug("A module of packaging pom has no tests; its budget file is its modules'");
            return;
        }
        Build build = Build.of(this);
        String runId = build.run().orElseThrow(CheckMojo::notPrepared);
        TestSelection tests = TestSelection.of(session, project);
        // A newer failsafe runs integration tests in spite of skipTests: what was recorded is judged all the same.
        if (tests.skipped().isPresent() && resultsOf(runId).subjects().isEmpty()) {
            getLog().warn("Performance budgets are NOT checked: the tests were skipped ("
                    + tests.skipped().get() + ")");
            skipped();
            return;
        }
        GateReport report = judge(build, runId, tests);
        build.judged();
        Reports reports = write(report, past(report));
        log(report);
        remember(report);
        getLog().info("Report: " + reports.page());
        comesTo(ExitState.of(report));
        if (!report.passed()) {
            fail(report, reports);
        }
    }

    @Override
    void skipped() {
        Build.of(this).shared().add(project.getId(), Coverage.NONE);
    }

    private static MojoExecutionException notPrepared() {
        return new MojoExecutionException(
                "perf:check judges what this build has measured, but perf:prepare did not run in it. Give the plugin's"
                        + " execution both goals (<goal>prepare</goal><goal>check</goal>) and run mvn verify; mvn"
                        + " perf:report shows the results of the last run");
    }

    private GateReport judge(Build build, String runId, TestSelection tests)
            throws MojoExecutionException, MojoFailureException {
        List<Path> files = budgetFiles();
        boolean partial = tests.restricted().isPresent();
        Budgets declared = read(files);
        Gate gate = new Gate(declared, LocalDate.now(ZoneId.systemDefault()));
        RunResults recorded = resultsOf(runId);
        GateReport report = compared(gate.judge(project.getArtifactId(), recorded), gate, declared, partial);
        Coverage all = probed(gate.coverage(report));
        Predicate<Origin> own = build.checksOthers() ? inOwnFile(files) : origin -> true;
        Coverage here = all.declaredWhere(own);
        report = gate.unmet(report, here, partial);
        Optional<Coverage> shared = build.shared().add(project.getId(), all.declaredWhere(own.negate()));
        if (shared.isPresent()) {
            report = gate.unmet(report, shared.get(), partial || build.leavesModulesOut());
        }
        if (recorded.subjects().isEmpty() && (all.declaresNothing() || !here.declaresNothing())) {
            report = report.plus(List.of(), List.of(nothingRecorded(report)));
        }
        tests.restricted().ifPresent(property -> getLog().warn("Only some of the tests ran (" + property
                + "): a budget that nothing was observed for fails no build now"));
        return report;
    }

    private Coverage probed(Coverage all) {
        if (!skipProbe) {
            return all;
        }
        getLog().warn("The application was not probed (perf.probe.skip): no budget of process is judged");
        return all.declaredWhere(origin -> !origin.declaration().startsWith("process."));
    }

    /** Budgets in files that modules share need only be met in one of the modules. */
    private Predicate<Origin> inOwnFile(List<Path> files) {
        return budgets == null ? OwnFile.of(project, files) : origin -> false;
    }

    private Problem nothingRecorded(GateReport report) {
        return new Problem(
                "Nothing was measured: " + Silence.reason(project), report.passed() ? Effect.WARNS : Effect.FAILS);
    }

    private void fail(GateReport report, Reports reports) throws MojoExecutionException, MojoFailureException {
        if (!failOnBreach) {
            getLog().warn("The build goes on, because perf.failOnBreach is false");
            return;
        }
        throw new MojoFailureException(failedTests() + GateText.failure(report) + "\n  Report: " + reports.page());
    }

    private String failedTests() throws MojoExecutionException {
        try {
            long failed = FailedTests.since(PreparedRun.file(buildFolder()), buildFolder())
                    .orElse(0);
            return failed == 0
                    ? ""
                    : "Integration tests failed: " + failed + ", see target/failsafe-reports. Besides:\n";
        } catch (IOException unreadable) {
            throw new MojoExecutionException("Cannot read failsafe's summary: " + unreadable.getMessage(), unreadable);
        }
    }
}
