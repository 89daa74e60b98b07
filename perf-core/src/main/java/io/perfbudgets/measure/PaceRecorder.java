package io.perfbudgets.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts successes by the time at which they end, over one run of unknown length. Recording takes a few nanoseconds and
 * allocates nothing. Not thread-safe.
 */
public final class PaceRecorder {
    private static final int SLICES = 1_024;
    private static final int STRETCHES = 10;
    /** The first slices are of 2<sup>20</sup> nanoseconds, about a millisecond. */
    private static final int FIRST_SHIFT = 20;

    private final long begun;
    private final long[] done = new long[SLICES];
    private int shift = FIRST_SHIFT;

    /** @param begun when the run begins, by {@link System#nanoTime()} */
    public PaceRecorder(long begun) {
        this.begun = begun;
    }

    /** Counts one success that ends at {@code now}, by {@link System#nanoTime()}. */
    public void add(long now) {
        long at = Math.max(0, now - begun) >> shift;
        while (at >= SLICES) {
            widen();
            at = (now - begun) >> shift;
        }
        done[(int) at]++;
    }

    /** Adds the successes of another recorder of the same run. */
    public void addAll(PaceRecorder other) {
        while (shift < other.shift) {
            widen();
        }
        for (int i = 0; i < SLICES; i++) {
            done[i >> (shift - other.shift)] += other.done[i];
        }
    }

    /** Makes each slice twice as long. */
    private void widen() {
        for (int i = 0; i < SLICES / 2; i++) {
            done[i] = done[2 * i] + done[2 * i + 1];
        }
        java.util.Arrays.fill(done, SLICES / 2, SLICES, 0);
        shift++;
    }

    /** What was counted until {@code end}, by {@link System#nanoTime()}, in at most ten stretches. */
    public Pace pace(long end) {
        long nanos = end - begun;
        if (nanos <= 0) {
            return Pace.NONE;
        }
        while (((nanos - 1) >> shift) >= SLICES) {
            widen(); // nothing succeeded in the last part of the time, which counts all the same
        }
        int slices = (int) ((nanos - 1) >> shift) + 1;
        int parts = Math.min(STRETCHES, slices);
        List<Pace.Stretch> stretches = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * slices / parts;
            int to = (part + 1) * slices / parts;
            long successes = 0;
            for (int i = from; i < to; i++) {
                successes += done[i];
            }
            stretches.add(new Pace.Stretch(successes, Math.min(nanos, (long) to << shift) - ((long) from << shift)));
        }
        return new Pace(stretches);
    }
}
