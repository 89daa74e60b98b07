package io.perfbudgets.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much was done when: successes in stretches of time that follow each other, several runs one after the other.
 *
 * @param stretches in order
 */
public record Pace(List<Stretch> stretches) {
    /** Nothing was done, in no time. */
    public static final Pace NONE = new Pace(List.of());

    private static final double SECOND = 1e9;

    /**
     * A stretch of time.
     *
     * @param done how many units ended in it without an error
     * @param nanos how long it was, nanoseconds
     */
    public record Stretch(long done, long nanos) {}

    public Pace {
        stretches = List.copyOf(stretches);
    }

    /** How many units ended without an error. */
    public long done() {
        return stretches.stream().mapToLong(Stretch::done).sum();
    }

    /** How long it took, nanoseconds. */
    public long nanos() {
        return stretches.stream().mapToLong(Stretch::nanos).sum();
    }

    /** Successes per second; 0 if it took no time. */
    public double perSecond() {
        return rate(done(), nanos());
    }

    /**
     * Successes per second in each of {@code parts} contiguous parts with about equally many stretches.
     *
     * @return empty if there are fewer stretches than parts
     */
    public double[] perSecond(int parts) {
        int count = stretches.size();
        if (count < parts) {
            return new double[0];
        }
        double[] rates = new double[parts];
        Arrays.setAll(rates, part -> new Pace(stretches.subList(part * count / parts, (part + 1) * count / parts))
                .perSecond());
        return rates;
    }

    private static double rate(long done, long nanos) {
        return nanos == 0 ? 0 : done * SECOND / nanos;
    }

    /** This one, then {@code later}. */
    public Pace plus(Pace later) {
        List<Stretch> all = new ArrayList<>(stretches);
        all.addAll(later.stretches);
        return new Pace(all);
    }
}
