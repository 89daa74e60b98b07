package io.perfbudgets.maven;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.maven.doctor.Checkup;
import io.perfbudgets.maven.doctor.Observation;
import io.perfbudgets.results.PreparedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Says what is captured in a module, what is not, and why: the goals, the extension, the agent, forks, databases, servers,
 * budget files, and what the last run has seen. Run it by itself; it changes nothing and never fails on what it finds.
 */
@Mojo(name = "doctor", requiresDependencyResolution = ResolutionScope.TEST, threadSafe = true)
public final class DoctorMojo extends PerfMojo {
    /** Whether the test JVMs get the agent. */
    @Parameter(property = "perf.agent", defaultValue = "true")
    boolean agent;

    /** The property that surefire and failsafe take their JVM options from. */
    @Parameter(property = "perf.argLine", defaultValue = "argLine")
    String argLine = "argLine";

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom")) {
            return;
        }
        Checkup checkup = new Checkup(project, plugin.getVersion(), agent, AgentArgument.deaf(project, argLine));
        getLog().info("What is measured in " + project.getArtifactId() + ", and what is not:");
        String lastRun = PreparedRun.in(buildFolder()).map(PreparedRun::runId).orElse("");
        checkup.observations(resultsOf(lastRun)).forEach(this::print);
        getLog().info("  " + budgetsInForce());
        getLog().info("  history: " + historyPlace().location().orElse("off"));
    }

    private void print(Observation seen) {
        if (seen.state() == Observation.State.WRONG) {
            getLog().warn("  " + seen);
        } else {
            getLog().info("  " + seen);
        }
    }

    private String budgetsInForce() throws MojoFailureException {
        List<Path> files = budgetFiles();
        Budgets read = read(files);
        return files.isEmpty()
                ? "budgets: those of annotations; there is no budgets.yaml"
                : "budgets: " + read.declared().size() + " in "
                        + files.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + ", besides those of annotations";
    }
}
