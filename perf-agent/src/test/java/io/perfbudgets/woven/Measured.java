package io.perfbudgets.woven;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Allocation;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Unattributed;
import java.util.List;

/** What perf-junit measured of a body, run as one iteration of a test. */
record Measured(List<Measurement> measurements) {

    static Measured of(Units.Body body) throws Exception {
        RunningTest test = RunningTests.begin(Subject.test("Sample", "test"));
        test.askForAllocation();
        try {
            Units.iterate(test, body);
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        } finally {
            RunningTests.end(test);
        }
        return new Measured(test.measurements(Capture.used()));
    }

    /** Statements of the test, with those of its requests. */
    long queries() {
        return measurements.get(0).worst(Metric.QUERIES);
    }

    /** What the test's threads allocated for it. */
    Allocation allocation() {
        return measurements.get(0).allocations().worst();
    }

    /** Of the requests to this route, the most statements that one ran. */
    long queries(String method, String route) {
        return measurements.stream()
                .filter(measurement -> measurement.subject().equals(Subject.request(method, route)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No request " + method + " " + route + " among " + measurements))
                .worst(Metric.QUERIES);
    }

    List<Unattributed> unattributed() {
        return measurements.get(0).unattributed();
    }
}
