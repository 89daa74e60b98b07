package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Measurement;
import java.util.Optional;

/**
 * What was found of one budget for one subject.
 *
 * @param budget the budget
 * @param subject whom it was held against
 * @param outcome what was found
 * @param observed the value that stands against the limit, if one was observed
 * @param reason why, in one clause: the statistical statement, the unit that decided, or what is missing
 * @param evidence what was observed, if anything was
 */
public record Verdict(
        Budget budget,
        Subject subject,
        Outcome outcome,
        Optional<Amount> observed,
        String reason,
        Optional<Measurement> evidence) {

    /** The verdict on a budget for which there is nothing to look at. */
    public static Verdict unmeasured(Budget budget, Subject subject, String reason) {
        return new Verdict(budget, subject, Outcome.UNMEASURED, Optional.empty(), reason, Optional.empty());
    }

    /** The same, but open: what speaks for it is not to be believed. */
    public Verdict undecided(String why) {
        return new Verdict(budget, subject, Outcome.UNDECIDED, observed, why, evidence);
    }

    /** The name of the test that caused what was judged; empty if it cannot be told or there were several. */
    public String test() {
        if (subject.kind() == Subject.Kind.TEST) {
            return subject.name();
        }
        return evidence.map(Measurement::test).orElse("");
    }
}
