package io.perfbudgets.measure;

/**
 * A fixed small piece of computing and a fixed small piece of memory work, timed between values to tell a disturbed
 * machine from slow code. Once compiled, each part takes some ten microseconds; {@link #pauseNanos} keeps both together below
 * half a percent of the time of a calm machine. Holds 4 MiB; neither part allocates. So small a piece of work is seldom interrupted: that a
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
    private long fastest = Long.MAX_VALUE;

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

    /**
     * After how much time another run costs less than half a percent of it, by the latest run; by twice the fastest one's
     * time if that one was held up, which says nothing of what the next costs.
     */
    public long pauseNanos() {
        return SHARE * Math.min(cpuNanos + memoryNanos, 2 * fastest);
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
        long end = System.nanoTime();
        cpuNanos = computed - start;
        memoryNanos = end - computed;
        fastest = Math.min(fastest, end - start);
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
