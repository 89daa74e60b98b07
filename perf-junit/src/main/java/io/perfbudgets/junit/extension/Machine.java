package io.perfbudgets.junit.extension;

import io.perfbudgets.judge.CanaryFilter;
import io.perfbudgets.judge.Disturbance;
import io.perfbudgets.measure.Canary;
import io.perfbudgets.measure.RunQueue;

/** What this JVM knows of the machine's mood: one canary for all tests, so that the later ones know it well. Thread-safe. */
final class Machine {
    private final Canary canary = new Canary();
    private final Disturbance cpu = new Disturbance();
    private final Disturbance memory = new Disturbance();

    /** A filter for the values of one test. */
    CanaryFilter filter(CanaryFilter.Sink sink) {
        return new CanaryFilter(cpu, memory, sink);
    }

    /** Looks at the machine if that is due, and lets the values held by the filter go on. */
    synchronized void lookIfDue(CanaryFilter filter, RunQueue thread) {
        if (canary.isDue()) {
            look(filter, thread);
        }
    }

    /** Looks at the machine and at what the thread waited, and lets the values held by the filter go on. */
    synchronized void look(CanaryFilter filter, RunQueue thread) {
        canary.run();
        filter.canary(canary.cpuNanos(), canary.memoryNanos(), thread.waitedShare());
    }
}
