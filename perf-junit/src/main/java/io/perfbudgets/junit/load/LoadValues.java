package io.perfbudgets.junit.load;

import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.PaceRecorder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** The durations of one thread's requests in one run, and when they ended. Not thread-safe. */
final class LoadValues {
    private final Histogram histogram = new Histogram(3);
    private final PaceRecorder pace;
    private long[] ends = new long[64];
    private long[] nanos = new long[64];
    private int kept;

    LoadValues(long begun) {
        pace = new PaceRecorder(begun);
    }

    /** A request that took so long and ended then, by {@link System#nanoTime()}. */
    void add(long took, long end) {
        histogram.recordValue(Math.max(0, took));
        pace.add(end);
        if (kept < Latencies.KEPT) {
            if (kept == ends.length) {
                ends = Arrays.copyOf(ends, kept * 2);
                nanos = Arrays.copyOf(nanos, kept * 2);
            }
            ends[kept] = end;
            nanos[kept++] = took;
        }
    }

    PaceRecorder pace() {
        return pace;
    }

    /** All threads' durations, by the time at which the requests ended. */
    static Latencies latencies(List<LoadValues> threads) {
        Histogram all = new Histogram(3);
        int count = threads.stream().mapToInt(thread -> thread.kept).sum();
        long[] ends = new long[count];
        long[] nanos = new long[count];
        int at = 0;
        for (LoadValues thread : threads) {
            all.add(thread.histogram);
            System.arraycopy(thread.ends, 0, ends, at, thread.kept);
            System.arraycopy(thread.nanos, 0, nanos, at, thread.kept);
            at += thread.kept;
        }
        long[] ordered = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> ends[i]))
                .limit(Latencies.KEPT)
                .mapToLong(i -> nanos[i])
                .toArray();
        return new Latencies(all, ordered);
    }
}
