package io.perfbudgets.maven;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import io.perfbudgets.measure.Normalisation;
import io.perfbudgets.results.MachineFingerprint;
import io.perfbudgets.results.ResultsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * One side of a comparison.
 *
 * @param name what to call it
 * @param machines what its runs were measured on, each once
 * @param observed what each of its runs observed
 */
record ComparedRuns(String name, List<MachineFingerprint> machines, List<Map<Subject, Observed>> observed) {

    /** Runs of the history, at least one. */
    static ComparedRuns of(History history, List<RunEntry> runs) throws HistoryException {
        List<Map<Subject, Observed>> observed = new ArrayList<>();
        for (RunEntry run : runs) {
            observed.add(history.measurements(run));
        }
        RunEntry newest = runs.get(0);
        String commit = newest.commit().shortId();
        String name = "run " + newest.runId() + (commit.isEmpty() ? "" : " of " + commit)
                + (runs.size() == 1 ? "" : " and " + (runs.size() - 1) + " before it");
        return new ComparedRuns(
                name,
                MachineFingerprint.distinct(runs.stream().map(RunEntry::machine).toList()),
                observed);
    }

    /** All results files of a folder as one run, whichever runs wrote them. */
    static ComparedRuns of(Path folder) throws MojoExecutionException {
        try {
            RunResults results = RunResults.readAll(List.of(folder));
            if (results.jvms().isEmpty()) {
                throw new MojoExecutionException("There is no results file in " + folder);
            }
            return new ComparedRuns(folder.toString(), results.machines(), List.of(results.observed()));
        } catch (ResultsException damaged) {
            throw new MojoExecutionException(damaged.getMessage(), damaged);
        }
    }

    /** The same by another name. */
    ComparedRuns named(String other) {
        return new ComparedRuns(other, machines, observed);
    }

    /** By what durations of this side are multiplied to be held against those of {@code after}; empty if nobody knows. */
    Optional<Normalisation> normalisation(ComparedRuns after) {
        return machines.size() == 1 && after.machines.size() == 1
                ? after.machines.get(0).normalisationOf(machines.get(0))
                : Optional.empty();
    }
}
