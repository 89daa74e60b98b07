package io.perfbudgets.sql;

import java.util.Arrays;

/**
 * A set of longs that costs no allocation per member. Not thread-safe.
 *
 * <p>Open addressing with linear probing; zero marks a free place and is remembered apart.
 */
final class LongSet {
    private long[] places = new long[16];
    private int taken;
    private boolean zero;

    /** Adds it; false if it was there already. */
    boolean add(long value) {
        if (value == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        boolean added = put(value);
        if (added && ++taken * 2 > places.length) {
            grow();
        }
        return added;
    }

    boolean contains(long value) {
        return value == 0 ? zero : places[placeOf(value)] != 0;
    }

    void clear() {
        if (places.length > 64 && taken * 16 < places.length) {
            places = new long[16]; // once large and now hardly used: filling it each time would cost more
        } else if (taken > 0) {
            Arrays.fill(places, 0);
        }
        taken = 0;
        zero = false;
    }

    int size() {
        return taken + (zero ? 1 : 0);
    }

    private boolean put(long value) {
        int at = placeOf(value);
        boolean free = places[at] == 0;
        places[at] = value;
        return free;
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
        long[] members = Arrays.stream(places).filter(value -> value != 0).toArray();
        places = new long[places.length * 2];
        for (long member : members) {
            put(member);
        }
    }
}
