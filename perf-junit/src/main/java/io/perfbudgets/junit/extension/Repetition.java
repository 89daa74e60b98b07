package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.junit.unit.Lane;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.Units;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Runs the body of one test as often as its latency budgets need. Used by one thread. */
public final class Repetition {
    private static final int MOST_WARM_UP_VALUES = 20_000;
    private static final int VALUES_TO_CONFIRM = 10;
    private static final int GO_ON = 10;

    private final RunningTest test;
    private final Session session;
    private final List<Budget> latencyBudgets;
    private final int least;
    private final References references;
    private int repeats;

    /**
     * @param latencyBudgets what is to be decided
     * @param least how many values of a warm JVM are to be taken; with none, and without budgets, the body runs once
     * @param references of budgets that are relative
     */
    public Repetition(
            RunningTest test, List<Budget> latencyBudgets, int least, References references, Session session) {
        this.test = test;
        this.latencyBudgets = latencyBudgets;
        this.least = least;
        this.references = references;
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
        if (latencyBudgets.isEmpty() && least == 0) {
            Units.iterate(test, first);
            return Map.of();
        }
        test.timed(false);
        Units.iterate(test, first);
        Sampling sampling = new Sampling(
                test,
                latencyBudgets,
                references,
                session,
                new Sampling.Limits(session.maxNanos(), MOST_WARM_UP_VALUES, Integer.MAX_VALUE, least));
        try (Lane lane = Lane.alone(test)) {
            while (sampling.wantsMore()) {
                repeat(lane, again);
                sampling.add(lane.nanos(), lane.ended());
            }
        }
        return sampling.decided();
    }

    /**
     * Runs the body again, the first time then having been the warm-up, until it is decided or the time is up.
     *
     * @param again calls the body anew
     * @param undecided whether the values so far do not say yet
     * @throws Throwable the first failure of the body
     */
    public void confirm(Units.Body again, BooleanSupplier undecided) throws Throwable {
        test.forgetDurations();
        long begun = System.nanoTime();
        boolean goesOn = true;
        while (goesOn) {
            try (Lane lane = Lane.alone(test)) {
                for (int i = 0; i < VALUES_TO_CONFIRM && goesOn; i++) {
                    repeat(lane, again);
                    goesOn = lane.ended() - begun < session.maxNanos();
                }
            }
            goesOn = goesOn && undecided.getAsBoolean();
        }
    }

    /**
     * Runs the body again, one by one and after all that was asked for, as long as it is {@code wanted}, and ten times as long
     * as a repetition may take at most.
     *
     * @param again calls the body anew
     * @throws Throwable the first failure of the body
     */
    public void goOn(Units.Body again, BooleanSupplier wanted) throws Throwable {
        long begun = System.nanoTime();
        while (wanted.getAsBoolean() && System.nanoTime() - begun < GO_ON * session.maxNanos()) {
            try (Lane lane = Lane.alone(test)) {
                repeat(lane, again);
            }
        }
    }

    private void repeat(Lane lane, Units.Body body) throws Throwable {
        try {
            repeats++;
            lane.time(body);
        } catch (Throwable failure) {
            failure.addSuppressed(new RepeatedBodyFailed(repeats));
            throw failure;
        }
    }

    /** Attached to a failure so that nobody looks for it in the first run of the body. */
    private static final class RepeatedBodyFailed extends Exception {
        private static final long serialVersionUID = 1L;

        RepeatedBodyFailed(int repeat) {
            super(
                    "The body passed the first time and failed in repeat " + repeat
                            + ": a budget for its time repeats it in"
                            + " place, without @BeforeEach in between. Make the body repeatable.",
                    null,
                    false,
                    false);
        }
    }
}
