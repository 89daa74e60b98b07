package io.perfbudgets.gate;

import io.perfbudgets.budget.Allowance;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Reaction;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.budget.Waiver;
import io.perfbudgets.compare.Baseline;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds what a run recorded against the budget files of one module. Stateless after construction, thread-safe. */
public final class Gate {
    private final Budgets budgets;
    private final LocalDate today;

    /**
     * @param budgets what the module's budget files declare
     * @param today decides which waivers still hold
     */
    public Gate(Budgets budgets, LocalDate today) {
        this.budgets = budgets;
        this.today = today;
    }

    /**
     * Judges all that was observed: verdicts of the test JVMs stand as they are, requests and operations are held against
     * the budget files. What the files declare and nothing met is {@link #unmet}'s to say.
     *
     * @param name what is judged, for people: the module's artifactId
     */
    public GateReport judge(String name, RunResults results) {
        List<Finding> findings = Stream.concat(results.verdicts().stream(), judgeByFiles(results))
                .map(this::finding)
                .toList();
        List<Problem> problems = Stream.concat(
                        results.unfinished().stream().map(this::unfinished),
                        Accepted.of(inForce(findings), results).stream())
                .toList();
        return new GateReport(name, results, findings, problems);
    }

    /**
     * @param singleTests the same of each test that caused enough of it to be judged for itself
     */
    private record Case(Budget budget, Measurement measurement, List<Measurement> singleTests) {}

    private Stream<Verdict> judgeByFiles(RunResults results) {
        List<Case> cases = new ArrayList<>();
        for (Subject subject : results.subjects()) {
            if (subject.kind() == Subject.Kind.TEST) {
                continue; // judged where the test ran, which could ask for more values
            }
            for (Budget budget : budgets.budgetsFor(subject)) {
                applicable(budget, results.notYetJudged(subject, budget.metric()))
                        .forEach(measurement ->
                                cases.add(new Case(budget, measurement, singleTests(budget, measurement, results))));
            }
        }
        long statistical = cases.stream()
                .filter(each -> each.budget().metric().judging() != Judging.EXACT)
                .mapToLong(each -> 1 + each.singleTests().size())
                .sum();
        LatencyRules rules = LatencyRules.DEFAULT
                .withBreachConfidence(budgets.policy().confidence().value() / 1e6)
                .withBudgets(Math.max(1, Math.toIntExact(statistical)));
        return cases.stream().flatMap(each -> judge(each, results, rules).stream());
    }

    private static List<Measurement> singleTests(Budget budget, Measurement measurement, RunResults results) {
        return budget.metric().judging() == Judging.DISTRIBUTION
                        && measurement.load().isEmpty()
                ? results.ofSingleTests(measurement.subject(), budget.metric())
                : List.of();
    }

    /** What one test shows to be broken is not hidden by the values of others, which may be many and fast. */
    private static List<Verdict> judge(Case of, RunResults results, LatencyRules rules) {
        Optional<Measurement> reference = of.budget().reference().flatMap(results::measurementNamed);
        Verdict whole = Judge.judge(of.budget(), of.measurement(), reference, rules);
        if (whole.outcome() == Outcome.BREACHED) {
            return List.of(whole);
        }
        List<Verdict> broken = of.singleTests().stream()
                .map(single -> Judge.judge(of.budget(), single, reference, rules))
                .filter(verdict -> verdict.outcome() == Outcome.BREACHED)
                .map(Gate::inOneTest)
                .toList();
        return broken.isEmpty() ? List.of(whole) : broken;
    }

    private static Verdict inOneTest(Verdict verdict) {
        return new Verdict(
                verdict.budget(),
                verdict.subject(),
                verdict.outcome(),
                verdict.observed(),
                "in " + new Subject(Subject.Kind.TEST, verdict.test()).shortName() + " " + verdict.reason(),
                verdict.evidence());
    }

    /** What is judged under load does not concern the rest, where there is a load. */
    private static List<Measurement> applicable(Budget budget, List<Measurement> scenarios) {
        boolean underLoad =
                budget.metric().judging() == Judging.SHARE || budget.metric().judging() == Judging.PACE;
        List<Measurement> loads =
                scenarios.stream().filter(each -> each.load().isPresent()).toList();
        return underLoad && !loads.isEmpty() ? loads : scenarios;
    }

    private Finding finding(Verdict verdict) {
        Optional<Waiver> waiver = verdict.outcome() == Outcome.BREACHED
                ? budgets.waivers().stream()
                        .filter(each -> each.covers(verdict.subject(), verdict.budget()))
                        .filter(each -> !each.isExpiredOn(today))
                        .findFirst()
                : Optional.empty();
        return new Finding(verdict, waiver.isPresent() ? Effect.WAIVED : effect(verdict.outcome()), waiver);
    }

    private Effect effect(Outcome outcome) {
        return switch (outcome) {
            case WITHIN -> Effect.PASSES;
            case BREACHED -> Effect.FAILS;
            case UNDECIDED -> effect(budgets.policy().onUndecided());
            case UNMEASURED -> effect(budgets.policy().onUnmeasured());
        };
    }

