package io.perfbudgets.plan;

import io.perfbudgets.budget.FullScanAllowance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the plans of one subject's statements came to. Immutable.
 *
 * @param explained how many distinct statements' plans were read
 * @param findings what was found in them, accepted ones included, each once
 * @param unexplained statements whose plans could not be read
 * @param allowances what an annotation accepts for the test, used or not
 */
public record PlanAudit(
        long explained, List<ScanFinding> findings, List<Unexplained> unexplained, List<FullScanAllowance> allowances) {

    public PlanAudit {
        findings = List.copyOf(findings);
        unexplained = List.copyOf(unexplained);
        allowances = List.copyOf(allowances);
    }

    /** How many full scans there are that nobody accepted. */
    public long fullScans() {
        return findings.stream().filter(ScanFinding::counts).count();
    }

    /** The same with what {@code accepted} covers marked as accepted. */
    public PlanAudit allowing(List<FullScanAllowance> accepted) {
        List<ScanFinding> marked = findings.stream()
                .map(finding -> accepted.stream()
                        .filter(allowance -> covers(allowance, finding))
                        .findFirst()
                        .map(allowance -> finding.allowedFor(allowance.reason()))
                        .orElse(finding))
                .toList();
        return new PlanAudit(explained, marked, unexplained, allowances);
    }

    /** Whether {@code allowance} is about {@code finding}. */
    public static boolean covers(FullScanAllowance allowance, ScanFinding finding) {
        boolean whole = finding.kind() == ScanFinding.Kind.WHOLE_TABLE;
        return finding.kind() != ScanFinding.Kind.SORT && allowance.covers(finding.table(), whole);
    }

    /** Both together: of one subject, seen by two tests. */
    public PlanAudit plus(PlanAudit other) {
        Map<List<Object>, ScanFinding> together = new LinkedHashMap<>();
        Stream.of(findings, other.findings)
                .flatMap(List::stream)
                .forEach(finding -> together.merge(
                        List.of(finding.kind(), finding.table(), finding.columns(), finding.fingerprint()),
                        finding,
                        (known, another) -> known.counts() ? known : another));
        Set<Unexplained> gaps = new LinkedHashSet<>(unexplained);
        gaps.addAll(other.unexplained);
        Set<FullScanAllowance> accepted = new LinkedHashSet<>(allowances);
        accepted.addAll(other.allowances);
        return new PlanAudit(
                Math.max(explained, other.explained),
                List.copyOf(together.values()),
                new ArrayList<>(gaps),
                new ArrayList<>(accepted));
    }
}
