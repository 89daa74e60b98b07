package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.measure.Measurement;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges how many requests took longer than a threshold. One disturbed moment of the machine makes a slow request, so a
 * breach takes what a breach of a maximum at the threshold takes: that they recur. Where some are allowed, it also takes
 * more than a chance that allows so many explains.
 */
final class SlowRequestsVerdict {
    private SlowRequestsVerdict() {}

    /**
     * The verdict on the requests over a budget's threshold.
     *
     * @param maximum what was found of the threshold as a maximum
     */
    static Verdict of(Budget budget, Measurement measurement, LatencyJudgement maximum, LatencyRules rules) {
        LatencyEvidence evidence = maximum.evidence();
        if (evidence.used() == 0) {
            return new Verdict(
                    budget,
                    measurement.subject(),
                    Outcome.UNMEASURED,
                    Optional.empty(),
                    LatencyVerdict.nothingTimed(budget.metric(), measurement),
                    Optional.of(measurement));
        }
        long allowed = budget.limit().value();
        String counted = String.format(
                Locale.ROOT,
                "%,d of %s took longer than %s",
                evidence.over(),
                Units.count(evidence.used(), measurement.subject()),
                budget.threshold().orElseThrow());
        if (evidence.over() <= allowed) {
            return verdict(budget, measurement, evidence, Outcome.WITHIN, counted);
        }
        String where = counted + blocks(evidence);
        if (maximum instanceof LatencyJudgement.Undecided undecided) {
            String why = doubt(undecided, budget, measurement);
            return verdict(budget, measurement, evidence, Outcome.UNDECIDED, where + "; " + why);
        }
        double share = (double) allowed / evidence.used();
        return Binomial.atLeast(evidence.used(), evidence.over(), share) > rules.breachRisk()
                ? verdict(budget, measurement, evidence, Outcome.UNDECIDED, where + "; too close to the limit to say")
                : verdict(budget, measurement, evidence, Outcome.BREACHED, where);
    }

    private static String blocks(LatencyEvidence evidence) {
        return evidence.blocks() == 0
                ? ""
                : ", in " + evidence.blocksOver() + " of " + evidence.blocks() + " blocks of the run";
    }

    private static String doubt(LatencyJudgement.Undecided undecided, Budget budget, Measurement measurement) {
        return switch (undecided.why()) {
            case TOO_FEW -> String.format(Locale.ROOT, "a breach takes %,d requests", undecided.needed());
            case IN_ONE_STRETCH ->
                "as from a disturbance of the machine, or from the data of one of several tests: a breach takes some in"
                        + " half of the blocks and in each third";
            default ->
                LatencyVerdict.doubt(undecided, budget, measurement.subject().kind(), "");
        };
    }

    private static Verdict verdict(
            Budget budget, Measurement measurement, LatencyEvidence evidence, Outcome outcome, String reason) {
        return new Verdict(
                budget,
                measurement.subject(),
                outcome,
                Optional.of(Amount.count(evidence.over())),
                reason,
                Optional.of(measurement));
    }
}
