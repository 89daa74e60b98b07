package io.perfbudgets.maven;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.compare.Baseline;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.history.Checkout;
import io.perfbudgets.maven.history.Commit;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a run against the history where the budget files ask for it. That there is nothing to hold it against is told, and
 * never a pass.
 *
 * @param place where the history is
 * @param basedir the module's folder
 * @param baseline which runs; empty for the marked one, else the branch's own
 * @param runs how many of them at most
 */
record RegressionCheck(HistoryPlace place, Path basedir, String baseline, int runs) {
    private static final String NONE = "none";
    private static final String WAYS = " This run is remembered, so build once more; name other runs with"
            + " -Dperf.baseline=<branch, commit or run>; or leave the regression budgets out with -Dperf.baseline=none";

    /** As the parameters of a goal say it. */
    static RegressionCheck of(HistoryPlace place, Path basedir, @Nullable String baseline, int runs) {
        return new RegressionCheck(place, basedir, baseline == null ? "" : baseline, Math.max(1, runs));
    }

    GateReport on(GateReport report, Gate gate, Budgets budgets, boolean partial) {
        if (!budgets.haveRegressions() || report.results().jvms().isEmpty()) {
            return report;
        }
        if (baseline.equals(NONE)) {
            return gate.withoutBaseline(report, "Regression budgets are NOT checked: perf.baseline is " + NONE, false);
        }
        Optional<String> location = place.location();
        if (location.isEmpty()) {
            return gate.withoutBaseline(
                    report,
                    "Regression budgets are not measured: the history is off (perf.history), so there is nothing to hold"
                            + " this run against",
                    true);
        }
        Commit commit = Checkout.at(basedir, System.getenv());
        try (History history = History.open(location.get())) {
            Optional<Baseline> found =
                    new PastRuns(history, report.name(), report.results(), commit).baseline(baseline, runs);
            return found.map(past -> gate.regressions(report, past, partial))
                    .orElseGet(() -> gate.withoutBaseline(report, missing(report.name(), commit), true));
        } catch (HistoryException unusable) {
            return gate.withoutBaseline(report, "Regression budgets are not measured. " + unusable.getMessage(), false);
        }
    }

    private String missing(String module, Commit commit) {
        String what = baseline.isEmpty()
                ? "no run of " + module + (commit.branch().isEmpty() ? "" : " on branch " + commit.branch())
                        + " whose sources were committed, and none is marked as a baseline"
                : "no run of " + module + " that '" + baseline + "' names (perf.baseline)";
        return "Regression budgets are not measured: the history holds " + what + "." + WAYS;
    }
}
