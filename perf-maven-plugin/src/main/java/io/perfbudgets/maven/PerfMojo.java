package io.perfbudgets.maven;

import io.perfbudgets.budget.BudgetFileException;
import io.perfbudgets.budget.BudgetFiles;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.gate.ExitState;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.results.ProvingProcess;
import io.perfbudgets.results.ResultsException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What all goals are told. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class PerfMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    PluginDescriptor plugin;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution mojo;

    private @Nullable ExitState state;

    /**
     * Leaves the build as if this plugin were not there: nothing is prepared, judged or written, and the tests measure
     * nothing.
     */
    @Parameter(property = "perf.skip", defaultValue = "false")
    boolean skip;

    /**
     * A budget file to use instead of those that are found by themselves: {@code budgets.yaml} in the module's folder and
     * in the folders above it up to the project's root, where the nearer file wins key by key.
     */
    @Parameter(property = "perf.budgets")
    @Nullable
    File budgets;

    /** The folder in which each test JVM writes a results file of its own. */
    @Parameter(property = "perf.results", defaultValue = "${project.build.directory}/perf/results")
    File results;

    /**
     * Where runs are remembered: a file for an embedded SQLite database, a {@code jdbc:postgresql:} URL (the account may
     * stand in the environment variables {@code PERF_HISTORY_USER} and {@code PERF_HISTORY_PASSWORD}), or {@code off}. By
     * default {@code .perf/history.db} at the project's root, which keeps itself out of git.
     */
    @Parameter(property = "perf.history")
    @Nullable
    String history;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Performance budgets are skipped (perf.skip)");
            skipped();
        } else if (isNested() && !runsInNested()) {
            getLog().info("Left to perf:prove, which has started this build");
        } else {
            runAndTell();
        }
    }

    private void runAndTell() throws MojoExecutionException, MojoFailureException {
        try {
            run();
        } catch (MojoExecutionException failure) {
            tell(ExitState.FAILED, String.valueOf(failure.getMessage()));
            throw failure;
        } catch (MojoFailureException failure) {
            tell(state == null ? ExitState.FAILED : state, String.valueOf(failure.getMessage()));
            throw failure;
        }
        if (state != null) {
            tell(state, "");
        }
    }

    private void tell(ExitState found, String message) {
        try {
            outcomeFile().write(project.getArtifactId(), mojo.getGoal(), found, !message.isEmpty(), message);
        } catch (IOException denied) {
            getLog().warn("Scripts are not told what this goal came to: " + denied.getMessage());
        }
    }

    /** Notes what was judged, for scripts. */
    final void comesTo(ExitState found) {
        state = found;
    }

    /** Where scripts are told what the goal came to. */
    OutcomeFile outcomeFile() {
        return new OutcomeFile(buildFolder().resolve("perf"));
    }

    /** Whether perf:prove has started this build: only its tests are of interest then. */
    final boolean isNested() {
        return ProvingProcess.isAround(session.getUserProperties().getProperty(ProvingProcess.PROPERTY, ""));
    }

    /** Whether the goal takes part in such a build. */
    boolean runsInNested() {
        return false;
    }

    abstract void run() throws MojoExecutionException, MojoFailureException;

    /** What is left to do when the plugin is skipped. */
    void skipped() throws MojoExecutionException {}

    /** The folder of the build's output, {@code target}. */
    final Path buildFolder() {
        return Path.of(project.getBuild().getDirectory());
    }

    final HistoryPlace historyPlace() {
        return new HistoryPlace(project.getBasedir().toPath(), history);
    }

    /** The budget files in force, nearest first. */
    final List<Path> budgetFiles() throws MojoFailureException {
        return budgetFiles(project);
    }

    /** Those in force in another module. */
    final List<Path> budgetFiles(MavenProject module) throws MojoFailureException {
        if (budgets == null) {
            try {
                return BudgetFiles.find(module.getBasedir().toPath());
            } catch (BudgetFileException invalid) {
                throw new MojoFailureException(invalid.getMessage(), invalid);
            }
        }
        if (!budgets.isFile()) {
            throw new MojoFailureException("There is no budget file " + budgets + ", which perf.budgets names");
        }
        return List.of(budgets.toPath());
    }

    final Budgets read(List<Path> files) throws MojoFailureException {
        return read(files, project, Map.of());
    }

    /** The budgets of a module as they would be with other texts in some of the files. */
    final Budgets read(List<Path> files, MavenProject module, Map<Path, String> instead) throws MojoFailureException {
        try {
            return Budgets.read(files, module.getArtifactId(), instead);
        } catch (BudgetFileException invalid) {
            throw new MojoFailureException(invalid.getMessage(), invalid);
        }
    }

    /** What the test JVMs of one run wrote into this module's results folder. */
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
}
