package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.judge.Verdict;
import java.util.List;

/**
 * What the page shows without its script.
 *
 * @param name what was judged
 * @param passed whether the build may go on
 * @param rows the first verdicts that are not kept, the gravest first
 * @param left how many more of them there are
 */
record Page(String name, boolean passed, List<Row> rows, int left) {
    private static final int MOST_ROWS = 200;

    /** One verdict. */
    record Row(Status status, String subject, String metric, String observed, String limit, String origin) {
        static Row of(Finding finding) {
            Verdict verdict = finding.verdict();
            return new Row(
                    Status.of(finding),
                    verdict.subject().shortName(),
                    verdict.budget().name(),
                    verdict.observed().map(Amount::toString).orElse("–"),
                    verdict.budget().limit().toString(),
                    verdict.budget().origin().toString());
        }
    }

    static Page of(String name, List<ReportedModule> modules) {
        List<Row> rows = modules.stream()
                .flatMap(module -> module.report().findings().stream())
                .filter(finding -> finding.effect() != Effect.PASSES)
                .map(Row::of)
                .toList();
        return new Page(
                name,
                modules.stream().allMatch(module -> module.report().passed()),
                rows.subList(0, Math.min(MOST_ROWS, rows.size())),
                Math.max(0, rows.size() - MOST_ROWS));
    }
}
