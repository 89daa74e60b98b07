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
     */
    public record Sample(long at, long value) {}

    public Series {
        samples = List.copyOf(samples);
    }
}
