package io.perfbudgets.sql;

import java.util.List;

/**
 * The connections that one unit opened, or took from a pool. One that was there before the unit is none of its own.
 *
 * @param opened how many
 * @param most how many it held at once; of inner units that ran side by side the one that held most counts
 * @param mostOpenedAt the lines that opened those, the first 20 of them
 * @param longestNanos how long it held one at most, nanoseconds
 * @param totalNanos how long it held all of them together, nanoseconds
 * @param leaks those that were still open when the unit ended
 */
public record Connections(
        long opened,
        long most,
        List<CallSite> mostOpenedAt,
        long longestNanos,
        long totalNanos,
        List<ConnectionLeak> leaks) {
    /** A unit that opened none. */
    public static final Connections NONE = new Connections(0, 0, List.of(), 0, 0, List.of());

    public Connections {
        mostOpenedAt = List.copyOf(mostOpenedAt);
        leaks = List.copyOf(leaks);
    }

    /** How many were still open when the unit ended. */
    public long leaked() {
        return leaks.stream().mapToLong(ConnectionLeak::count).sum();
    }
}
