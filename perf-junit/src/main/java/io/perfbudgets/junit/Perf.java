package io.perfbudgets.junit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.junit.unit.Observation;
import io.perfbudgets.junit.unit.Propagation;
import io.perfbudgets.junit.unit.Units;
import java.lang.StackWalker.StackFrame;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Measures what an annotation cannot name. Thread-safe. */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class Perf {
    private Perf() {}

    /** Work without a result. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /**
     * Runs {@code action} and returns the SQL that it ran, to be looked at and asserted on. Works with any test framework,
     * and without one. What it runs counts for a test around it too.
     *
     * <p>Counted are the statements of this thread and of requests that it causes in this JVM.
     *
     * @throws Exception whatever the action throws
     */
    public static CapturedQueries queries(Action action) throws Exception {
        StackFrame caller = CapturedQueries.caller();
        Subject subject = Subject.operation("Perf.queries at " + CapturedQueries.place(caller));
        try {
            return new CapturedQueries(subject, Observation.of(subject, action::run), Capture.used());
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError("An Action throws nothing else", impossible);
        }
    }

    /**
     * Runs {@code action} as one run of an operation: its time and its SQL are recorded under {@code name}, for the budgets
     * of {@code operations:} in {@code budgets.yaml}. Outside of a running test it is just run.
     *
     * @param name the operation's name
     * @throws Exception whatever the action throws; the run then counts as failed
     */
    public static void measure(String name, Action action) throws Exception {
        measure(name, (Callable<@Nullable Void>) () -> {
            action.run();
            return null;
        });
    }

    /**
     * As {@link #measure(String, Action)}, with a result.
     *
     * @return what the call returns
     */
    public static <T extends @Nullable Object> T measure(String name, Callable<T> call) throws Exception {
        try (Units.Scope operation = Units.beginOperation(name)) {
            try {
                return call.call();
            } catch (Exception | Error failure) {
                if (operation != null) {
                    operation.fail();
                }
                throw failure;
            }
        }
    }

    /**
     * An executor that runs each task with the unit of the thread that hands it over, for code under test where the test JVM
     * has no agent. Closing and shutting down is the delegate's.
     */
    public static Executor carrying(Executor executor) {
        return task -> executor.execute(Propagation.carry(task));
    }

    /** The task, to be run later or elsewhere with the unit of the thread that calls this. */
    public static Runnable carrying(Runnable task) {
        return Propagation.carry(task);
    }

    /** The task, to be run later or elsewhere with the unit of the thread that calls this. */
    public static <T extends @Nullable Object> Callable<T> carrying(Callable<T> task) {
        return Propagation.carry(task);
    }
}
