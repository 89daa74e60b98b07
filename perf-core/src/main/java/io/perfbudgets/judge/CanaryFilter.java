package io.perfbudgets.judge;

import java.util.Arrays;

/**
 * Marks values that were taken while the machine was disturbed: those between two canaries of which either was slow, or
 * between which the thread had to wait for a processor for more than {@value #WAITED} of the time. A value is held until
 * the canary after it is timed, then passed on in order.
 *
 * <p>Not thread-safe.
 */
public final class CanaryFilter {
    /** Takes each value with whether the machine was disturbed; {@link LatencyDecision#add} fits. */
    @FunctionalInterface
    public interface Sink {
        void value(long nanos, boolean disturbed);
    }

    private static final double WAITED = 0.1;

    private final Disturbance cpu;
    private final Disturbance memory;
    private final Sink sink;
    private long[] held = new long[64];
    private int count;
    private boolean disturbed;

    /**
     * @param cpu what is usual for the canary's computing part
     * @param memory what is usual for its memory part
     * @param sink where the values go
     */
    public CanaryFilter(Disturbance cpu, Disturbance memory, Sink sink) {
        this.cpu = cpu;
        this.memory = memory;
        this.sink = sink;
    }

    /** Holds the next value, in nanoseconds. */
    public void value(long nanos) {
        if (count == held.length) {
            held = Arrays.copyOf(held, count * 2);
        }
        held[count++] = nanos;
    }

    /** How many values wait for a canary. */
    public int held() {
        return count;
    }

    /**
     * Passes on the values held, as disturbed if this canary or the one before them was slow or the thread waited.
     *
     * @param cpuNanos how long the computing part took
     * @param memoryNanos how long the memory part took
     * @param waitedShare which share of the time since the canary before the thread waited for a processor; 0 if unknown
     * @return whether the machine is disturbed now
     */
    public boolean canary(long cpuNanos, long memoryNanos, double waitedShare) {
        boolean before = disturbed;
        boolean slowCpu = cpu.canary(cpuNanos);
        boolean slowMemory = memory.canary(memoryNanos);
        disturbed = slowCpu || slowMemory;
        boolean either = before || disturbed || waitedShare > WAITED;
        for (int i = 0; i < count; i++) {
            sink.value(held[i], either);
        }
        count = 0;
        return disturbed;
    }
}
