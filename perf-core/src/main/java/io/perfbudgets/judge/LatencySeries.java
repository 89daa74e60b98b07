package io.perfbudgets.judge;

import java.util.Arrays;

/** Undisturbed values in the order in which they were taken. Not thread-safe. */
final class LatencySeries {
    /** As many blocks as batch means advise: enough to see where a breach lies, few enough to hold values each. */
    private static final int BLOCKS = 10;

    private long[] values = new long[256];
    private int size;
    private long total;

    static LatencySeries of(long... values) {
        LatencySeries series = new LatencySeries();
        for (long value : values) {
            series.add(value);
        }
        return series;
    }

    void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
        total += nanos;
    }

    int size() {
        return size;
    }

    /** How long all values took together. */
    long total() {
        return total;
    }

    long get(int index) {
        return values[index];
    }

    int over(long limit) {
        return over(limit, 0, size);
    }

    int over(long limit, int from, int to) {
        int over = 0;
        for (int i = from; i < to; i++) {
            if (values[i] > limit) {
                over++;
            }
        }
        return over;
    }

    double mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    int blocks() {
        return Math.min(BLOCKS, size);
    }

    /** Where a block begins; the one after the last begins at the size. */
    int blockStart(int block) {
        return (int) ((long) block * size / blocks());
    }

    /** One of three equal stretches of the series, 0 to 2. */
    LatencySeries third(int index) {
        return of(Arrays.copyOfRange(values, (int) ((long) index * size / 3), (int) ((long) (index + 1) * size / 3)));
    }

    LatencySeries plus(LatencySeries later) {
        LatencySeries both = of(Arrays.copyOf(values, size));
        for (int i = 0; i < later.size; i++) {
            both.add(later.values[i]);
        }
        return both;
    }

    long[] sorted() {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
