package io.perfbudgets.maven;

import io.perfbudgets.maven.history.Export;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import io.perfbudgets.maven.history.RunQuery;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the history of runs: lists them, shows one, forgets old ones, or writes them out.
 *
 * <pre>{@code
 * mvn perf:history                                          the module's latest runs
 * mvn perf:history -Dperf.do=show -Dperf.run=3f2a           the latest run of a commit, a branch or an id
 * mvn perf:history -Dperf.do=changes                        when what became slower or faster, and stayed so
 * mvn perf:history -Dperf.do=prune -Dperf.before=2026-01-31
 * mvn perf:history -Dperf.do=export -Dperf.format=csv -Dperf.file=runs.csv
 * }</pre>
 */
@Mojo(name = "history", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class HistoryMojo extends PerfMojo {
    /** What to do: {@code list}, {@code show}, {@code changes}, {@code prune} or {@code export}. */
    @Parameter(property = "perf.do", defaultValue = "list")
    String action;

    /** Only runs of this branch, or whose commit or id begins so. */
    @Parameter(property = "perf.run", defaultValue = "")
    @Nullable
    String run;

    /** At most so many runs, the newest first; by default 20, for {@code changes} 100. */
    @Parameter(property = "perf.most")
    @Nullable
    Integer most;

    /** For {@code prune}: forget the runs before this day, {@code 2026-01-31}, in UTC. Baselines are kept. */
    @Parameter(property = "perf.before")
    @Nullable
    String before;

    /** For {@code export}: {@code csv} or {@code json}, a row for each metric of each subject of each run. */
    @Parameter(property = "perf.format", defaultValue = "csv")
    String format;

    /** For {@code export}: the file to write; by default {@code target/perf/history.csv} or {@code .json}. */
    @Parameter(property = "perf.file")
    @Nullable
    File file;

    @Override
    void run() throws MojoExecutionException {
        if (project.getPackaging().equals("pom")) {
            getLog().debug("A module of packaging pom has no runs of its own");
            return;
        }
        try (History opened = historyPlace().open()) {
            RunQuery query = RunQuery.of(project.getArtifactId(), most()).named(run == null ? "" : run);
            switch (action) {
                case "list" -> list(opened.runs(query));
                case "show" -> show(opened, opened.runs(query));
                case "changes" -> changes(opened, opened.runs(query));
                case "prune" -> prune(opened);
                case "export" -> export(opened, opened.runs(query));
                default ->
                    throw new MojoExecutionException(
                            "perf.do is '" + action + "'; write list, show, changes, prune or export");
            }
        } catch (HistoryException unusable) {
            throw new MojoExecutionException(unusable.getMessage(), unusable);
        }
    }

    private void list(List<RunEntry> runs) {
        getLog().info(runs.isEmpty() ? "The history holds no such run of this module" : "Runs, the newest first:");
        HistoryText.table(runs).forEach(line -> getLog().info("  " + line));
    }

    private void show(History opened, List<RunEntry> runs) throws HistoryException {
        list(runs.stream().limit(1).toList());
        for (RunEntry newest : runs.stream().limit(1).toList()) {
            HistoryText.measurements(opened.measurements(newest)).forEach(line -> getLog().info("  " + line));
        }
    }

    private int most() {
        int byDefault = action.equals("changes") ? 100 : 20;
        return most == null ? byDefault : most;
    }

    private void changes(History opened, List<RunEntry> newestFirst) throws HistoryException {
        ChangeText text = ChangeText.of(opened, newestFirst);
        text.lines().forEach(getLog()::info);
    }

    private void prune(History opened) throws MojoExecutionException, HistoryException {
        if (before == null) {
            throw new MojoExecutionException("perf.do=prune needs a day: add -Dperf.before=2026-01-31");
        }
        try {
            Instant day = LocalDate.parse(before).atStartOfDay(ZoneOffset.UTC).toInstant();
            getLog().info(opened.prune(project.getArtifactId(), day) + " runs before " + before + " are forgotten");
        } catch (DateTimeParseException invalid) {
            throw new MojoExecutionException("perf.before is '" + before + "'; write a day, 2026-01-31", invalid);
        }
    }

    private void export(History opened, List<RunEntry> runs) throws MojoExecutionException, HistoryException {
        Export as;
        try {
            as = Export.valueOf(format.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new MojoExecutionException("perf.format is '" + format + "'; write csv or json", unknown);
        }
        File to = file == null
                ? buildFolder()
                        .resolve("perf")
                        .resolve("history." + format.toLowerCase(Locale.ROOT))
                        .toFile()
                : file;
        try {
            as.write(opened, runs, to.toPath());
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write " + to + ": " + denied.getMessage(), denied);
        }
        getLog().info(runs.size() + " runs are written to " + to);
    }
}
