package io.perfbudgets.maven.export;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;

/** A finding in one line. */
final class Findings {
    private Findings() {}

    /** {@code GET /api/games queries 101, budget 1}. */
    static String summary(Finding finding) {
        Verdict verdict = finding.verdict();
        return verdict.subject().shortName() + " " + verdict.budget().metric() + " " + observed(verdict) + ", budget "
                + verdict.budget().limit() + suffix(finding);
    }

    private static String observed(Verdict verdict) {
        return verdict.observed().map(Amount::toString).orElse("not measured");
    }

    private static String suffix(Finding finding) {
        if (finding.effect() == Effect.WAIVED) {
            return finding.waiver()
                    .map(waiver ->
                            " (waived until " + waiver.until() + ": " + waiver.reason() + ", " + waiver.owner() + ")")
                    .orElse("");
        }
        return finding.verdict().outcome() == Outcome.UNDECIDED ? " (undecided)" : "";
    }
}
