package io.perfbudgets.junit.extension;

import io.perfbudgets.judge.CanaryFilter;
import io.perfbudgets.judge.Disturbance;
import io.perfbudgets.judge.GarbageRule;
import io.perfbudgets.judge.MachineSigns;
import io.perfbudgets.judge.Sign;
import io.perfbudgets.measure.Canary;
import io.perfbudgets.measure.Collector;
import io.perfbudgets.measure.MachineReader;
import io.perfbudgets.measure.MachineReading;
import io.perfbudgets.measure.RunQueue;
import java.util.function.LongSupplier;

/** What this JVM knows of the machine's mood: one canary for all tests, so that the later ones know it well. Thread-safe. */
public final class Machine {
    private static final int LOOKS = 5;

    private final Canary canary = new Canary();
    private final Disturbance cpu = new Disturbance();
    private final Disturbance memory = new Disturbance();

    /** Whether the machine is disturbed now, by most of a few looks; the first one only brings the canary back to mind. */
    public synchronized boolean isDisturbed() {
        canary.run();
        int slow = 0;
        for (int i = 0; i < LOOKS; i++) {
            canary.run();
            boolean slowCpu = cpu.canary(canary.cpuNanos());
            boolean slowMemory = memory.canary(canary.memoryNanos());
            slow += slowCpu || slowMemory ? 1 : 0;
        }
        return slow > LOOKS / 2;
    }

    /**
     * Watches the machine for one test, from now on and from the calling thread.
     *
     * @param allocated how much the test has allocated so far, bytes
     * @param sink where the values go, each with the sign of a disturbed machine
     */
    Watch watch(LongSupplier allocated, CanaryFilter.Sink sink) {
        return new Watch(allocated, sink);
    }

    private synchronized void ask(CanaryFilter filter, double waitedShare, Sign other) {
        canary.run();
        filter.canary(canary.cpuNanos(), canary.memoryNanos(), waitedShare, other);
    }

    private synchronized boolean isDue() {
        return canary.isDue();
    }

    /** The machine around the values of one test. For the thread that takes them. */
    final class Watch {
        private final CanaryFilter filter;
        private final RunQueue thread = new RunQueue();
        private final MachineReader reader = new MachineReader();
        private final Collector collector;
        private MachineReading latest = reader.read();

        private Watch(LongSupplier allocated, CanaryFilter.Sink sink) {
            filter = new CanaryFilter(cpu, memory, sink);
            collector = new Collector(allocated);
            look();
        }

        /** Adds a value, and looks at the machine if that is due. */
        void value(long nanos) {
            filter.value(nanos);
            if (isDue()) {
                look();
                if (reader.isDue()) {
                    endWindow();
                }
            }
        }

        /** Looks a last time and passes on what is left. */
        void end() {
            look();
            endWindow();
        }

        private void look() {
            Collector.Work work = collector.since();
            ask(
                    filter,
                    thread.waitedShare(),
                    GarbageRule.sign(work.pausedNanos(), work.nanos(), work.ownBytes(), work.allBytes()));
        }

        private void endWindow() {
            MachineReading now = reader.read();
            filter.window(MachineSigns.between(latest, now));
            latest = now;
        }
    }
}
