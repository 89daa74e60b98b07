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

    void add(long value) {
        if (value == 0) {
            zero = true;
        } else if (put(value) && ++taken * 2 > places.length) {
            grow();
        }
    }

    int size() {
        return taken + (zero ? 1 : 0);
    }

    private boolean put(long value) {
        int mask = places.length - 1;
        // The high half of the product depends on every bit of the value (Knuth's multiplicative hashing).
        int at = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (places[at] != 0) {
            if (places[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        places[at] = value;
        return true;
    }

    private void grow() {
        long[] members = Arrays.stream(places).filter(value -> value != 0).toArray();
        places = new long[places.length * 2];
        for (long member : members) {
            put(member);
        }
    }
}
