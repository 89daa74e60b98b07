package io.perfbudgets.junit.jdbc;

import io.perfbudgets.sql.ValueHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is bound to one prepared statement: hashes, by which sets of values are told apart, and the values themselves only
 * while somebody {@linkplain Capture#observe observes}. Binding a value costs no allocation but for the first.
 */
final class BoundValues {
    private static final int USUAL = 8;

    private long[] hashes = new long[USUAL];
    private int highest;
    private @Nullable Object @Nullable [] values;
    private @Nullable Map<String, Long> named;

    void set(int index, @Nullable Object value) {
        long[] enough = hashes;
        if (index >= enough.length) {
            enough = Arrays.copyOf(enough, Math.max(index + 1, 2 * enough.length));
            hashes = enough;
        }
        enough[index] = ValueHash.of(value);
        highest = Math.max(highest, index);
        if (Capture.observed()) {
            keep(index, value);
        }
    }

    /** A parameter of a procedure, by its name. */
    void set(String name, @Nullable Object value) {
        if (named == null) {
            named = new HashMap<>();
        }
        named.put(name, ValueHash.of(value));
    }

    private void keep(int index, @Nullable Object value) {
        @Nullable Object[] enough = values == null ? new Object[USUAL] : values;
        if (index >= enough.length) {
            enough = Arrays.copyOf(enough, hashes.length);
        }
        enough[index] = value;
        values = enough;
    }

    /** Tells this set of values from others. */
    long hash() {
        long hash = named == null ? 0 : named.hashCode();
        for (int index = 1; index <= highest; index++) {
            hash = ValueHash.of(hash, hashes[index]);
        }
        return hash;
    }

    /** The values from the first parameter on; nothing if they were not kept. */
    List<@Nullable Object> kept() {
        List<@Nullable Object> kept = new ArrayList<>();
        for (int index = 1; values != null && index <= highest; index++) {
            kept.add(index < values.length ? values[index] : null);
        }
        return kept;
    }
}
