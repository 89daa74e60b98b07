package io.perfbudgets.maven;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.ProcessPlan;
import io.perfbudgets.measure.Canary;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.probe.Probe;
import io.perfbudgets.probe.ProbeLog;
import io.perfbudgets.probe.ProbeSettings;
import io.perfbudgets.results.PreparedRun;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Measures the application that {@code process} of {@code budgets.yaml} declares, as it is deployed: starts it, or reaches it
 * at its URL, times its cold start, loads it and watches its memory. What it finds is recorded for {@code perf:check}, which
 * judges it together with the tests' results; the application's output is in {@code target/perf/probe}. A module whose
 * budget files declare no process is left alone.
 */
@Mojo(name = "probe", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class ProbeMojo extends JudgingMojo {
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);

    /**
     * Allows load on a target that is not this machine. Never set it in a pom that others build: load on a machine whose
     * owner has not agreed to it is an attack.
     */
    @Parameter(property = "perf.probe.remote", defaultValue = "false")
    boolean remote;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom") || skipProbe) {
            return;
        }
        Budgets declared = read(budgetFiles());
        Optional<ProcessPlan> plan = declared.process();
        if (plan.isEmpty()) {
            getLog().debug("budgets.yaml declares no process");
            return;
        }
        String runId = Build.of(this)
                .run()
                .or(() -> PreparedRun.in(buildFolder()).map(PreparedRun::runId))
                .orElseThrow(() -> new MojoExecutionException(
                        "perf:probe records for a run, but perf:prepare did not run: give the plugin's execution the goals"
                                + " prepare, probe and check, or run mvn perf:prepare perf:probe perf:report"));
        ProbeSettings settings = new ProbeSettings(
                project.getBasedir().toPath(), output.toPath().resolve("probe"), System.getenv(), remote);
        try (ResultsWriter writer =
                ResultsWriter.create(results.toPath(), RunContext.current(runId, project.getArtifactId()))) {
            boolean complete = new Probe(plan.get(), declared, settings, new Said()).run(writer);
            writer.canary(CanaryTimes.of(new Canary()));
            if (!complete) {
                getLog().warn(
                                "Not everything was measured; perf:check names what was not. The application's output is in "
                                        + settings.output());
            }
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write to " + results + ": " + denied.getMessage(), denied);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("The probe was interrupted", interrupted);
        }
    }

    /** Progress is for somebody who looks on: none where the build runs in batch mode. */
    private final class Said implements ProbeLog {
        private long last = System.nanoTime();

        @Override
        public void info(String line) {
            getLog().info(line);
        }

        @Override
        public void error(String lines) {
            lines.lines().forEach(getLog()::error);
        }

        @Override
        public void progress(String line) {
            long now = System.nanoTime();
            if (session.getRequest().isInteractiveMode() && now - last >= BETWEEN_LINES) {
                last = now;
                getLog().info("    " + line);
            }
        }
    }
}
