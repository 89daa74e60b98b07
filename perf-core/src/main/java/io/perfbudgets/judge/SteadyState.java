package io.perfbudgets.judge;

import java.time.Duration;
import java.util.Arrays;

/**
 * Tells when warm-up is over: when the median of a window of values has not reached a clear new low for three windows in
 * a row. Windows grow with the number of values, so the longer a plateau before the compiler's next step, the longer it
 * is watched; what counts as steady is always about the latest half of the warm-up.
 *
 * <p>Not thread-safe.
 */
public final class SteadyState {
    private static final int FIRST_WINDOW = 20;
    private static final int STEADY_WINDOWS = 3;
    /** A window this much faster than the fastest before is progress. */
    private static final double PROGRESS = 0.99;

    private final long leastNanos;
    private final long mostNanos;
    private final int mostValues;
    private long[] window = new long[FIRST_WINDOW];
    private int inWindow;
    private double lowest = Double.POSITIVE_INFINITY;
    private int windowsWithoutProgress;
    private int values;
    private long total;
    private boolean over;

    /**
     * @param least shortest warm-up, as the sum of its values; fast code needs thousands of calls to be compiled at all
     * @param most longest warm-up, as the sum of its values
     * @param mostValues most values in it
     */
    public SteadyState(Duration least, Duration most, int mostValues) {
        this.leastNanos = least.toNanos();
        this.mostNanos = most.toNanos();
        this.mostValues = mostValues;
    }

    /** At least 0.2 seconds, at most 2 seconds or 20,000 values. */
    public static SteadyState byDefault() {
        return new SteadyState(Duration.ofMillis(200), Duration.ofSeconds(2), 20_000);
    }

    /**
     * Adds the next value of the warm-up, in nanoseconds.
     *
     * @return whether warm-up is over with it
     */
    public boolean add(long nanos) {
        values++;
        total += nanos;
        window[inWindow++] = nanos;
        if (inWindow == window.length) {
            endWindow();
        }
        over |= (isSteady() && total >= leastNanos) || values >= mostValues || total >= mostNanos;
        return over;
    }

    private void endWindow() {
        Arrays.sort(window);
        double median = window[window.length / 2];
        if (median < lowest * PROGRESS) {
            lowest = median;
            windowsWithoutProgress = 0;
        } else {
            windowsWithoutProgress++;
        }
        window = new long[Math.max(FIRST_WINDOW, values / 4)];
        inWindow = 0;
    }

    /** Whether warm-up is over. */
    public boolean isOver() {
        return over;
    }

    /** Whether the values had settled by themselves, rather than run into a cap. */
    public boolean isSteady() {
        return windowsWithoutProgress >= STEADY_WINDOWS;
    }

    /**
     * About how long a value takes now, in nanoseconds: the median of the fastest window, the mean before the first is
     * full, 0 before the first value.
     */
    public long usualNanos() {
        if (lowest < Double.POSITIVE_INFINITY) {
            return (long) lowest;
        }
        return values == 0 ? 0 : total / values;
    }

    /** How many values the warm-up has taken. */
    public int values() {
        return values;
    }
}
