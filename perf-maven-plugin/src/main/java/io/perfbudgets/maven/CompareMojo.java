package io.perfbudgets.maven;

import io.perfbudgets.compare.Change;
import io.perfbudgets.compare.Comparison;
import io.perfbudgets.maven.against.SideBySide;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import io.perfbudgets.maven.history.RunQuery;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints what became of each subject from before to after, and writes it to {@code target/perf/compare.md} and
 * {@code compare.json}. Fails no build on what it finds.
 *
 * <pre>{@code
 * mvn perf:compare                                          the latest run with the baseline
 * mvn perf:compare -Dperf.before=main -Dperf.runs=5         with the last five runs of a branch
 * mvn perf:compare -Dperf.before=3f2a81 -Dperf.after=9c04   two commits
 * mvn perf:compare -Dperf.against=main                      both sides are built, here and now
 * mvn perf:compare -Dperf.before=old/perf/results           with a folder of results files
 * }</pre>
 */
@Mojo(name = "compare", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CompareMojo extends PerfMojo {
    /**
     * What to compare with: a branch, the beginning of a commit or of a run's id, or a folder of results files. By default
     * the latest run that {@code perf:baseline} has marked.
     */
    @Parameter(property = "perf.before")
    @Nullable
    String before;

    /** What to compare; named likewise. By default the latest run. */
    @Parameter(property = "perf.after")
    @Nullable
    String after;

    /**
     * How many runs of the history to take on each side, the latest ones of those that the names mean. From three runs on
     * the confidence intervals hold what differs from run to run.
     */
    @Parameter(property = "perf.runs", defaultValue = "1")
    int runs;

    /**
     * Compares what is checked out, with all its changes, with the commit that it has in common with this git ref: builds
     * both on this machine in turn and holds the runs against each other. The commit is checked out into
     * {@code target/perf/against/base}, which is removed again; the logs of the builds stay beside it.
     */
    @Parameter(property = "perf.against")
    @Nullable
    String against;

    /** With {@code perf.against}, how often each is built; from three on the intervals hold what differs from run to run. */
    @Parameter(property = "perf.rounds", defaultValue = "3")
    int rounds;

    /** With {@code perf.against}, what is built. */
    @Parameter(property = "perf.goals", defaultValue = "verify")
    List<String> goals = List.of("verify");

    /** The folder for {@code compare.md} and {@code compare.json}. */
    @Parameter(property = "perf.output", defaultValue = "${project.build.directory}/perf")
    File output;

    @Override
    void run() throws MojoExecutionException {
        if (project.getPackaging().equals("pom")) {
            getLog().debug("A module of packaging pom has no runs of its own");
            return;
        }
        if (against != null) {
            compareAgainst(against);
            return;
        }
        try (History opened = historyPlace().open()) {
            RunQuery newest = RunQuery.of(project.getArtifactId(), runs);
            ComparedRuns was = side(opened, before, before == null ? newest.baselines() : newest, "perf.before");
            ComparedRuns is = side(opened, after, newest, "perf.after");
            compare(was, is);
        } catch (HistoryException unusable) {
            throw new MojoExecutionException(unusable.getMessage(), unusable);
        }
    }

    private void compareAgainst(String ref) throws MojoExecutionException {
        if (before != null || after != null) {
            throw new MojoExecutionException(
                    "perf.against builds both sides itself: leave perf.before and perf.after out");
        }
        if (rounds < 1) {
            throw new MojoExecutionException("perf.rounds is " + rounds + "; build each at least once");
        }
        SideBySide.Runs built = Build.of(this)
                .once(SideBySide.Runs.class, () -> new Against(session, getLog(), goals).run(ref, rounds));
        try (History opened = History.open(built.history().toString())) {
            ComparedRuns was = built(opened, built.before(), built.commit());
            ComparedRuns is = built(opened, built.after(), "what is checked out");
            compare(was, is);
        } catch (HistoryException unusable) {
            throw new MojoExecutionException(unusable.getMessage(), unusable);
        }
    }

    private ComparedRuns built(History opened, List<String> ids, String of)
            throws MojoExecutionException, HistoryException {
        List<RunEntry> found = new ArrayList<>();
        for (String id : ids) {
            found.addAll(opened.runs(RunQuery.of(project.getArtifactId(), 1).named(id)));
        }
        if (found.size() < ids.size()) {
            throw new MojoExecutionException("The build of " + of + " recorded "
                    + (found.isEmpty() ? "no run" : "fewer runs") + " of " + project.getArtifactId()
                    + ": does its pom run perf:prepare and perf:check, and has it tests? See the logs in "
                    + output.toPath().resolve("against"));
        }
        return ComparedRuns.of(opened, found).named(ids.size() + " runs of " + of);
    }

    private ComparedRuns side(History opened, @Nullable String name, RunQuery query, String property)
            throws MojoExecutionException, HistoryException {
        if (name != null) {
            Path folder = project.getBasedir().toPath().resolve(name);
            if (Files.isDirectory(folder)) {
                return ComparedRuns.of(folder);
            }
        }
        List<RunEntry> found = opened.runs(query.named(name == null ? "" : name));
        if (found.isEmpty()) {
            throw new MojoExecutionException(missing(name, query, property));
        }
        return ComparedRuns.of(opened, found);
    }

    private String missing(@Nullable String name, RunQuery query, String property) {
        String module = project.getArtifactId();
        if (name != null) {
            return property + " is '" + name + "', which names no folder and no run of " + module
                    + " in the history; mvn perf:history lists the runs";
        }
        return query.filter() == RunQuery.Filter.BASELINES
                ? "No run of " + module + " is marked as a baseline: mark one with mvn perf:baseline, or name what to"
                        + " compare with, -Dperf.before=main"
                : "The history holds no run of " + module + ": run mvn verify first";
    }

    private void compare(ComparedRuns was, ComparedRuns is) throws MojoExecutionException {
        Comparison comparison = new Comparison(was.normalisation(is));
        List<Change> changes = comparison.of(was.observed(), is.observed());
        ComparisonText text = new ComparisonText(was.name(), is.name(), comparison.note(), changes);
        text.lines().forEach(getLog()::info);
        try {
            Files.createDirectories(output.toPath());
            Files.writeString(output.toPath().resolve("compare.md"), text.markdown());
            Files.writeString(output.toPath().resolve("compare.json"), text.json());
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write to " + output + ": " + denied.getMessage(), denied);
        }
        getLog().info("Written to " + output.toPath().resolve("compare.md"));
    }
}
