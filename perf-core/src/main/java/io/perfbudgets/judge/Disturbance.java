package io.perfbudgets.judge;

import java.util.Arrays;

/**
 * Tells from the timings of a canary, a fixed small piece of work repeated between values, when the machine was
 * disturbed: a timing more than {@value #FACTOR} times the lower quartile of the latest {@value #REMEMBERED}. The lower
 * quartile stays right while up to three quarters of the timings are disturbed. One for all tests of a JVM knows the
 * machine better than one for each.
 *
 * <p>Not thread-safe. A timing costs well under a microsecond.
 */
public final class Disturbance {
    /** A slow machine makes work up to that many times as long; what takes longer waited, or is so by itself. */
    static final int WORST = 5;

    private static final double FACTOR = 1.5;
    private static final int REMEMBERED = 1_024;
    /** Fewer timings say nothing of what is usual. */
    private static final int FEWEST = 8;

    private final long[] latest = new long[REMEMBERED];
    private final long[] sorted = new long[REMEMBERED];
    private int size;
    private int oldest;

    /**
     * Adds the next timing.
     *
     * @param nanos how long the canary took
     * @return whether the machine was disturbed meanwhile; never for the first few
     */
    public boolean canary(long nanos) {
        if (size == REMEMBERED) {
            int at = Arrays.binarySearch(sorted, 0, size, latest[oldest]);
            System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
            size--;
        }
        int found = Arrays.binarySearch(sorted, 0, size, nanos);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = nanos;
        size++;
        latest[oldest] = nanos;
        oldest = (oldest + 1) % REMEMBERED;
        return size >= FEWEST && nanos > usual() * FACTOR;
    }

    /** Whether a timing is so long that its thread must have waited for a processor; never for the first few. */
    boolean hasWaited(long nanos) {
        return size >= FEWEST && nanos > usual() * WORST;
    }

    /** What the canary usually takes, in nanoseconds; 0 before the first timing. */
    public long usual() {
        return size == 0 ? 0 : sorted[size / 4];
    }
}
