package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.LatencyDecision;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyLimit;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.LatencyState;
import io.perfbudgets.judge.Sign;
import io.perfbudgets.judge.SteadyState;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.measure.Allocated;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides the latency budgets of one test value by value: a warm-up until the values are steady, then looks until every
 * budget is decided or the time or the number of values is used up. Used by one thread, the one that takes the values.
 */
final class Sampling {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    /** At most this share of the time goes into warming up. */
    private static final int WARM_UP_SHARE = 5;
    /** No longer warm-up is needed to be compiled at all; a slow body is warm after fewer calls than this asks for. */
    private static final Duration LEAST_WARM_UP = Duration.ofMillis(200);

    private final RunningTest test;
    private final Session session;
    private final List<Budget> latencyBudgets;
    private final Limits limits;
    private final Map<Budget, LatencyDecision> decisions = new LinkedHashMap<>();
    private final SteadyState warmUp;
    private final long begun = System.nanoTime();
    private int values;
    /** Present once it is warm. */
    private Machine.@Nullable Watch machine;

    private boolean over;

    /**
     * How far it may go.
     *
     * @param nanos the longest, from now on, warm-up included
     * @param warmUpValues most values of the warm-up
     * @param values most values in all
     */
    record Limits(long nanos, int warmUpValues, int values) {}

    Sampling(RunningTest test, List<Budget> latencyBudgets, Session session, Limits limits) {
        this.test = test;
        this.latencyBudgets = latencyBudgets;
        this.session = session;
        this.limits = limits;
        warmUp = new SteadyState(LEAST_WARM_UP, Duration.ofNanos(limits.nanos / WARM_UP_SHARE), limits.warmUpValues);
        test.timed(false);
    }

    /** Whether another value is asked for. */
    boolean wantsMore() {
        return !over;
    }

    /** Takes the next value, nanoseconds. */
    void add(long nanos) {
        values++;
        if (machine != null) {
            machine.value(nanos);
            over = !isOpen() || values >= limits.values || System.nanoTime() - begun >= limits.nanos;
        } else if (warmUp.add(nanos) || System.nanoTime() - begun >= limits.nanos / WARM_UP_SHARE) {
            plan();
        }
    }

    private Machine.Watch plan() {
        long used = System.nanoTime() - begun;
        // What is around a value (a test's life cycle) costs time too.
        long usualNanos = limits.values < Integer.MAX_VALUE ? used / Math.max(1, values) : warmUp.usualNanos();
        LatencyRules rules = session.rules(latencyBudgets.size());
        int eachSeries = Math.max(1, (limits.values - values) / (rules.confirmations() + 1));
        LatencyRules planned = rules.withMaxValues(Math.min(rules.maxValues(), eachSeries))
                .withTimeFor(Duration.ofNanos(Math.max(0, limits.nanos - used)), usualNanos);
        for (Budget budget : latencyBudgets) {
            LatencyLimit limit = LatencyLimit.ofQuantile(
                    budget.metric().quantile(), budget.limit().value());
            decisions.put(budget, LatencyDecision.of(limit, planned));
        }
        test.timed(true);
        long before = Allocated.byThisThread();
        Machine.Watch watch = session.machine()
                .watch(
                        () -> Allocated.byThisThread() - before + test.allocatedElsewhere(),
                        (value, sign) -> decisions.forEach((budget, decision) -> add(budget, decision, value, sign)));
        machine = watch;
        return watch;
    }

    private void add(Budget budget, LatencyDecision decision, long nanos, Sign sign) {
        if (decision.add(nanos, sign) instanceof LatencyState.NeedsConfirmation state) {
            LOG.log(System.Logger.Level.INFO, () -> Explanation.confirming(budget, test.subject(), state));
        }
    }

    private boolean isOpen() {
        return decisions.values().stream().anyMatch(decision -> !(decision.state() instanceof LatencyState.Decided));
    }

    /** What came of each budget; further values are ignored. */
    Map<Budget, LatencyJudgement> decided() {
        over = true;
        Map<Budget, LatencyJudgement> decided = new LinkedHashMap<>();
        Machine.Watch watch = machine == null ? plan() : machine;
        watch.end();
        decisions.forEach((budget, decision) -> decided.put(budget, decision.timeUp()));
        return decided;
    }
}
