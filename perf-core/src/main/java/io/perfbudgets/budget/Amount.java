package io.perfbudgets.budget;

/**
 * A number with its dimension, in base units (see {@link Dimension}).
 *
 * @param dimension what it is an amount of
 * @param value nanoseconds, bytes, a count, parts per million, or times an hour
 */
public record Amount(Dimension dimension, long value) {

    /**
     * Reads {@code text} as an amount of {@code dimension}.
     *
     * @throws InvalidAmountException if it is none
     */
    public static Amount parse(Dimension dimension, String text) {
        return new Amount(dimension, dimension.parse(text));
    }

    /** A duration in nanoseconds. */
    public static Amount nanos(long nanos) {
        return new Amount(Dimension.DURATION, nanos);
    }

    /** A plain count. */
    public static Amount count(long count) {
        return new Amount(Dimension.COUNT, count);
    }

    /** For people, as {@link Dimension#format} writes it. */
    @Override
    public String toString() {
        return dimension.format(value);
    }
}
