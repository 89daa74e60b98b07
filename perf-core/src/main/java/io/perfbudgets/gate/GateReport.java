package io.perfbudgets.gate;

import io.perfbudgets.judge.Outcome;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of judging one run. Immutable.
 *
 * @param name what was judged, for people: the module's artifactId
 * @param results what was observed
 * @param findings every verdict with its effect, the gravest first
 * @param problems what else is wrong with the run
 */
public record GateReport(String name, RunResults results, List<Finding> findings, List<Problem> problems) {
    public GateReport {
        findings = findings.stream().sorted(Finding.ORDER).toList();
        problems = List.copyOf(problems);
    }

    /** Whether the build may go on. */
    public boolean passed() {
        return Stream.concat(
                        findings.stream().map(Finding::effect),
                        problems.stream().map(Problem::effect))
                .noneMatch(Effect.FAILS::equals);
    }

    /** The findings of one effect. */
    public List<Finding> findings(Effect effect) {
        return findings.stream().filter(finding -> finding.effect() == effect).toList();
    }

    /** The problems of one effect. */
    public List<Problem> problems(Effect effect) {
        return problems.stream().filter(problem -> problem.effect() == effect).toList();
    }

    /** How many verdicts came to {@code outcome}. */
    public long count(Outcome outcome) {
        return findings.stream()
                .filter(finding -> finding.verdict().outcome() == outcome)
                .count();
    }

    /** This report and what another one of the same results found. */
    public GateReport plus(List<Finding> moreFindings, List<Problem> moreProblems) {
        return new GateReport(
                name,
                results,
                Stream.concat(findings.stream(), moreFindings.stream()).toList(),
                Stream.concat(problems.stream(), moreProblems.stream()).toList());
    }
}
