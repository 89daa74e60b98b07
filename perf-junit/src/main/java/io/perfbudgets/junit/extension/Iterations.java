package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The iterations of a test whose life cycle the framework repeats: it is asked before each whether another one is wanted,
 * and given its body. Used by one thread at a time.
 */
public final class Iterations {
    private static final int WARM_UP_SHARE = 10;
    private static final int WITHOUT_LATENCY_BUDGET = 5;

    private final Session session;
    private final List<Budget> latencyBudgets;
    private final int least;
    private final RunningTest test;
    private final Sampling.Limits limits;
    private final References references;
    private @Nullable Sampling sampling;
    private int ran;

    /**
     * @param test the test, which has begun and rests between its iterations
     * @param latencyBudgets what is to be decided; with none a few iterations run, so that counts see more than the first
     * @param least how many iterations of a warm JVM are to be taken
     * @param references of budgets that are relative
     * @param maxNanos the longest that they may take, nanoseconds
     * @param most the most iterations, warm-up included
     */
    public Iterations(
            RunningTest test,
            List<Budget> latencyBudgets,
            int least,
            References references,
            Session session,
            long maxNanos,
            int most) {
        this.references = references;
        this.session = session;
        this.latencyBudgets = latencyBudgets;
        this.least = least;
        this.limits = new Sampling.Limits(maxNanos, Math.max(1, most / WARM_UP_SHARE), most, least);
        this.test = test;
        RunningTests.end(test);
    }

    /** The test as it is known to its requests and statements. */
    public RunningTest test() {
        return test;
    }

    /** How many iterations have run. */
    public int ran() {
        return ran;
    }

    /** Whether another iteration is asked for. */
    public boolean wantsMore() {
        if (!isSampled()) {
            return ran < Math.min(limits.values(), WITHOUT_LATENCY_BUDGET);
        }
        return sampling == null || sampling.wantsMore();
    }

    private boolean isSampled() {
        return !latencyBudgets.isEmpty() || least > 0;
    }

    /**
     * Runs the body of the next iteration.
     *
     * @throws Throwable what the body throws
     */
    public void run(Units.Body body) throws Throwable {
        if (sampling == null && isSampled()) {
            sampling = new Sampling(test, latencyBudgets, references, session, limits);
        }
        ran++;
        RunningTests.resume(test);
        try {
            long nanos = Units.iterate(test, body);
            if (sampling != null) {
                sampling.add(nanos, System.nanoTime());
            }
        } finally {
            RunningTests.end(test);
        }
    }

    /** What came of each latency budget. */
    public Map<Budget, LatencyJudgement> decided() {
        return sampling == null ? Map.of() : sampling.decided();
    }
}
