package io.perfbudgets.measure;

import io.perfbudgets.budget.Subject;

/**
 * By what durations of another machine are multiplied to be held against those of this one: somewhere between two bounds.
 *
 * @param least lower bound
 * @param most upper bound
 * @param underLoad whether it holds for work of several threads at once too
 */
public record Normalisation(double least, double most, boolean underLoad) {
    /** Of the same machine. */
    public static final Normalisation SAME = new Normalisation(1, 1, true);

    /** The canary is a piece of work, and not the code that is compared: so much more on either side. */
    private static final double UNSURE = 1.1;

    /**
     * Of two machines by what the canary takes on them. Code computes and waits for memory in a proportion that nobody
     * knows, so each of both alone gives a bound.
     *
     * @param sameProcessors whether both have as many processors; if not, nobody knows how they do under load
     */
    public static Normalisation of(CanaryTimes there, CanaryTimes here, boolean sameProcessors) {
        double cpu = (double) here.cpuNanos() / there.cpuNanos();
        double memory = (double) here.memoryNanos() / there.memoryNanos();
        return new Normalisation(Math.min(cpu, memory) / UNSURE, Math.max(cpu, memory) * UNSURE, sameProcessors);
    }

    /** Whether it holds for {@code subject}, which may be one under load. */
    public boolean holdsFor(Subject subject) {
        return underLoad || subject.equals(subject.withoutLoad());
    }

    /** Whether durations are compared as they are. */
    public boolean isSame() {
        return equals(SAME);
    }

    /** The middle between the bounds. */
    public double usual() {
        return Math.sqrt(least * most);
    }
}
