package io.perfbudgets.maven;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.gate.Coverage;
import io.perfbudgets.gate.ExitState;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.prove.Proof;
import io.perfbudgets.prove.ProofText;
import io.perfbudgets.prove.Proofs;
import io.perfbudgets.prove.ProofsJson;
import io.perfbudgets.results.ResultsException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows that the budgets are not empty: builds the project once more, has every test break its budgets by extra statements, a
 * delay and an allocation in its units, and fails if a budget stays green. Writes {@code target/perf/prove.json}. The build's own
 * results, reports and history are left alone.
 *
 * <pre>{@code
 * mvn perf:prove                       all tests
 * mvn perf:prove -Dit.test=GamesApiIT  some of them
 * }</pre>
 */
@Mojo(name = "prove", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class ProveMojo extends PerfMojo {
    /** What is built: it has to run {@code perf:prepare} and the tests. */
    @Parameter(property = "perf.goals", defaultValue = "verify")
    List<String> goals = List.of("verify");

    /** The folder for {@code prove.json}. */
    @Parameter(property = "perf.output", defaultValue = "${project.build.directory}/perf")
    File output;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom")) {
            getLog().debug("A module of packaging pom has no tests");
            return;
        }
        Build build = Build.of(this);
        if (!build.checksAny()) {
            throw new MojoExecutionException(
                    "No module's pom runs perf:prepare and perf:check, so that no budget of it can"
                            + " be proved: give the plugin's execution both goals");
        }
        if (!build.checksThis()) {
            getLog().debug("This module is not judged");
            return;
        }
        SabotagedRun sabotaged = build.once(SabotagedRun.class, () -> SabotagedRun.build(session, getLog(), goals));
        RunResults recorded = recorded(sabotaged, build);
        if (sabotaged.hadTestFailures()) {
            getLog().warn("Tests failed when they were sabotaged, so that some budgets may be missing here: see "
                    + sabotaged.log());
        }
        recorded.unfinished().forEach(jvm -> getLog().warn(jvm + ": see " + sabotaged.log()));
        report(judged(recorded, build));
    }

    /** What the ordinary build came to stays as it is. */
    @Override
    OutcomeFile outcomeFile() {
        return new OutcomeFile(buildFolder().resolve("perf").resolve("prove"));
    }

    private RunResults recorded(SabotagedRun sabotaged, Build build) throws MojoExecutionException {
        try {
            RunResults read = RunResults.read(SabotagedRun.results(buildFolder()), sabotaged.id());
            if (read.jvms().isEmpty() && !build.checksOthers()) {
                throw new MojoExecutionException("The sabotaged build recorded nothing of " + project.getArtifactId()
                        + ": does its pom run perf:prepare, has it tests, and do they run in processes that Maven starts?"
                        + " See " + sabotaged.log());
            }
            return read;
        } catch (ResultsException damaged) {
            throw new MojoExecutionException(damaged.getMessage(), damaged);
        }
    }

    private Proofs judged(RunResults recorded, Build build) throws MojoFailureException {
        List<Path> files = budgetFiles();
        Budgets declared = read(files);
        Gate gate = new Gate(declared, LocalDate.now(ZoneId.systemDefault()));
        GateReport report = gate.notCompared(
                gate.judge(project.getArtifactId(), recorded), "a sabotaged run is compared with none");
        boolean partial = TestSelection.of(session, project).restricted().isPresent();
        Coverage all = gate.coverage(report);
        Predicate<Origin> own =
                build.checksOthers() && budgets == null ? OwnFile.of(project, files) : origin -> !build.checksOthers();
        report = gate.unmet(report, all.declaredWhere(own), partial);
        Optional<Coverage> shared = build.shared().add(project.getId(), all.declaredWhere(own.negate()));
        if (shared.isPresent()) {
            report = gate.unmet(report, shared.get(), partial || build.leavesModulesOut());
        }
        return Proofs.of(report, partial || build.leavesModulesOut());
    }

    private void report(Proofs proofs) throws MojoExecutionException, MojoFailureException {
        Path file = output.toPath().resolve("prove.json");
        try {
            ProofsJson.write(proofs, file);
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write to " + output + ": " + denied.getMessage(), denied);
        }
        getLog().info(ProofText.headline(proofs));
        ProofText.lines(proofs).forEach(line -> getLog().info("  " + line));
        getLog().info("Written to " + file);
        comesTo(proofs.of(Proof.State.EMPTY).isEmpty() ? ExitState.KEPT : ExitState.BROKEN);
        if (!proofs.of(Proof.State.EMPTY).isEmpty()) {
            throw new MojoFailureException(ProofText.failure(proofs));
        }
    }
}
