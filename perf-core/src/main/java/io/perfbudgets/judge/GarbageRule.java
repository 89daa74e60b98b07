package io.perfbudgets.judge;

/**
 * Whose a pause of the garbage collector is. A heap is collected because it was filled, so the pause belongs to whoever
 * filled it: to the code under test, and then it is part of how long that takes, unless others allocated more than it did
 * since the collection before. Stateless.
 */
public final class GarbageRule {
    /** Shorter pauses make no value notably longer. */
    private static final double NOTABLE = 0.1;

    private GarbageRule() {}

    /**
     * Whether values were disturbed by the collector's work for others.
     *
     * @param pausedNanos how long the collector paused the JVM while the values were taken
     * @param nanos how long taking them took
     * @param ownBytes what the code under test allocated since the collection before
     * @param allBytes what all threads of the JVM allocated since then; 0 if unknown
     */
    public static Sign sign(long pausedNanos, long nanos, long ownBytes, long allBytes) {
        return pausedNanos > nanos * NOTABLE && ownBytes * 2 < allBytes ? Sign.OTHERS_GARBAGE : Sign.NONE;
    }
}
