package io.perfbudgets.maven;

import io.perfbudgets.budget.BudgetFiles;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.history.Checkout;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** Where a project's history is. */
final class HistoryPlace {
    private static final String OFF = "off";
    private static final Path FILE = Path.of(".perf", "history.db");

    private final Path basedir;
    private final Optional<String> location;

    /**
     * @param basedir the module's folder
     * @param configured a file, a {@code jdbc:postgresql:} URL or {@code off}; by default a file at the project's root
     */
    HistoryPlace(Path basedir, @Nullable String configured) {
        this.basedir = basedir;
        this.location = configured == null
                ? Optional.of(BudgetFiles.rootOf(basedir).resolve(FILE).toString())
                : Optional.of(configured).filter(place -> !place.equals(OFF)).map(place -> absolute(basedir, place));
    }

    private static String absolute(Path basedir, String place) {
        return place.startsWith("jdbc:") ? place : basedir.resolve(place).toString();
    }

    /**
     * Keeps a run, and forgets those that are too old.
     *
     * @param keepDays for how many days runs are kept
     * @throws HistoryException if the history cannot be used, which is no reason to fail a build
     */
    void record(GateReport report, int keepDays) throws HistoryException {
        if (location.isEmpty()) {
            return;
        }
        try (History history = History.open(location.get())) {
            history.record(report, Checkout.at(basedir, System.getenv()), Checkout.job(System.getenv()));
            history.prune(report.name(), Instant.now().minus(Duration.ofDays(keepDays)));
        }
    }

    /** Whether the run that was judged is kept already. */
    boolean holds(GateReport report) throws HistoryException {
        if (location.isEmpty()) {
            return false;
        }
        String id = report.results().runId();
        try (History history = History.open(location.get())) {
            return history.runs(RunQuery.of(report.name(), 1).named(id)).stream()
                    .anyMatch(run -> run.runId().equals(id));
        }
    }

    /** Where it is; empty if there is none. */
    Optional<String> location() {
        return location;
    }

    /** Opens it for a goal that is about nothing else. */
    History open() throws MojoExecutionException {
        try {
            return History.open(location.orElseThrow(() ->
                    new MojoExecutionException("The history is off (perf.history), so there is nothing to look at")));
        } catch (HistoryException unusable) {
            throw new MojoExecutionException(unusable.getMessage(), unusable);
        }
    }
}
