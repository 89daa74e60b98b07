package io.perfbudgets.maven;

import io.perfbudgets.budget.BudgetFiles;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.compare.Headroom;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.FirstBudgets;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.results.PreparedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes a first {@code budgets.yaml} into the module's folder: each endpoint and each operation that the last run observed,
 * with limits that the run keeps. Writes nothing where there is a budget file already.
 *
 * <pre>{@code
 * mvn verify perf:init
 * }</pre>
 */
@Mojo(name = "init", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class InitMojo extends PerfMojo {
    /** What is left above what was measured, for durations and sizes; {@code 100%} allows twice as much. */
    @Parameter(property = "perf.headroom", defaultValue = "100%")
    String headroom;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom")) {
            return;
        }
        Headroom room = HeadroomText.read(headroom);
        List<Path> there = budgetFiles();
        if (!there.isEmpty()) {
            throw new MojoFailureException("There is a budget file already, " + there.get(0)
                    + ", and perf:init overwrites none; mvn perf:tighten proposes tighter limits for it");
        }
        Path file = project.getBasedir().toPath().resolve(BudgetFiles.NAME);
        RunResults recorded = recorded();
        String text = FirstBudgets.of(recorded, room)
                .orElseThrow(() -> new MojoFailureException(
                        "The last run observed no request and no operation, so there is nothing to write a"
                                + " budget for: run mvn verify perf:init with tests that cause some"));
        check(file, text, recorded);
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write " + file + ": " + denied.getMessage(), denied);
        }
        getLog().info("First budgets: " + file);
    }

    private RunResults recorded() throws MojoExecutionException, MojoFailureException {
        Optional<PreparedRun> prepared = PreparedRun.in(buildFolder());
        if (prepared.isEmpty()) {
            throw new MojoFailureException(
                    "There is no run to take limits from: run mvn verify perf:init, with perf:prepare in the build");
        }
        return resultsOf(prepared.get().runId());
    }

    /** A file that this run does not pass is of no use. */
    private void check(Path file, String text, RunResults recorded) throws MojoFailureException {
        Budgets first = read(List.of(file), project, Map.of(file, text));
        Gate gate = new Gate(first, LocalDate.now(ZoneId.systemDefault()));
        GateReport judged = gate.judge(project.getArtifactId(), recorded);
        GateReport report = gate.unmet(judged, gate.coverage(judged), false);
        long open = report.findings().stream()
                .filter(finding -> finding.effect() == Effect.WARNS || finding.effect() == Effect.FAILS)
                .count();
        if (open > 0) {
            getLog().warn(open
                    + " verdicts of this run are not kept, by annotations or for want of values: see perf:report");
        }
    }
}
