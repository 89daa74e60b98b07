package io.perfbudgets.maven;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Drift;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What changed in the course of many runs, for people.
 *
 * @param runs those that were looked at, the oldest first
 * @param leftOut how many more were measured on other machines
 * @param changes what changed between which of them
 */
record ChangeText(List<RunEntry> runs, int leftOut, List<Drift> changes) {
    private static final List<String> HEAD =
            List.of("subject", "metric", "before", "after", "difference", "last run as before", "first run as after");

    /** Looks at the runs that were measured on what the newest one was. */
    static ChangeText of(History history, List<RunEntry> newestFirst) throws HistoryException {
        List<RunEntry> runs = new ArrayList<>();
        List<Map<Subject, Observed>> observed = new ArrayList<>();
        for (RunEntry run : newestFirst) {
            if (run.machine().isComparableTo(newestFirst.get(0).machine())) {
                runs.add(0, run);
                observed.add(0, history.measurements(run));
            }
        }
        return new ChangeText(runs, newestFirst.size() - runs.size(), Drift.in(observed));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Changes of level in " + runs.size() + " runs"
                + (leftOut == 0 ? "" : ", " + leftOut + " of other machines or JVMs left out")
                + (changes.isEmpty() ? ": none" : ":"));
        if (!changes.isEmpty()) {
            List<List<String>> rows = new ArrayList<>(List.of(HEAD));
            changes.forEach(change -> rows.add(row(change)));
            HistoryText.aligned(rows).forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private List<String> row(Drift change) {
        return List.of(
                change.subject().shortName(),
                change.metric().key(),
                change.before().toString(),
                change.after().toString(),
                change.before().value() == 0 ? "" : String.format(Locale.ROOT, "%+.1f %%", 100 * change.difference()),
                name(runs.get(change.last())),
                name(runs.get(change.first())));
    }

    private static String name(RunEntry run) {
        String commit = run.commit().shortId();
        return (commit.isEmpty() ? run.runId() : commit) + " ("
                + run.startedAt().toString().substring(0, 10) + ")";
    }
}
