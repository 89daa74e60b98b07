package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.LatencyDecision;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyLimit;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.LatencyState;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the body of one test as often as its latency budgets need. Used by one thread. */
public final class Repetition {
    private static final int LEAST_WARM_UP = 10;
    /** So much of the time cap may go into warming up. */
    private static final double WARM_UP_SHARE = 0.2;

    private final RunningTest test;
    private final long deadline;
    private final long warmUpDeadline;
    private final Map<Budget, LatencyDecision> decisions = new LinkedHashMap<>();

    /**
     * @param latencyBudgets what is to be decided; with none the body runs once
     * @param maxNanos when to give up deciding, nanoseconds from now
     */
    public Repetition(RunningTest test, List<Budget> latencyBudgets, LatencyRules rules, long maxNanos) {
        this.test = test;
        long now = System.nanoTime();
        this.deadline = now + maxNanos;
        this.warmUpDeadline = now + (long) (maxNanos * WARM_UP_SHARE);
        for (Budget budget : latencyBudgets) {
            LatencyLimit limit = LatencyLimit.ofQuantile(
                    budget.metric().quantile(), budget.limit().value());
            decisions.put(budget, LatencyDecision.of(limit, rules));
        }
    }

    /**
     * Runs it.
     *
     * @param first the framework's own call of the body, which can be made once
     * @param again calls the body anew
     * @return what was decided of each budget
     * @throws Throwable the first failure of the body
     */
    public Map<Budget, LatencyJudgement> run(Units.Body first, Units.Body again) throws Throwable {
        test.timed(decisions.isEmpty());
        Units.iterate(test, first);
        if (!decisions.isEmpty()) {
            int repeats = 0;
            try {
                while (repeats < LEAST_WARM_UP && before(warmUpDeadline)) {
                    repeats++;
                    Units.iterate(test, again);
                }
                test.timed(true);
                do {
                    repeats++;
                    add(Units.iterate(test, again));
                } while (isOpen() && before(deadline));
            } catch (Throwable failure) {
                failure.addSuppressed(new RepeatedBodyFailed(repeats));
                throw failure;
            }
        }
        Map<Budget, LatencyJudgement> decided = new LinkedHashMap<>();
        decisions.forEach((budget, decision) -> decided.put(budget, decision.timeUp()));
        return decided;
    }

    private static boolean before(long deadline) {
        return System.nanoTime() - deadline < 0;
    }

    private void add(long nanos) {
        decisions.values().forEach(decision -> decision.add(nanos, false));
    }

    private boolean isOpen() {
        return decisions.values().stream().anyMatch(decision -> !(decision.state() instanceof LatencyState.Decided));
    }

    /** Attached to a failure so that nobody looks for it in the first run of the body. */
    private static final class RepeatedBodyFailed extends Exception {
        private static final long serialVersionUID = 1L;

        RepeatedBodyFailed(int repeat) {
            super(
                    "The body passed the first time and failed in repeat " + repeat
                            + ": its latency budget repeats it in"
                            + " place, without @BeforeEach in between. Make the body repeatable.",
                    null,
                    false,
                    false);
        }
    }
}
