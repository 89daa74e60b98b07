package io.perfbudgets.junit.jdbc;

import io.perfbudgets.junit.unit.Units;
import java.util.concurrent.atomic.AtomicBoolean;

/** A fault in our own code while something was captured: told once, and never the application's problem. */
final class CaptureFault {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private CaptureFault() {}

    /** A statement may be missing in what was recorded. */
    static void report(Throwable fault) {
        Units.lost("a statement that could not be captured (" + fault + ")");
        if (TOLD.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A statement could not be captured; this is a bug of perf-junit",
                    fault);
        }
    }
}
