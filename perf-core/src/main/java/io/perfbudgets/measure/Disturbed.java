package io.perfbudgets.measure;

import java.util.Set;
import java.util.TreeSet;

/**
 * How many durations of a subject were taken while the machine was disturbed. They are among the others: which ones they
 * are is known for a test's own values, that are taken one by one, and not for those of the requests that it causes.
 *
 * @param durations how many
 * @param signs by what the machine showed it, as names of {@code Sign}
 */
public record Disturbed(long durations, Set<String> signs) {
    /** The machine was calm, or nobody has looked. */
    public static final Disturbed NONE = new Disturbed(0, Set.of());

    public Disturbed {
        signs = Set.copyOf(signs);
    }

    /** Both together. */
    public Disturbed plus(Disturbed other) {
        if (other.durations == 0) {
            return this;
        }
        Set<String> all = new TreeSet<>(signs);
        all.addAll(other.signs);
        return new Disturbed(durations + other.durations, all);
    }
}
