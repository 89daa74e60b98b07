package io.perfbudgets.maven;

import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import io.perfbudgets.maven.history.RunQuery;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Marks the module's latest run, or the one that {@code perf.run} names, as a baseline: {@code perf:compare} compares with
 * it, and the history never forgets it.
 */
@Mojo(name = "baseline", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class BaselineMojo extends PerfMojo {
    /** The latest run of this branch, or whose commit or id begins so; by default the latest of all. */
    @Parameter(property = "perf.run")
    @Nullable
    String run;

    /** Takes the mark away again. */
    @Parameter(property = "perf.unmark", defaultValue = "false")
    boolean unmark;

    @Override
    void run() throws MojoExecutionException {
        if (project.getPackaging().equals("pom")) {
            getLog().debug("A module of packaging pom has no runs of its own");
            return;
        }
        try (History opened = historyPlace().open()) {
            List<RunEntry> newest =
                    opened.runs(RunQuery.of(project.getArtifactId(), 1).named(run == null ? "" : run));
            if (newest.isEmpty()) {
                throw new MojoExecutionException("The history holds no run of " + project.getArtifactId()
                        + (run == null ? "" : " that '" + run + "' names") + "; mvn perf:history lists what there is");
            }
            opened.baseline(newest.get(0), !unmark);
            getLog().info((unmark ? "No baseline any more: run " : "Baseline: run ")
                    + newest.get(0).runId() + " of commit "
                    + newest.get(0).commit().shortId());
        } catch (HistoryException unusable) {
            throw new MojoExecutionException(unusable.getMessage(), unusable);
        }
    }
}
