package io.perfbudgets.measure;

import java.util.Optional;

/**
 * Single units of a subject to look at.
 *
 * @param typical one that took about as long as half of them; empty if none ran a statement
 * @param slowest the one that took longest; empty likewise
 */
public record Examples(Optional<Example> typical, Optional<Example> slowest) {
    /** No units to look at. */
    public static final Examples NONE = new Examples(Optional.empty(), Optional.empty());
}
