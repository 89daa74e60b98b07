package io.perfbudgets.junit.extension;

import io.perfbudgets.judge.CanaryFilter;
import io.perfbudgets.judge.Disturbance;
import io.perfbudgets.judge.GarbageRule;
import io.perfbudgets.judge.MachineSigns;
import io.perfbudgets.judge.Sign;
import io.perfbudgets.measure.Canary;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.measure.Collector;
import io.perfbudgets.measure.MachineReader;
import io.perfbudgets.measure.MachineReading;
import io.perfbudgets.measure.RunQueue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What this JVM knows of the machine's mood: one canary for all tests, so that the later ones know it well. Thread-safe. */
public final class Machine {
    private static final int LOOKS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Canary canary = new Canary();
    private final Disturbance cpu = new Disturbance();
    private final Disturbance memory = new Disturbance();
    private final LongAdder lookedNanos = new LongAdder();

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

    /** Returns after how much time it may be asked again. */
    private synchronized long ask(CanaryFilter filter, double waitedShare, Sign other) {
        canary.run();
        filter.canary(canary.cpuNanos(), canary.memoryNanos(), waitedShare, other);
        return canary.pauseNanos();
    }

    /** How fast the machine is, for runs on other machines to be held against this one; some four milliseconds. */
    synchronized CanaryTimes times() {
        return CanaryTimes.of(canary);
    }

    /** How long looking at the machine has taken so far in this JVM, nanoseconds of processor time. */
    public long lookedNanos() {
        return lookedNanos.sum();
    }

    /** The machine around the values of one test. For the thread that takes them. */
    final class Watch {
        private final CanaryFilter filter;
        private final RunQueue thread = new RunQueue();
        private final MachineReader reader = new MachineReader();
        private final Collector collector;
        private MachineReading latest = reader.read();
        private long lookAgain;

        private Watch(LongSupplier allocated, CanaryFilter.Sink sink) {
            filter = new CanaryFilter(cpu, memory, sink);
            collector = new Collector(allocated);
            look();
        }

        /**
         * Adds a value, and looks at the machine if that is due.
         *
         * @param now what time it is, by {@link System#nanoTime()}
         */
        void value(long nanos, long now) {
            filter.value(nanos);
            if (now - lookAgain >= 0 || filter.isFull()) {
                long before = THREADS.getCurrentThreadCpuTime();
                look();
                MachineReading read = reader.isDue() || filter.isFull() ? reader.read() : null;
                lookedNanos.add(THREADS.getCurrentThreadCpuTime() - before);
                if (read != null) {
                    endWindow(read);
                }
            }
        }

        /** Looks a last time and passes on what is left. */
        void end() {
            look();
            endWindow(reader.read());
            thread.close();
        }

        private void look() {
            Collector.Work work = collector.since();
            Sign garbage = GarbageRule.sign(work.pausedNanos(), work.nanos(), work.ownBytes(), work.allBytes());
            long pause = ask(filter, thread.waitedShare(), garbage);
            lookAgain = System.nanoTime() + pause;
        }

        private void endWindow(MachineReading now) {
            filter.window(MachineSigns.between(latest, now));
            latest = now;
        }
    }
}
