package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.CanaryFilter;
import io.perfbudgets.judge.LatencyDecision;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyLimit;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.LatencyState;
import io.perfbudgets.judge.SteadyState;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.RunQueue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the body of one test as often as its latency budgets need. Used by one thread. */
public final class Repetition {
    /** At most this share of the time goes into warming up. */
    private static final int WARM_UP_SHARE = 5;
    /** No longer warm-up is needed to be compiled at all; a slow body is warm after fewer calls than this asks for. */
    private static final Duration LEAST_WARM_UP = Duration.ofMillis(200);

    private static final int MOST_WARM_UP_VALUES = 20_000;

    private final RunningTest test;
    private final Session session;
    private final List<Budget> latencyBudgets;
    private final Map<Budget, LatencyDecision> decisions = new LinkedHashMap<>();

    /**
     * @param latencyBudgets what is to be decided; with none the body runs once
     */
    public Repetition(RunningTest test, List<Budget> latencyBudgets, Session session) {
        this.test = test;
        this.latencyBudgets = latencyBudgets;
        this.session = session;
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
        if (latencyBudgets.isEmpty()) {
            Units.iterate(test, first);
            return Map.of();
        }
        test.timed(false);
        Units.iterate(test, first);
        Counted repeat = new Counted(again);
        try {
            long begun = System.nanoTime();
            long usualNanos = warmUp(repeat);
            plan(Duration.ofNanos(begun + session.maxNanos() - System.nanoTime()), usualNanos);
            test.timed(true);
            decide(repeat, begun);
        } catch (Throwable failure) {
            failure.addSuppressed(new RepeatedBodyFailed(repeat.count));
            throw failure;
        }
        Map<Budget, LatencyJudgement> decided = new LinkedHashMap<>();
        decisions.forEach((budget, decision) -> decided.put(budget, decision.timeUp()));
        return decided;
    }

    /** About how long the body takes once it is warm, nanoseconds. */
    private long warmUp(Counted repeat) throws Throwable {
        SteadyState steady = new SteadyState(
                LEAST_WARM_UP, Duration.ofNanos(session.maxNanos() / WARM_UP_SHARE), MOST_WARM_UP_VALUES);
        while (!steady.isOver()) {
            steady.add(Units.iterate(test, repeat));
        }
        return steady.usualNanos();
    }

    private void plan(Duration time, long usualNanos) {
        LatencyRules rules = session.rules(latencyBudgets.size()).withTimeFor(time, usualNanos);
        for (Budget budget : latencyBudgets) {
            LatencyLimit limit = LatencyLimit.ofQuantile(
                    budget.metric().quantile(), budget.limit().value());
            decisions.put(budget, LatencyDecision.of(limit, rules));
        }
    }

    private void decide(Counted repeat, long begun) throws Throwable {
        Machine machine = session.machine();
        CanaryFilter filter = machine.filter(
                (nanos, disturbed) -> decisions.values().forEach(decision -> decision.add(nanos, disturbed)));
        RunQueue thread = new RunQueue();
        machine.look(filter, thread);
        do {
            filter.value(Units.iterate(test, repeat));
            machine.lookIfDue(filter, thread);
        } while (isOpen() && System.nanoTime() - begun < session.maxNanos());
        machine.look(filter, thread);
    }

    private boolean isOpen() {
        return decisions.values().stream().anyMatch(decision -> !(decision.state() instanceof LatencyState.Decided));
    }

    private static final class Counted implements Units.Body {
        private final Units.Body body;
        private int count;

        Counted(Units.Body body) {
            this.body = body;
        }

        @Override
        public void run() throws Throwable {
            count++;
            body.run();
        }
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
