package io.perfbudgets.junit.micrometer;

import io.perfbudgets.junit.unit.Units;
import org.jspecify.annotations.Nullable;

/**
 * The unit of one observation. It is bound to the thread that has opened a scope, to one at a time: what opens a second scope
 * elsewhere meanwhile is a propagation of contexts, which carries the unit as well. Thread-safe.
 */
final class ObservedUnit {
    private final Units.Scope unit;
    private @Nullable Thread bound;
    private int depth;

    ObservedUnit(Units.Scope unit) {
        this.unit = unit;
    }

    void fail() {
        unit.fail();
    }

    synchronized void scopeOpened() {
        if (bound == null) {
            bound = Thread.currentThread();
            unit.attach();
        }
        if (bound == Thread.currentThread()) {
            depth++;
        }
    }

    synchronized void scopeClosed() {
        if (bound == Thread.currentThread() && --depth == 0) {
            release();
        }
    }

    synchronized void scopeReset() {
        if (bound == Thread.currentThread()) {
            release();
        }
    }

    /** Ends it; a scope that is still open on this thread ends with it. */
    synchronized void stop() {
        scopeReset();
        unit.close();
    }

    private void release() {
        depth = 0;
        bound = null;
        unit.detach();
    }
}
