package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.measure.UnitResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of work did, with or without a test that runs around it.
 *
 * @param result what it did, the requests that it caused in this JVM included
 * @param unattributed what happened meanwhile and may be its doing, but nothing ties it to it
 */
public record Observation(UnitResult result, List<Unattributed> unattributed) {
    private static final long REQUEST_GRACE_MILLIS = 5_000;

    public Observation {
        unattributed = List.copyOf(unattributed);
    }

    /**
     * Runs {@code body} on this thread as a unit of its own that is nobody's subject. What it does counts for the units
     * around it too.
     *
     * @param subject what it is called where no test runs
     * @throws Throwable what the body throws
     */
    public static Observation of(Subject subject, Units.Body body) throws Throwable {
        OpenUnit outer = Units.open();
        RunningTest running = outer != null ? outer.test() : RunningTests.only();
        if (running != null) {
            return observe(running, outer, body);
        }
        RunningTest alone = RunningTests.begin(subject);
        try {
            return observe(alone, null, body);
        } finally {
            RunningTests.end(alone);
        }
    }

    private static Observation observe(RunningTest test, @Nullable OpenUnit outer, Units.Body body) throws Throwable {
        OpenUnit iteration = test.iteration();
        OpenUnit unit = new OpenUnit(Subject.Kind.OPERATION, test, outer != null ? outer : iteration);
        unit.nothingDue(); // its numbers are asserted right away
        boolean innermost = outer == iteration; // then requests that the test causes now are this work's
        Set<Unattributed> unattributed = test.watchUnattributed();
        OpenUnit before = Units.swap(unit);
        if (innermost) {
            test.innermost(unit);
        }
        UnitResult ended;
        try {
            body.run();
            if (innermost && !test.awaitRequests(REQUEST_GRACE_MILLIS)) {
                test.addUnattributed(
                        new Unattributed("a request that was still running when its caller had ended", ""));
            }
        } catch (Throwable failure) {
            unit.fail();
            throw failure;
        } finally {
            if (innermost) {
                test.innermost(iteration);
            }
            Units.swap(before);
            test.unwatchUnattributed(unattributed);
            ended = unit.end();
        }
        return new Observation(ended, List.copyOf(unattributed));
    }
}
