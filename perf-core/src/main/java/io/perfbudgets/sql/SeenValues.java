package io.perfbudgets.sql;

import java.util.Arrays;

/**
 * The sets of values that one statement was run with in one unit: how many there are, and which came again within one epoch,
 * which is the time between two writes. The first {@value #MAX} are remembered. Costs no allocation per set.
 *
 * <p>Not thread-safe. Open addressing with linear probing; zero marks a free place.
 */
final class SeenValues {
    static final int MAX = UnitLog.MAX_DISTINCT;

    private static final long INSTEAD_OF_ZERO = 0x9E3779B97F4A7C15L;
    private static final long[] NONE = {};

    private long[] places = new long[16];

    /** When each was seen last; none as long as there was one epoch only, as in most units. */
    private long[] epochs = NONE;

    private long epoch;
    private int size;

    /** Takes them in, and says whether they had been seen in this epoch before. */
    boolean again(long values, long now) {
        if (epoch != now) {
            begin(now);
        }
        long wanted = values == 0 ? INSTEAD_OF_ZERO : values;
        int at = placeOf(wanted);
        if (places[at] != 0) {
            return epochs == NONE || again(at);
        }
        if (size < MAX) {
            places[at] = wanted;
            if (epochs != NONE) {
                epochs[at] = epoch;
            }
            if (++size * 2 > places.length) {
                grow();
            }
        }
        return false;
    }

    private boolean again(int at) {
        boolean now = epochs[at] == epoch;
        epochs[at] = epoch;
        return now;
    }

    private void begin(long next) {
        if (size > 0 && epochs == NONE) {
            epochs = new long[places.length];
            Arrays.fill(epochs, epoch);
        }
        epoch = next;
    }

    int size() {
        return size;
    }

    /** The same sets of values, to be added to apart from these. */
    SeenValues copy() {
        SeenValues copy = new SeenValues();
        copy.places = places.clone();
        copy.size = size;
        return copy;
    }

    /** Where it is, or the free place where it belongs. */
    private int placeOf(long value) {
        int mask = places.length - 1;
        // The high half of the product depends on every bit of the value (Knuth's multiplicative hashing).
        int at = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (places[at] != 0 && places[at] != value) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] values = places;
        long[] seen = epochs;
        places = new long[values.length * 2];
        epochs = seen == NONE ? NONE : new long[places.length];
        for (int from = 0; from < values.length; from++) {
            if (values[from] != 0) {
                int to = placeOf(values[from]);
                places[to] = values[from];
                if (seen != NONE) {
                    epochs[to] = seen[from];
                }
            }
        }
    }
}
