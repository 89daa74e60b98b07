package io.perfbudgets.prove;

/**
 * What is done to the units of one subject, at the end of each.
 *
 * @param delayNanos how long each waits, nanoseconds
 * @param delayed for how many of them; the time of the others does not count
 * @param bytes how much each allocates
 */
public record Dose(long delayNanos, int delayed, long bytes) {
    /** Nothing. */
    public static final Dose NONE = new Dose(0, 0, 0);

    Dose and(Dose other) {
        return new Dose(
                Math.max(delayNanos, other.delayNanos), Math.max(delayed, other.delayed), Math.max(bytes, other.bytes));
    }
}
