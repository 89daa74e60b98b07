package io.perfbudgets.maven;

import io.perfbudgets.compare.Baseline;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.maven.history.Commit;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import io.perfbudgets.maven.history.RunQuery;
import io.perfbudgets.maven.history.RunQuery.Filter;
import io.perfbudgets.measure.Normalisation;
import io.perfbudgets.results.MachineFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a run is to be held against in the history of its module. */
final class PastRuns {
    /** So many runs just before this one have to show a regression too. */
    private static final int CONFIRMING = 1;

    /** With fewer runs to compare with, none is spared to confirm. */
    private static final int FEWEST = 3;

    private final History history;
    private final String module;
    private final RunResults now;
    private final Commit commit;

    PastRuns(History history, String module, RunResults now, Commit commit) {
        this.history = history;
        this.module = module;
        this.now = now;
        this.commit = commit;
    }

    /**
     * The baseline.
     *
     * @param named a branch, or the beginning of a commit or of a run's id; empty for the run that is marked, else the
     *     branch that is built
     * @param most how many runs it has at most
     * @return empty if the history holds no such run
     */
    Optional<Baseline> baseline(String named, int most) throws HistoryException {
        List<RunEntry> own = runs(commit.branch(), Filter.SOUND, most + CONFIRMING);
        if (named.isEmpty()) {
            List<RunEntry> marked = runs("", Filter.BASELINES, 1);
            return marked.isEmpty() ? ofOwnBranch(own, most) : of(marked, own, most);
        }
        if (named.equals(commit.branch())) {
            return ofOwnBranch(own, most);
        }
        List<RunEntry> others = runs(named, Filter.SOUND, most);
        if (others.isEmpty()) {
            others = runs(named, Filter.ALL, most);
        }
        return others.isEmpty() ? Optional.empty() : of(others, others.size() < FEWEST ? own : others, most);
    }

    private Optional<Baseline> ofOwnBranch(List<RunEntry> own, int most) throws HistoryException {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        int spared = commit.dirty() || own.size() <= FEWEST ? 0 : CONFIRMING;
        List<RunEntry> runs = own.subList(spared, Math.min(own.size(), spared + most));
        return Optional.of(baseline(runs, runs, spared == 0 ? before(List.of()) : own.subList(0, spared)));
    }

    /** Runs that are named are compared with; the branch's own tell how much runs differ. */
    private Optional<Baseline> of(List<RunEntry> named, List<RunEntry> recent, int most) throws HistoryException {
        List<RunEntry> others =
                recent.stream().filter(run -> !contains(named, run)).toList();
        List<RunEntry> differing = recent.equals(named) ? named : others.subList(0, Math.min(most, others.size()));
        return Optional.of(baseline(named, differing, before(named)));
    }

    /** The run just before this one: of the same sources that were not committed, or of the same branch. */
    private List<RunEntry> before(List<RunEntry> baseline) throws HistoryException {
        Stream<RunEntry> newest = commit.dirty()
                ? runs(commit.branch(), Filter.DIRTY, CONFIRMING).stream()
                        .filter(run -> run.commit().id().equals(commit.id()))
                : runs(commit.branch(), Filter.ALL, CONFIRMING).stream()
                        .filter(run -> !run.commit().dirty());
        return newest.filter(run -> !contains(baseline, run)).toList();
    }

    private static boolean contains(List<RunEntry> runs, RunEntry run) {
        return runs.stream().anyMatch(each -> each.key() == run.key());
    }

    private List<RunEntry> runs(String name, Filter filter, int most) throws HistoryException {
        // One more, since a part of this very run may be there already.
        RunQuery query = RunQuery.of(module, most + 1).named(name).only(filter);
        return history.runs(query).stream()
                .filter(run -> !run.runId().equals(now.runId()))
                .limit(most)
                .toList();
    }

    private Baseline baseline(List<RunEntry> runs, List<RunEntry> recent, List<RunEntry> before)
            throws HistoryException {
        List<Baseline.Run> read = read(runs);
        return new Baseline(name(runs), read, recent.equals(runs) ? read : read(recent), read(before));
    }

    private static String name(List<RunEntry> runs) {
        RunEntry newest = runs.get(0);
        if (runs.size() == 1) {
            return (newest.baseline() ? "the baseline, run " : "run ") + name(newest);
        }
        String branch = newest.commit().branch();
        return runs.size() + " runs" + (branch.isEmpty() ? "" : " of " + branch);
    }

    private static String name(RunEntry run) {
        String commit = run.commit().shortId();
        return run.runId() + (commit.isEmpty() ? "" : " of " + commit);
    }

    private List<Baseline.Run> read(List<RunEntry> runs) throws HistoryException {
        List<MachineFingerprint> machines = now.machines();
        List<Baseline.Run> read = new ArrayList<>();
        for (RunEntry run : runs) {
            Optional<Normalisation> normalisation =
                    machines.size() == 1 ? machines.get(0).normalisationOf(run.machine()) : Optional.empty();
            read.add(new Baseline.Run(name(run), normalisation, history.measurements(run)));
        }
        return read;
    }
}
