package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.QueryAllowances;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Unattributed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tests that run in this JVM right now. Thread-safe. */
public final class RunningTests {
    private static final Map<String, RunningTest> BY_ID = new ConcurrentHashMap<>();

    private RunningTests() {}

    /** A test begins to run. */
    public static RunningTest begin(Subject subject) {
        return begin(subject, QueryAllowances.NONE);
    }

    /** A test begins to run in which some queries may repeat. */
    public static RunningTest begin(Subject subject, QueryAllowances allowances) {
        RunningTest test = new RunningTest(subject, allowances);
        BY_ID.put(test.id(), test);
        return test;
    }

    /** A test that had ended goes on: its next iteration begins. */
    public static void resume(RunningTest test) {
        BY_ID.put(test.id(), test);
    }

    /** It has ended; what arrives later is not its any more. */
    public static void end(RunningTest test) {
        BY_ID.remove(test.id());
        if (BY_ID.isEmpty()) {
            HandedOver.forgetAll();
        }
    }

    /** Whether no other test runs. */
    public static boolean isAlone(RunningTest test) {
        return only() == test;
    }

    static boolean any() {
        return !BY_ID.isEmpty();
    }

    /** The test that a header names, if it still runs. */
    static @Nullable RunningTest named(String header) {
        int unit = header.indexOf('/');
        return BY_ID.get(unit < 0 ? header : header.substring(0, unit));
    }

    /** The unit that a header names, if it is still open. */
    static @Nullable OpenUnit sender(String header) {
        RunningTest test = named(header);
        return test == null ? null : test.sender(header);
    }

    /** The test that runs, if exactly one does. */
    static @Nullable RunningTest only() {
        var tests = BY_ID.values().iterator();
        RunningTest first = tests.hasNext() ? tests.next() : null;
        return tests.hasNext() ? null : first;
    }

    /** Something happened that may be any running test's. */
    static void addUnattributed(String what) {
        if (!BY_ID.isEmpty()) {
            Unattributed unattributed =
                    new Unattributed(what, Thread.currentThread().getName());
            BY_ID.values().forEach(test -> test.addUnattributed(unattributed));
        }
    }
}
