package io.perfbudgets.judge;

import java.util.Random;
import java.util.function.LongSupplier;

/** Seeded latencies with a known percentile. */
final class Samples {
    static final long LIMIT = 1_000_000;
    private static final double SIGMA = 0.35;
    private static final double Z95 = 1.6448536269514722;

    private Samples() {}

    /** Independent lognormal values (sigma 0.35) whose p95 is that many times {@link #LIMIT}. */
    static LongSupplier lognormal(double ratio, long seed) {
        Random random = new Random(seed);
        double median = ratio * LIMIT / Math.exp(SIGMA * Z95);
        return () -> Math.round(median * Math.exp(SIGMA * random.nextGaussian()));
    }

    static long[] take(int count, LongSupplier values) {
        long[] taken = new long[count];
        for (int i = 0; i < count; i++) {
            taken[i] = values.getAsLong();
        }
        return taken;
    }

    /** Values of which those at multiples of {@code every} are twice the limit, the others half of it. */
    static long[] everyNthOver(int count, int every) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = i % every == 0 ? LIMIT * 2 : LIMIT / 2;
        }
        return values;
    }
}
