package io.perfbudgets.sql;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hash of bound values that is wide enough to take equal hashes for equal values: 64 bits, and none of the collisions that
 * {@link Object#hashCode()} has by design ({@code "Aa"} and {@code "BB"}, 0 and -1, null and 1). Some tens of nanoseconds
 * at most, whatever the value's length.
 */
public final class ValueHash {
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;
    private static final int WHOLE = 64;

    private ValueHash() {}

    /** The hash of one value. A stream or another object without equality of its own equals itself alone. */
    public static long of(@Nullable Object value) {
        if (value == null) {
            return SEED;
        }
        if (value instanceof String text) {
            return of(text);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return mix(((Number) value).longValue());
        }
        if (value instanceof Double number) {
            return mix(Double.doubleToLongBits(number));
        }
        if (value instanceof byte[] bytes) {
            return mix(31L * Arrays.hashCode(bytes) + bytes.length);
        }
        if (value instanceof UUID uuid) {
            return mix(uuid.getMostSignificantBits() * PRIME + uuid.getLeastSignificantBits());
        }
        return mix(PRIME * value.getClass().getName().hashCode() + value.hashCode());
    }

    /** The hash of a text: all of it if it is short, else its ends, its length and its hash code. */
    public static long of(String text) {
        long hash = SEED;
        int length = text.length();
        if (length <= WHOLE) {
            for (int i = 0; i < length; i++) {
                hash = (hash ^ text.charAt(i)) * PRIME;
            }
            return mix(hash);
        }
        for (int i = 0; i < WHOLE / 2; i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
            hash = (hash ^ text.charAt(length - 1 - i)) * PRIME;
        }
        return mix((hash ^ length) * PRIME + text.hashCode());
    }

    /** The hash of a sequence of values: of those so far and one more. */
    public static long of(long soFar, long next) {
        return mix(soFar * PRIME + next);
    }

    /** Every bit of the result depends on every bit of the value (Stafford 2011, variant 13 of MurmurHash3's finaliser). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
