package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.StatementGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that costs more than it should.
 *
 * @param title what and whose
 * @param nanos the time that it took over the whole run, nanoseconds; 0 where it costs something else
 * @param cost the same in words; empty if it is not told in time
 * @param text why we believe it and what to do
 */
record Issue(String title, long nanos, String cost, String text) {
    private static final Origin NOWHERE = new Origin("no budget", "", 0);

    /** What some budget was held against. */
    private record Judged(Subject subject, Metric metric) {
        static Judged of(Finding finding) {
            return new Judged(
                    finding.verdict().subject(), finding.verdict().budget().metric());
        }
    }

    /** Broken and undecided budgets, N+1 queries and full scans, the costliest first. */
    static List<Issue> of(GateReport report) {
        List<Issue> issues = new ArrayList<>();
        report.findings().stream().filter(Issue::isBad).forEach(finding -> issues.add(broken(finding)));
        Set<Judged> judged = report.findings().stream().map(Judged::of).collect(Collectors.toSet());
        report.results().subjects().stream()
                .flatMap(subject -> report.results().measurement(subject).stream())
                .forEach(measurement -> {
                    if (!measurement.nPlusOnes().isEmpty()
                            && !judged.contains(new Judged(measurement.subject(), Metric.N_PLUS_ONE))) {
                        issues.add(nPlusOne(measurement));
                    }
                    if (!judged.contains(new Judged(measurement.subject(), Metric.FULL_SCANS))) {
                        measurement.plans().stream()
                                .flatMap(plans -> plans.findings().stream())
                                .filter(ScanFinding::counts)
                                .forEach(scan -> issues.add(scan(measurement, scan)));
                    }
                });
        issues.sort(Comparator.comparingLong(Issue::nanos).reversed());
        return issues;
    }

    private static boolean isBad(Finding finding) {
        Outcome outcome = finding.verdict().outcome();
        return outcome == Outcome.BREACHED || (outcome == Outcome.UNDECIDED && finding.effect() != Effect.IGNORED);
    }

    private static Issue broken(Finding finding) {
        Verdict verdict = finding.verdict();
        Metric metric = verdict.budget().metric();
        String title = verdict.subject().shortName() + ": " + metric + " "
                + verdict.observed().map(Amount::toString).orElse("–") + ", budget "
                + verdict.budget().limit() + " (" + Status.of(finding).word() + ")";
        long nanos = verdict.evidence().map(known -> cost(known, metric)).orElse(0L);
        String waived = finding.waiver()
                .map(waiver -> "\nWaived until " + waiver.until() + ": " + waiver.reason())
                .orElse("");
        return new Issue(title, nanos, inWords(nanos, verdict.evidence()), Explanation.of(verdict) + waived);
    }

    /** Of what is slow, the time of all units; of what repeats, the time of the repeated statements in as many. */
    private static long cost(Measurement known, Metric metric) {
        if (metric.isLatency()) {
            return known.latencies().mean() * known.units();
        }
        if (metric == Metric.N_PLUS_ONE) {
            return repeated(known) * known.units();
        }
        return metric.key().startsWith("queries") || metric == Metric.FULL_SCANS ? known.sqlNanos() : 0;
    }

    private static long repeated(Measurement known) {
        return known.nPlusOnes().stream()
                .map(NPlusOne::repeated)
                .mapToLong(StatementGroup::nanos)
                .sum();
    }

    private static Issue nPlusOne(Measurement known) {
        Budget none = new Budget(Selector.of(known.subject()), Metric.N_PLUS_ONE, Amount.count(0), NOWHERE);
        Verdict verdict = new Verdict(
                none,
                known.subject(),
                Outcome.BREACHED,
                Optional.of(Amount.count(known.nPlusOnes().size())),
                "no budget forbids it",
                Optional.of(known));
        String text = Explanation.of(verdict).lines().skip(1).collect(Collectors.joining("\n"));
        long nanos = cost(known, Metric.N_PLUS_ONE);
        return new Issue(
                known.subject().shortName() + ": N+1 queries that no budget forbids",
                nanos,
                inWords(nanos, Optional.of(known)),
                text);
    }

    private static Issue scan(Measurement known, ScanFinding scan) {
        long each = known.worstUnit().groups().stream()
                .filter(group -> group.fingerprint().equals(scan.fingerprint()))
                .mapToLong(StatementGroup::nanos)
                .sum();
        String text = scan.fingerprint().text() + "   (" + scan.callSite().location() + ")\nFix: " + scan.fix();
        long nanos = each * known.units();
        return new Issue(
                known.subject().shortName() + ": " + scan.what(), nanos, inWords(nanos, Optional.of(known)), text);
    }

    private static String inWords(long nanos, Optional<Measurement> of) {
        return of.filter(known -> nanos > 0 && known.units() > 0)
                .map(known -> Amount.nanos(nanos) + " in all, " + Amount.nanos(nanos / known.units()) + " for each of "
                        + SubjectFacts.counted(known.units()) + " " + SubjectFacts.unit(known.subject()) + "s")
                .orElse("");
    }
}
