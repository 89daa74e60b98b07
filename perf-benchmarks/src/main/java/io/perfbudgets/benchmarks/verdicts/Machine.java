package io.perfbudgets.benchmarks.verdicts;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Takes simulated values, one after the other, of code whose true p95 is known. */
final class Machine {
    /** The budget's limit in nanoseconds. */
    static final long LIMIT = 1_000_000;

    private static final double SIGMA = 0.35;
    private static final double DEPENDENCE = 0.6;
    private static final double PAUSES = 0.02;
    private static final double Z95 = 1.6448536269514722;
    /** The normal quantile of the values without a pause at which 5 % of all, pauses included, are longer. */
    private static final double Z95_BESIDE_PAUSES = 1.8718707308672453;

    private static final double CANARY_NANOS = 20_000;
    private static final double CANARY_SIGMA = 0.1;

    /** How single values vary: lognormal with sigma 0.35. */
    enum Base {
        INDEPENDENT,
        /** Each value depends on the one before: AR(1), coefficient 0.6. */
        AUTOREGRESSIVE,
        /** Independent, but 2 % of the values take 3 to 10 times as long. */
        PAUSES,
        /** The same, but the pauses are not the code's: other code of the JVM filled the heap. */
        OTHERS_PAUSES
    }

    /** The machine is slower by a factor of 2 to 5 over 10 to 30 % of every so many values, for ever. */
    enum Bursts {
        NONE(0, 1),
        /** One burst in every 960 values. */
        ONE(960, 1),
        /** One burst in every 3,840 values: up to 1,152 of them, longer than a first series and its confirmations. */
        LONG(3840, 1),
        /** Six bursts in every 960 values. */
        SCATTERED(960, 6),
        /** One burst in every 33 values. */
        AMONG_FEW(33, 1);

        private final int every;
        private final int count;

        Bursts(int every, int count) {
            this.every = every;
            this.count = count;
        }
    }

    private final Model model;
    private final SplittableRandom random;
    private final double median;
    private final double[] slowdowns;
    private double dependent;
    private double slowdown = 1;
    private boolean paused;
    private int taken;

    /**
     * @param ratio the true p95 of undisturbed values as a multiple of the limit
     * @param seed the same seed gives the same values
     */
    Machine(Model model, double ratio, long seed) {
        this.model = model;
        this.random = new SplittableRandom(seed);
        double z = model.base() == Base.PAUSES ? Z95_BESIDE_PAUSES : Z95;
        this.median = ratio * LIMIT / Math.exp(SIGMA * z);
        this.slowdowns = new double[model.bursts().every];
        this.dependent = random.nextGaussian();
    }

    /** The next value in nanoseconds. */
    long next() {
        if (slowdowns.length > 0) {
            int at = taken % slowdowns.length;
            if (at == 0) {
                placeBursts();
            }
            slowdown = slowdowns[at];
        }
        double warmingUp = model.warmUp() ? 1 + 2 * Math.exp(-taken / 40.0) : 1;
        taken++;
        return Math.round(undisturbed() * slowdown * warmingUp);
    }

    /** Whether the garbage collector worked during the latest value. */
    boolean paused() {
        return paused;
    }

    /** How long a reference whose true p95 is the limit takes beside the latest value, in nanoseconds. */
    long reference() {
        return Math.round(LIMIT / Math.exp(SIGMA * Z95) * Math.exp(SIGMA * random.nextGaussian()) * slowdown);
    }

    /** How long a canary takes after the latest value, in nanoseconds. */
    long canary() {
        return Math.round(CANARY_NANOS * slowdown * Math.exp(CANARY_SIGMA * random.nextGaussian()));
    }

    private double undisturbed() {
        return switch (model.base()) {
            case INDEPENDENT -> median * Math.exp(SIGMA * random.nextGaussian());
            case AUTOREGRESSIVE -> {
                dependent = DEPENDENCE * dependent + Math.sqrt(1 - DEPENDENCE * DEPENDENCE) * random.nextGaussian();
                yield median * Math.exp(SIGMA * dependent);
            }
            case PAUSES, OTHERS_PAUSES -> {
                double value = median * Math.exp(SIGMA * random.nextGaussian());
                paused = random.nextDouble() < PAUSES;
                yield paused ? value * random.nextDouble(3, 10) : value;
            }
        };
    }

    private void placeBursts() {
        Arrays.fill(slowdowns, 1);
        int each = slowdowns.length / model.bursts().count;
        for (int burst = 0; burst < model.bursts().count; burst++) {
            int length = (int) Math.round(each * random.nextDouble(0.1, 0.3));
            int start = burst * each + random.nextInt(each - length + 1);
            Arrays.fill(slowdowns, start, start + length, random.nextDouble(2, 5));
        }
    }
}
