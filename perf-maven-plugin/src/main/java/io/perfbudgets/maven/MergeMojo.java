package io.perfbudgets.maven;

import io.perfbudgets.gate.RunResults;
import io.perfbudgets.results.ResultsException;
import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Judges the results that several jobs recorded of one module as one run: what was measured is merged value by value,
 * percentiles are never averaged. Each job keeps its {@code target/perf/results}, and a last one gathers them:
 *
 * <pre>{@code
 * mvn perf:merge -Dperf.from=shard-1/results,shard-2/results
 * }</pre>
 *
 * <p>Prints and writes what {@code perf:check} does, remembers the run, and fails if a budget is broken.
 */
@Mojo(name = "merge", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class MergeMojo extends JudgingMojo {
    /** The folders of results files. */
    @Parameter(property = "perf.from", required = true)
    List<File> from;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        for (File folder : from) {
            if (!folder.isDirectory()) {
                throw new MojoExecutionException("There is no folder " + folder + ", which perf.from names");
            }
        }
        judge(results(), false);
    }

    private RunResults results() throws MojoExecutionException {
        try {
            RunResults results =
                    RunResults.readAll(from.stream().map(File::toPath).toList());
            if (results.jvms().isEmpty()) {
                throw new MojoExecutionException("There is no results file in " + from);
            }
            return results;
        } catch (ResultsException damaged) {
            throw new MojoExecutionException(damaged.getMessage(), damaged);
        }
    }
}
