package io.perfbudgets.junit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;

/** What is recorded of one unit. */
public final class OneUnit {
    private OneUnit() {}

    /** Runs the body as the only iteration of a test. */
    public static Measurement of(Units.Body body) throws Throwable {
        RunningTest test = RunningTests.begin(Subject.test("OneUnit", "sample"));
        try {
            Units.iterate(test, body);
        } finally {
            RunningTests.end(test);
        }
        return test.measurements(true).get(0);
    }
}
