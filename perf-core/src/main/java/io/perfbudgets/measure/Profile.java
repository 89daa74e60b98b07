package io.perfbudgets.measure;

import java.util.List;

/**
 * Where a body spends its time and its memory, as a flight recording sampled it while it was run again.
 *
 * @param file the recording, for JDK Mission Control and others; empty if it was not kept
 * @param hot where most went, by kind, the largest first
 * @param stacks all that was sampled, equal stacks together
 */
public record Profile(String file, List<Hot> hot, List<Stack> stacks) {
    /** What is sampled. */
    public enum Kind {
        /** Time on a processor; weighs one for each sample. */
        CPU,
        /** Allocation; weighs the bytes that the sample stands for. */
        ALLOCATION,
        /** Waiting for a lock; weighs nanoseconds. */
        LOCK
    }

    /**
     * What was sampled with one stack.
     *
     * @param frames outermost first; of an allocation the last one is the class of what was allocated
     */
    public record Stack(Kind kind, List<String> frames, long weight) {
        public Stack {
            frames = List.copyOf(frames);
        }
    }

    /**
     * A place that much went to.
     *
     * @param frame the innermost one of the application; of anybody where there is none
     * @param leaf what it was there: the innermost frame, or the class of what was allocated
     * @param share of the weight of its kind, 0 to 1
     */
    public record Hot(Kind kind, String frame, String leaf, double share) {}

    public Profile {
        hot = List.copyOf(hot);
        stacks = List.copyOf(stacks);
    }
}