    private static Effect effect(Reaction reaction) {
        return switch (reaction) {
            case FAIL -> Effect.FAILS;
            case WARN -> Effect.WARNS;
            case IGNORE -> Effect.IGNORED;
        };
    }

    private Problem unfinished(UnfinishedJvm jvm) {
        String text = capitalised(jvm.toString()) + ". What it had not recorded yet is missing from this judgement";
        return new Problem(text, effect(Outcome.UNMEASURED));
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** What the budget files' patterns and waivers met in this run. */
    public Coverage coverage(GateReport report) {
        return Coverage.of(budgets, report.results(), report.findings());
    }

    /**
     * {@code report} with what {@code coverage} shows to have met nothing, and with waivers that are past their date.
     *
     * @param partial whether only some of the tests or modules took part on purpose, so that what met nothing is worth a
     *     warning at most
     */
    public GateReport unmet(GateReport report, Coverage coverage, boolean partial) {
        Effect effect = effect(Outcome.UNMEASURED);
        Effect softened = partial && effect == Effect.FAILS ? Effect.WARNS : effect;
        List<Finding> findings = coverage.unmet()
                .map(unmet -> Unmatched.verdict(unmet, coverage.observed()))
                .map(verdict -> new Finding(verdict, softened, Optional.empty()))
                .toList();
        List<Problem> problems = Stream.concat(
                        coverage.waivers().stream()
                                .flatMap(waiver -> waiverProblem(waiver, coverage, partial).stream()),
                        coverage.unusedAllowances().map(Gate::unusedAllowance))
                .toList();
        return report.plus(findings, problems);
    }

    /**
     * {@code report} with what became of the regression budgets against {@code baseline}. A subject that the baseline does not
     * have, and one that only the baseline has, is told and warned of.
     *
     * @param partial whether only some of the tests took part on purpose, so that what is missing says nothing
     */
    public GateReport regressions(GateReport report, Baseline baseline, boolean partial) {
        List<Finding> findings = new Regressions(budgets, report.results(), baseline)
                .verdicts(partial)
                .map(this::compared)
                .toList();
        return report.plus(findings, List.of());
    }

    /** A new subject has no past, which must not keep it from coming in. */
    private Finding compared(Verdict verdict) {
        Finding finding = finding(verdict);
        return verdict.outcome() == Outcome.UNMEASURED && finding.effect() == Effect.FAILS
                ? new Finding(verdict, Effect.WARNS, Optional.empty())
                : finding;
    }

    /**
     * {@code report} where regression budgets are declared and there is nothing to hold a run against.
     *
     * @param reason why
     * @param own whether that is the project's own doing; what is broken outside of it turns no build red
     */
    public GateReport withoutBaseline(GateReport report, String reason, boolean own) {
        Effect effect = effect(Outcome.UNMEASURED);
        return report.plus(
                List.of(), List.of(new Problem(reason, !own && effect == Effect.FAILS ? Effect.WARNS : effect)));
    }

    /** {@code report} with its regression budgets as not measured and of no effect, for a run that is not to be compared. */
    public GateReport notCompared(GateReport report, String reason) {
        List<Finding> findings = Regressions.unmeasured(budgets, report.results(), reason)
                .map(verdict -> new Finding(verdict, Effect.IGNORED, Optional.empty()))
                .toList();
        return report.plus(findings, List.of());
    }

    private static Problem unusedAllowance(Allowance allowance) {
        return new Problem(
                allowance.what() + " are accepted (" + allowance.origin() + "; reason: " + allowance.reason()
                        + "), but " + allowance.unmet() + ". Take the entry out",
                Effect.WARNS);
    }

    /** The waivers that hold today and are about something that was judged, be it broken or kept. */
    private List<Waiver> inForce(List<Finding> findings) {
        return budgets.waivers().stream()
                .filter(waiver -> !waiver.isExpiredOn(today))
                .filter(waiver -> findings.stream()
                        .map(Finding::verdict)
                        .anyMatch(verdict -> waiver.covers(verdict.subject(), verdict.budget())))
                .toList();
    }

    private Optional<Problem> waiverProblem(Waiver waiver, Coverage coverage, boolean partial) {
        String whose = "The waiver of " + waiver.subject() + " " + waiver.budget() + " ("
                + waiver.origin().location() + ")";
        if (waiver.isExpiredOn(today)) {
            return Optional.of(new Problem(
                    whose + " ended on " + waiver.until() + " (reason: " + waiver.reason() + ", owner: "
                            + waiver.owner() + "). Mend what it accepts and take it out, or agree on a new date",
                    Effect.FAILS));
        }
        if (!coverage.isUsed(waiver)) {
            // Whether a regression is judged hangs on the history too.
            boolean mayBe = partial || waiver.budget().startsWith(Metric.REGRESSION_PREFIX);
            return Optional.of(new Problem(
                    whose + " is about no budget that was judged. Correct its name or take it out",
                    mayBe ? Effect.WARNS : Effect.FAILS));
        }
        return Optional.empty();
    }
}
