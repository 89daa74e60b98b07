package io.perfbudgets.judge;

import java.util.Arrays;

/**
 * Marks values that were taken while the machine was disturbed: those between two canaries of which either was slow, or
 * between which the thread had to wait for a processor for more than {@value #WAITED} of the time, or for which something
 * else that the machine admits speaks. A value is held until the {@link #window} that it lies in ends, then passed on in
 * order.
 *
 * <p>Not thread-safe.
 */
public final class CanaryFilter {
    /** Takes each value with the sign of a disturbed machine; {@link LatencyDecision#add(long, Sign)} fits. */
    @FunctionalInterface
    public interface Sink {
        void value(long nanos, Sign sign);
    }

    private static final double WAITED = 0.1;

    private final Disturbance cpu;
    private final Disturbance memory;
    private final Sink sink;
    private long[] held = new long[64];
    private Sign[] signs = new Sign[64];
    private int count;
    /** How many of the held values lie before the latest canary. */
    private int seen;

    private Sign before = Sign.NONE;

    /**
     * @param cpu what is usual for the canary's computing part
     * @param memory what is usual for its memory part
     * @param sink where the values go
     */
    public CanaryFilter(Disturbance cpu, Disturbance memory, Sink sink) {
        this.cpu = cpu;
        this.memory = memory;
        this.sink = sink;
        Arrays.fill(signs, Sign.NONE);
    }

    /** Holds the next value, in nanoseconds. */
    public void value(long nanos) {
        if (count == held.length) {
            held = Arrays.copyOf(held, count * 2);
            signs = Arrays.copyOf(signs, count * 2);
        }
        signs[count] = Sign.NONE;
        held[count++] = nanos;
    }

    /** How many values wait for the end of their window. */
    public int held() {
        return count;
    }

    /**
     * Marks the values since the canary before this one.
     *
     * @param cpuNanos how long the computing part took
     * @param memoryNanos how long the memory part took
     * @param waitedShare which share of the time since the canary before the thread waited for a processor; 0 if unknown
     * @param other what else speaks for a disturbed machine since then; {@link Sign#NONE} if nothing does
     * @return by what the canary itself shows that the machine is disturbed now
     */
    public Sign canary(long cpuNanos, long memoryNanos, double waitedShare, Sign other) {
        boolean slowCpu = cpu.canary(cpuNanos);
        boolean slowMemory = memory.canary(memoryNanos);
        Sign now = slowCpu ? Sign.SLOW_PROCESSOR : slowMemory ? Sign.SLOW_MEMORY : Sign.NONE;
        Sign waited = waitedShare > WAITED ? Sign.WAITED : other;
        Sign canaries = now == Sign.NONE ? before : now;
        mark(seen, waited == Sign.NONE ? canaries : waited);
        seen = count;
        before = now;
        return now;
    }

    /**
     * Ends a window: passes on the values before the latest canary.
     *
     * @param sign what speaks for a machine that was disturbed during the whole window
     */
    public void window(Sign sign) {
        mark(0, sign);
        for (int i = 0; i < seen; i++) {
            sink.value(held[i], signs[i]);
        }
        count -= seen;
        System.arraycopy(held, seen, held, 0, count);
        System.arraycopy(signs, seen, signs, 0, count);
        seen = 0;
    }

    /** What was marked already keeps its sign, which is the nearer one. */
    private void mark(int from, Sign sign) {
        for (int i = from; i < count; i++) {
            if (signs[i] == Sign.NONE) {
                signs[i] = sign;
            }
        }
    }
}
