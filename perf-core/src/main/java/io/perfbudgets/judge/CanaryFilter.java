package io.perfbudgets.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Marks values that were taken while the machine was disturbed: those between two canaries of which either was slow, or
 * between which the thread had to wait for a processor for more than {@value #WAITED} of the time, or for which something
 * else that the machine admits speaks. A value is held until the {@link #window} that it lies in ends, then passed on in
 * order.
 *
 * <p>Not thread-safe. Holding a value costs one store.
 */
public final class CanaryFilter {
    /** Takes each value with the sign of a disturbed machine; {@link LatencyDecision#add(long, Sign)} fits. */
    @FunctionalInterface
    public interface Sink {
        void value(long nanos, Sign sign);
    }

    private static final double WAITED = 0.1;
    private static final int MOST_HELD = 1 << 19;

    /** The values up to an index, all with one sign. */
    private record Stretch(int end, Sign sign) {
        Stretch or(Sign other) {
            return sign == Sign.NONE ? new Stretch(end, other) : this;
        }
    }

    private final Disturbance cpu;
    private final Disturbance memory;
    private final Sink sink;
    private final List<Stretch> stretches = new ArrayList<>();
    private long[] held = new long[64];
    private int count;
    /** How many of the stretches lie before the latest canary. */
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
    }

    /** Holds the next value, in nanoseconds. */
    public void value(long nanos) {
        if (count == held.length) {
            held = Arrays.copyOf(held, count * 2);
        }
        held[count++] = nanos;
    }

    /** How many values wait for the end of their window. */
    public int held() {
        return count;
    }

    /** Whether so many values are held, {@value #MOST_HELD}, that their window should end now. */
    public boolean isFull() {
        return count >= MOST_HELD;
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
        Sign now = sign(cpuNanos, memoryNanos);
        Sign waited = waitedShare > WAITED ? Sign.WAITED : other;
        Sign canaries = now == Sign.NONE || (now.isBounded() && !before.isBounded()) ? before : now;
        mark(seen, waited == Sign.NONE ? canaries : waited);
        seen = stretches.size();
        before = now;
        return now;
    }

    private Sign sign(long cpuNanos, long memoryNanos) {
        boolean slowCpu = cpu.canary(cpuNanos);
        boolean slowMemory = memory.canary(memoryNanos);
        if (cpu.hasWaited(cpuNanos) || memory.hasWaited(memoryNanos)) {
            return Sign.WAITED;
        }
        return slowCpu ? Sign.SLOW_PROCESSOR : slowMemory ? Sign.SLOW_MEMORY : Sign.NONE;
    }

    /**
     * Ends a window: passes on the values before the latest canary.
     *
     * @param sign what speaks for a machine that was disturbed during the whole window
     */
    public void window(Sign sign) {
        mark(0, sign);
        int passed = 0;
        for (Stretch stretch : stretches.subList(0, seen)) {
            while (passed < stretch.end) {
                sink.value(held[passed++], stretch.sign);
            }
        }
        int gone = passed;
        System.arraycopy(held, gone, held, 0, count - gone);
        count -= gone;
        stretches.subList(0, seen).clear();
        stretches.replaceAll(left -> new Stretch(left.end - gone, left.sign));
        seen = 0;
    }

    /** What was marked already keeps its sign, which is the nearer one. */
    private void mark(int from, Sign sign) {
        int marked = stretches.isEmpty() ? 0 : stretches.get(stretches.size() - 1).end;
        if (count > marked) {
            stretches.add(new Stretch(count, Sign.NONE));
        }
        for (int i = from; i < stretches.size(); i++) {
            stretches.set(i, stretches.get(i).or(sign));
        }
    }
}
