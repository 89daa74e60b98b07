package io.perfbudgets.judge;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** How many values were set aside by each sign. Counting allocates nothing. Not thread-safe. */
final class SignCounts {
    private static final class Count {
        private long values;
    }

    private final Map<Sign, Count> counts = new EnumMap<>(Sign.class);

    SignCounts() {
        for (Sign sign : Sign.values()) {
            counts.put(sign, new Count());
        }
    }

    void add(Sign sign) {
        of(sign).values++;
    }

    private Count of(Sign sign) {
        return Objects.requireNonNull(counts.get(sign));
    }

    void forget(Predicate<Sign> which) {
        counts.forEach((sign, count) -> count.values = which.test(sign) ? 0 : count.values);
    }

    /** Takes over what {@code later} counted, which begins anew. */
    void take(SignCounts later) {
        counts.forEach((sign, count) -> count.values += later.of(sign).values);
        later.forget(sign -> true);
    }

    /** Those that occurred, with what {@code before} counted. */
    Map<Sign, Long> and(SignCounts before) {
        Map<Sign, Long> sums = new EnumMap<>(Sign.class);
        counts.forEach((sign, count) -> sums.put(sign, count.values + before.of(sign).values));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }
}
