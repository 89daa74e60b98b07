package io.perfbudgets.maven.report;

import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import java.util.List;
import java.util.Locale;

/**
 * One finding in the plans of a subject's statements.
 *
 * @param counts whether it counts against the budget
 * @param what what the database does
 * @param rows how many rows it expects to read; empty if it does not tell
 * @param sql the statement
 * @param callSite the line that ran it
 * @param fix what to do; for an accepted one why it is accepted
 */
record PlanRow(boolean counts, String what, String rows, String sql, String callSite, String fix) {

    static List<PlanRow> of(PlanAudit plans) {
        return plans.findings().stream().map(PlanRow::of).toList();
    }

    private static PlanRow of(ScanFinding finding) {
        return new PlanRow(
                finding.counts(),
                finding.what(),
                finding.rows() > 0 ? String.format(Locale.ROOT, "%,d", finding.rows()) : "",
                finding.fingerprint().text(),
                finding.callSite().location(),
                finding.allowed().isEmpty() ? finding.fix() : "accepted: " + finding.allowed());
    }
}
