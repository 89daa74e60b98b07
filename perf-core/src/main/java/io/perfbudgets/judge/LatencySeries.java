package io.perfbudgets.judge;

import java.util.Arrays;

/** Undisturbed values in the order in which they were taken. Not thread-safe. */
final class LatencySeries {
    /** Blocks short enough that a disturbance fills some and spares others. */
    private static final int BLOCK = 24;
    /** At least so many blocks, be they shorter. */
    private static final int FEWEST_BLOCKS = 10;

    private long[] values = new long[256];
    private int size;
    private long total;
    /** Counted while values are added, so that asking for it after each of them costs nothing. */
    private long watched = Long.MAX_VALUE;

    private int overWatched;

    /** Values of which those over {@code limit} are counted as they come. */
    static LatencySeries watching(long limit) {
        LatencySeries series = new LatencySeries();
        series.watched = limit;
        return series;
    }

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
        overWatched += nanos > watched ? 1 : 0;
    }

    int size() {
        return size;
    }

    /** How long all values took together. */
    long total() {
        return total;
    }

    int over(long limit) {
        return limit == watched ? overWatched : over(limit, 0, size);
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
        return Math.max(Math.min(FEWEST_BLOCKS, size), size / BLOCK);
    }

    /** Where a block begins; the one after the last begins at the size. */
    int blockStart(int block) {
        return partStart(block, blocks());
    }

    /** One of that many equal stretches of the series, from 0. */
    LatencySeries part(int index, int of) {
        return of(Arrays.copyOfRange(values, partStart(index, of), partStart(index + 1, of)));
    }

    int partStart(int index, int of) {
        return (int) ((long) index * size / of);
    }

    LatencySeries plus(LatencySeries later) {
        LatencySeries both = of(Arrays.copyOf(values, size));
        for (int i = 0; i < later.size; i++) {
            both.add(later.values[i]);
        }
        return both;
    }

    /** The value with that many smaller ones or equals before it in sorted order, by Hoare's selection. */
    long ranked(int rank) {
        long[] some = Arrays.copyOf(values, size);
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = some[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (some[left] < pivot) {
                    left++;
                }
                while (some[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long swapped = some[left];
                    some[left++] = some[right];
                    some[right--] = swapped;
                }
            }
            if (rank <= right) {
                high = right;
            } else if (rank >= left) {
                low = left;
            } else {
                return some[rank];
            }
        }
        return some[rank];
    }
}
