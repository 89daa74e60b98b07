package io.perfbudgets.compare;

import io.perfbudgets.budget.Metric;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The durations of one subject in one run, packed: some hundred bytes, where a histogram takes some hundred thousand. One is
 * made for as long as a question takes; of the values that runs are compared by, only for the first of them. Thread-safe.
 */
public final class Durations {
    private static final List<Metric> STATISTICS = List.of(
            Metric.LATENCY_P50,
            Metric.LATENCY_P90,
            Metric.LATENCY_P95,
            Metric.LATENCY_P99,
            Metric.LATENCY_P999,
            Metric.LATENCY_MAX,
            Metric.LATENCY_MEAN);

    private final byte[] packed;
    private final long count;
    /** Of each of {@link #STATISTICS}; null until somebody asks. */
    private volatile long @Nullable [] statistics;

    private Durations(byte[] packed, long count) {
        this.packed = packed;
        this.count = count;
    }

    /** Those of a histogram, nanoseconds. */
    public static Durations of(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return new Durations(Arrays.copyOf(buffer.array(), length), histogram.getTotalCount());
    }

    /**
     * Those that were packed before.
     *
     * @throws DataFormatException if they cannot be unpacked
     */
    public static Durations of(byte[] packed) throws DataFormatException {
        try {
            return new Durations(packed.clone(), unpack(packed).getTotalCount());
        } catch (RuntimeException damaged) {
            DataFormatException wrong = new DataFormatException(damaged.getMessage());
            wrong.initCause(damaged);
            throw wrong;
        }
    }

    private static Histogram unpack(byte[] packed) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(packed), 0);
    }

    /** In HdrHistogram's compressed encoding; a copy. */
    public byte[] packed() {
        return packed.clone();
    }

    /** A histogram of its own for the caller, nanoseconds. */
    public Histogram histogram() {
        try {
            return unpack(packed);
        } catch (DataFormatException impossible) {
            throw new IllegalStateException("Was unpacked before", impossible);
        }
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** The mean, the longest, or a percentile, nanoseconds; 0 if there are none. */
    long value(Metric latency) {
        long[] known = statistics;
        if (known == null) {
            Histogram histogram = histogram();
            known = STATISTICS.stream()
                    .mapToLong(each -> each == Metric.LATENCY_MEAN
                            ? Math.round(histogram.getMean())
                            : histogram.getValueAtPercentile(100 * each.quantile()))
                    .toArray();
            statistics = known;
        }
        return known[STATISTICS.indexOf(latency)];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Durations its
                && count == its.count
                && histogram().equals(its.histogram());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count);
    }

    @Override
    public String toString() {
        return count + " durations";
    }
}
