package io.perfbudgets.measure;

import io.perfbudgets.budget.Dimension;
import java.util.List;

/**
 * A value that was watched over time.
 *
 * @param name what it is: {@code live heap}
 * @param dimension what it is an amount of
 * @param samples in the order in which they were taken
 */
public record Series(String name, Dimension dimension, List<Sample> samples) {
    /**
     * One reading.
     *
     * @param at when it was taken, nanoseconds since the first unit began
     * @param value in base units of the dimension
     * @param iterations how many iterations had ended by then; 0 where it is time that counts
     */
    public record Sample(long at, long value, long iterations) {
        /** One reading where it is time that counts. */
        public Sample(long at, long value) {
            this(at, value, 0);
        }
    }

    public Series {
        samples = List.copyOf(samples);
    }

    /** Whether iterations were counted, so that growth is one for each of them. */
    public boolean countsIterations() {
        return !samples.isEmpty() && samples.stream().allMatch(sample -> sample.iterations() > 0);
    }
}
