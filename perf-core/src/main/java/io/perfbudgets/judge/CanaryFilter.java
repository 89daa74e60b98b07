package io.perfbudgets.judge;

import java.util.Arrays;

/**
 * Marks values that were taken while the machine was disturbed: those between two canaries of which either was slow. A
 * value is held until the canary after it is timed, then passed on in order.
 *
 * <p>Not thread-safe.
 */
public final class CanaryFilter {
    /** Takes each value with whether the machine was disturbed; {@link LatencyDecision#add} fits. */
    @FunctionalInterface
    public interface Sink {
        void value(long nanos, boolean disturbed);
    }

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
     * Passes on the values held, as disturbed if this canary or the one before them was slow.
     *
     * @param cpuNanos how long the computing part took
     * @param memoryNanos how long the memory part took
     * @return whether the machine is disturbed now
     */
    public boolean canary(long cpuNanos, long memoryNanos) {
        boolean before = disturbed;
        boolean slowCpu = cpu.canary(cpuNanos);
        boolean slowMemory = memory.canary(memoryNanos);
        disturbed = slowCpu || slowMemory;
        boolean either = before || disturbed;
        for (int i = 0; i < count; i++) {
            sink.value(held[i], either);
        }
        count = 0;
        return disturbed;
    }
}
