package io.perfbudgets.judge;

import io.perfbudgets.measure.Disturbed;
import io.perfbudgets.measure.Measurement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Doubts a breach by durations of which the machine was disturbed for a part. Stretches of a few are seen by the values
 * themselves ({@link PercentileBlocks}); a disturbance that reaches over more of them looks like slow code. Stateless.
 */
final class DisturbedVerdict {
    /** One in so many durations is more than a stretch. */
    private static final int NOTABLE = 4;

    private DisturbedVerdict() {}

    /** The verdict, UNDECIDED if it is a breach that the machine may have made. */
    static Verdict of(Verdict verdict) {
        Measurement evidence = verdict.evidence().orElse(null);
        if (verdict.outcome() != Outcome.BREACHED || evidence == null) {
            return verdict;
        }
        Disturbed disturbed = evidence.disturbed();
        long all = evidence.latencies().count();
        if (disturbed.durations() == 0 || disturbed.durations() * NOTABLE < all) {
            return verdict;
        }
        return verdict.undecided(String.format(
                Locale.ROOT,
                "%s; the machine was disturbed during the tests that took %,d of %,d durations%s",
                verdict.reason(),
                disturbed.durations(),
                all,
                signs(disturbed)));
    }

    private static String signs(Disturbed disturbed) {
        String clauses = Arrays.stream(Sign.values())
                .filter(sign -> sign != Sign.NONE && disturbed.signs().contains(sign.name()))
                .map(Sign::clause)
                .collect(Collectors.joining(", "));
        return clauses.isEmpty() ? "" : ": " + clauses;
    }
}
