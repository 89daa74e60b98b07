package io.perfbudgets.judge;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.Unexplained;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges full scans: exact, and never a pass where a statement's plan is not known. */
final class FullScanJudge {
    private FullScanJudge() {}

    static Verdict judge(Budget budget, Measurement measurement) {
        Verdict counted = ExactJudge.judge(budget, measurement);
        return switch (counted.outcome()) {
            case UNMEASURED, UNDECIDED -> counted;
            case BREACHED, WITHIN ->
                measurement
                        .plans()
                        .map(plans -> judge(counted, plans))
                        .orElseGet(
                                () -> as(
                                        counted,
                                        Outcome.UNMEASURED,
                                        "nobody asked for the plans of its statements: this test JVM did not know of the budget"));
        };
    }

    private static Verdict judge(Verdict counted, PlanAudit plans) {
        if (counted.outcome() == Outcome.BREACHED) {
            return as(counted, Outcome.BREACHED, plansOf(plans.explained()));
        }
        List<Unexplained> gaps = plans.unexplained();
        if (gaps.isEmpty()) {
            return as(counted, Outcome.WITHIN, plansOf(plans.explained()));
        }
        Unexplained first = gaps.get(0);
        String more = gaps.size() == 1 ? "" : String.format(Locale.ROOT, " (and %,d more)", gaps.size() - 1);
        return as(
                counted,
                Outcome.UNMEASURED,
                "the plan of a statement" + more + " is not known, because " + first.reason() + ": "
                        + first.fingerprint());
    }

    private static String plansOf(long statements) {
        return String.format(
                Locale.ROOT,
                "the plan%s of %,d statement%s",
                statements == 1 ? "" : "s",
                statements,
                statements == 1 ? "" : "s");
    }

    private static Verdict as(Verdict counted, Outcome outcome, String reason) {
        return new Verdict(
                counted.budget(),
                counted.subject(),
                outcome,
                outcome == Outcome.UNMEASURED ? Optional.empty() : counted.observed(),
                reason,
                counted.evidence());
    }
}
