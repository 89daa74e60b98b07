package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.LatencyDecision;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyLimit;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.LatencyState;
import io.perfbudgets.judge.RelativeDecision;
import io.perfbudgets.judge.RelativeLimit;
import io.perfbudgets.judge.Sign;
import io.perfbudgets.judge.SteadyState;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.measure.Allocated;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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
    private final Map<Budget, RelativeDecision> relative = new LinkedHashMap<>();
    private final Map<String, References.Reference> references;
    /** By reference what was taken beside the values that the machine's watch still holds. */
    private final Map<String, Deque<Long>> beside = new LinkedHashMap<>();

    private final SteadyState warmUp;
    private final long begun = System.nanoTime();
    private int values;
    private int warm;
    /** Present once it is warm. */
    private Machine.@Nullable Watch machine;

    private boolean open;
    private boolean over;

    /**
     * How far it may go.
     *
     * @param nanos the longest, from now on, warm-up included
     * @param warmUpValues most values of the warm-up
     * @param values most values in all
     * @param least how many after the warm-up are taken even if all budgets are decided before
     */
    record Limits(long nanos, int warmUpValues, int values, int least) {}

    Sampling(RunningTest test, List<Budget> latencyBudgets, References references, Session session, Limits limits) {
        this.test = test;
        this.latencyBudgets = latencyBudgets;
        this.open = !latencyBudgets.isEmpty();
        this.session = session;
        this.limits = limits;
        this.references = references.of(latencyBudgets, test);
        warmUp = session.isSabotaged()
                ? new SteadyState(Duration.ZERO, Duration.ZERO, 1)
                : new SteadyState(LEAST_WARM_UP, Duration.ofNanos(limits.nanos / WARM_UP_SHARE), limits.warmUpValues);
        test.timed(false);
    }

    /** Whether another value is asked for. */
    boolean wantsMore() {
        return !over;
    }

    /**
     * Takes the next value, and one of each reference.
     *
     * @param nanos how long the body took
     * @param end when it ended, by {@link System#nanoTime()}
     * @throws Throwable what a reference throws
     */
    void add(long nanos, long end) throws Throwable {
        values++;
        long now = references.isEmpty() ? end : addReferences();
        if (machine != null) {
            machine.value(nanos, now);
            warm++;
            over = (!open && warm >= limits.least) || values >= limits.values || now - begun >= limits.nanos;
        } else if (warmUp.add(nanos) || now - begun >= limits.nanos / WARM_UP_SHARE) {
            plan();
        }
    }

    /** Returns what time it is then. */
    private long addReferences() throws Throwable {
        for (Map.Entry<String, References.Reference> reference : references.entrySet()) {
            long referenceNanos = reference.getValue().nanos();
            if (machine != null) {
                beside.computeIfAbsent(reference.getKey(), absent -> new ArrayDeque<>())
                        .add(referenceNanos);
            }
        }
        return System.nanoTime();
    }

    private Machine.Watch plan() {
        long used = System.nanoTime() - begun;
        // What is around a value (a test's life cycle) costs time too.
        long usualNanos = limits.values < Integer.MAX_VALUE || !references.isEmpty()
                ? used / Math.max(1, values)
                : warmUp.usualNanos();
        LatencyRules rules = session.rules(latencyBudgets.size());
        int eachSeries = Math.max(1, (limits.values - values) / (rules.confirmations() + 1));
        LatencyRules planned = rules.withMaxValues(Math.min(rules.maxValues(), eachSeries))
                .withTimeFor(Duration.ofNanos(Math.max(0, limits.nanos - used)), usualNanos);
        for (Budget budget : latencyBudgets) {
            if (budget.reference().isPresent()) {
                RelativeLimit factor = new RelativeLimit(
                        budget.metric().quantile(), budget.limit().value());
                relative.put(budget, RelativeDecision.of(factor, planned));
                continue;
            }
            LatencyLimit limit = LatencyLimit.ofQuantile(
                    budget.metric().quantile(), budget.limit().value());
            decisions.put(budget, LatencyDecision.of(limit, planned));
        }
        test.timed(true);
        long before = Allocated.byThisThread();
        Machine.Watch watch =
                session.machine().watch(() -> Allocated.byThisThread() - before + test.allocatedElsewhere(), this::add);
        machine = watch;
        return watch;
    }

    /** A window may hold very many values of a fast body, and the first of them often decide. */
    private void add(long nanos, Sign seen) {
        if (!open) {
            return;
        }
        // What makes a value long is known where it is made so on purpose.
        Sign sign = session.isSabotaged() ? Sign.NONE : seen;
        boolean anyOpen = false;
        for (Map.Entry<Budget, LatencyDecision> each : decisions.entrySet()) {
            anyOpen |= isOpen(each.getKey(), each.getValue().add(nanos, sign));
        }
        if (!relative.isEmpty()) {
            Map<String, Long> taken = new HashMap<>();
            beside.forEach((name, queue) -> taken.put(name, queue.remove()));
            for (Map.Entry<Budget, RelativeDecision> each : relative.entrySet()) {
                long reference = taken.getOrDefault(each.getKey().reference().orElseThrow(), 0L);
                anyOpen |= isOpen(each.getKey(), each.getValue().add(nanos, reference, sign));
            }
        }
        open = anyOpen;
    }

    private boolean isOpen(Budget budget, LatencyState state) {
        if (state instanceof LatencyState.NeedsConfirmation confirmation) {
            LOG.log(System.Logger.Level.INFO, () -> Explanation.confirming(budget, test.subject(), confirmation));
        }
        return !(state instanceof LatencyState.Decided);
    }

    /** What came of each budget; further values are ignored. */
    Map<Budget, LatencyJudgement> decided() {
        over = true;
        Map<Budget, LatencyJudgement> decided = new LinkedHashMap<>();
        Machine.Watch watch = machine == null ? plan() : machine;
        watch.end();
        for (Budget budget : latencyBudgets) {
            LatencyDecision decision = decisions.get(budget);
            RelativeDecision ratio = relative.get(budget);
            if (decision != null) {
                decided.put(budget, decision.timeUp());
            } else if (ratio != null) {
                decided.put(budget, ratio.timeUp());
            }
        }
        return decided;
    }
}
