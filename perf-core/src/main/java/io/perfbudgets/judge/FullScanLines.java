package io.perfbudgets.judge;

import io.perfbudgets.measure.Measurement;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with the plans behind a verdict, and the index that would mend it. */
final class FullScanLines {
    private static final int SHOWN = 10;

    private FullScanLines() {}

    static List<String> of(Verdict verdict, long observed) {
        List<String> lines = new ArrayList<>();
        String limit = verdict.budget().limit().value() == 0
                ? "none allowed"
                : "budget " + verdict.budget().limit();
        lines.add("  " + verdict.subject().shortName() + " needs "
                + CountedNoun.counted(verdict.budget().metric(), observed) + ", " + limit + "  (" + verdict.reason()
                + ")");
        verdict.evidence().flatMap(Measurement::plans).ifPresent(plans -> addFindings(lines, plans));
        return lines;
    }

    private static void addFindings(List<String> lines, PlanAudit plans) {
        List<ScanFinding> counted =
                plans.findings().stream().filter(ScanFinding::counts).toList();
        counted.stream().limit(SHOWN).forEach(finding -> {
            String site = finding.callSite().location();
            lines.add("    " + finding.what() + rows(finding) + (site.isEmpty() ? "" : "   (" + site + ")"));
            lines.add(
                    "      " + StatementLines.abbreviated(finding.fingerprint().text()));
            lines.add("      Fix: " + finding.fix());
        });
        if (counted.size() > SHOWN) {
            lines.add(String.format(Locale.ROOT, "    and %,d more full scans", counted.size() - SHOWN));
        }
        plans.findings().stream()
                .filter(finding -> finding.kind() == ScanFinding.Kind.SORT)
                .limit(2)
                .forEach(finding -> lines.add("    Not counted: it " + finding.what() + "; " + finding.fix()));
    }

    private static String rows(ScanFinding finding) {
        return finding.rows() > 0
                ? String.format(
                        Locale.ROOT,
                        ", %,d row%s by %s's estimate",
                        finding.rows(),
                        finding.rows() == 1 ? "" : "s",
                        finding.engine())
                : "";
    }
}
