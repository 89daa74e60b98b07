package io.perfbudgets.judge;

import io.perfbudgets.measure.Disturbed;
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
        return verdict.outcome() == Outcome.BREACHED
                ? verdict.evidence()
                        .filter(evidence -> evidence.disturbed().durations() * NOTABLE
                                >= evidence.latencies().count())
                        .filter(evidence -> evidence.disturbed().durations() > 0)
                        .map(evidence -> doubted(
                                verdict,
                                evidence.disturbed(),
                                evidence.latencies().count()))
                        .orElse(verdict)
                : verdict;
    }

    private static Verdict doubted(Verdict verdict, Disturbed disturbed, long all) {
        String why = String.format(
                Locale.ROOT,
                "%s; the machine was disturbed during the tests that took %,d of %,d durations%s",
                verdict.reason(),
                disturbed.durations(),
                all,
                signs(disturbed));
        return new Verdict(
                verdict.budget(), verdict.subject(), Outcome.UNDECIDED, verdict.observed(), why, verdict.evidence());
    }

    private static String signs(Disturbed disturbed) {
        String clauses = Arrays.stream(Sign.values())
                .filter(sign -> sign != Sign.NONE && disturbed.signs().contains(sign.name()))
                .map(Sign::clause)
                .collect(Collectors.joining(", "));
        return clauses.isEmpty() ? "" : ": " + clauses;
    }
}
