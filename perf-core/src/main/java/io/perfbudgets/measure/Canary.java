package io.perfbudgets.measure;

/**
 * A fixed small piece of computing and a fixed small piece of memory work, timed between values to tell a disturbed
 * machine from slow code. Once compiled, each part takes some ten microseconds; {@link #isDue} keeps both together below
 * half a percent of the time. Holds 4 MiB; neither part allocates. So small a piece of work is seldom interrupted: that a
 * thread had to wait for a processor is better seen by {@link RunQueue}.
 *
 * <p>Not thread-safe.
 */
public final class Canary {
    private static final int COMPUTE_STEPS = 8_000;
    private static final int MEMORY_STEPS = 256;
    private static final int CELLS = 1 << 20;
    private static final int WARM_UP_RUNS = 200;
    private static final long SHARE = 200;

    private final int[] cells = new int[CELLS];
    private long seed = 1;
    private int cell;
    private long cpuNanos;
    private long memoryNanos;
    private long lastRun;

    /** A canary that is compiled already; takes some ten milliseconds. */
    public Canary() {
        // A full-period linear congruence visits every cell, in an order that no prefetcher follows.
        for (int i = 0; i < CELLS; i++) {
            cells[i] = (i * 1_664_525 + 1_013_904_223) & (CELLS - 1);
        }
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            run();
        }
    }

    /** Whether enough time has passed since the last run that another costs less than half a percent of it. */
    public boolean isDue() {
        return System.nanoTime() - lastRun >= SHARE * (cpuNanos + memoryNanos);
    }

    /** Does the work and times it. */
    public void run() {
        long start = System.nanoTime();
        long state = seed;
        for (int i = 0; i < COMPUTE_STEPS; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
        seed = state;
        long computed = System.nanoTime();
        int at = cell;
        for (int i = 0; i < MEMORY_STEPS; i++) {
            at = cells[at];
        }
        cell = at;
        lastRun = System.nanoTime();
        cpuNanos = computed - start;
        memoryNanos = lastRun - computed;
    }

    /** How long the computing part took in the last run, in nanoseconds. */
    public long cpuNanos() {
        return cpuNanos;
    }

    /** How long the memory part took in the last run, in nanoseconds. */
    public long memoryNanos() {
        return memoryNanos;
    }
}
