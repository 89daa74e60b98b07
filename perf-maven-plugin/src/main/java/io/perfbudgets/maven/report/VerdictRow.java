package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.Verdict;

/**
 * One verdict.
 *
 * @param anchor where its subject is shown in full; empty if nothing was observed of it
 * @param observed the value; a dash if there is none
 * @param filled how much of the bar is filled, percent
 * @param limitAt where in the bar the limit stands, percent
 * @param note who waived it and why; else why the verdict is what it is
 */
record VerdictRow(
        Status status,
        String subject,
        String anchor,
        String metric,
        String observed,
        String limit,
        int filled,
        int limitAt,
        String origin,
        String declaration,
        String note,
        String explanation) {

    static VerdictRow of(Finding finding, String anchor) {
        Verdict verdict = finding.verdict();
        long observed = verdict.observed().map(Amount::value).orElse(0L);
        long limit = verdict.budget().limit().value();
        double scale = 1.1 * Math.max(1, Math.max(observed, limit));
        Origin origin = verdict.budget().origin();
        return new VerdictRow(
                Status.of(finding),
                verdict.subject().shortName(),
                anchor,
                verdict.budget().metric().key(),
                verdict.observed().map(Amount::toString).orElse("–"),
                verdict.budget().limit().toString(),
                (int) Math.round(100 * observed / scale),
                (int) Math.round(100 * limit / scale),
                origin.location(),
                origin.declaration(),
                finding.waiver()
                        .map(waiver ->
                                "waived until " + waiver.until() + ": " + waiver.reason() + " (" + waiver.owner() + ")")
                        .orElse(verdict.reason()),
                Explanation.of(verdict));
    }
}
