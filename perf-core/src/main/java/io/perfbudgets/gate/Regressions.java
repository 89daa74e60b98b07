package io.perfbudgets.gate;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Baseline;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.compare.RegressionJudge;
import io.perfbudgets.compare.RegressionRule;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Holds all that a run observed against a baseline, as far as regression budgets are declared. */
final class Regressions {
    private final Budgets budgets;
    private final RunResults results;
    private final Baseline baseline;

    private record Case(Budget budget, Subject subject, Measurement measurement) {}

    Regressions(Budgets budgets, RunResults results, Baseline baseline) {
        this.budgets = budgets;
        this.results = results;
        this.baseline = baseline;
    }

    Stream<Verdict> verdicts(boolean partial) {
        List<Case> cases = cases(budgets, results);
        long statistical = cases.stream()
                .filter(each -> each.budget().metric().judging() != Judging.EXACT)
                .count();
        RegressionJudge judge =
                new RegressionJudge(baseline, RegressionRule.DEFAULT.among(Math.toIntExact(statistical)));
        Stream<Verdict> judged =
                cases.stream().map(each -> judge.judge(each.budget(), each.subject(), each.measurement()));
        return partial ? judged : Stream.concat(judged, gone());
    }

    /** Those of all that a run observed, held against nothing. */
    static Stream<Verdict> unmeasured(Budgets budgets, RunResults results, String reason) {
        return cases(budgets, results).stream().map(each -> Verdict.unmeasured(each.budget(), each.subject(), reason));
    }

    private static List<Case> cases(Budgets budgets, RunResults results) {
        List<Case> cases = new ArrayList<>();
        for (Subject subject : results.subjects()) {
            List<Budget> declared = budgets.regressionsFor(subject);
            for (Measurement measurement : declared.isEmpty() ? List.<Measurement>of() : results.scenarios(subject)) {
                Observed observed = Observed.of(measurement);
                // What is said of everything is not missed where there is nothing of the kind, such as a computation's
                // SQL.
                declared.stream()
                        .filter(budget -> observed.value(budget.metric()).isPresent()
                                || budgets.namesRegression(subject, budget.metric()))
                        .map(budget -> new Case(budget, subject.under(measurement.scenario()), measurement))
                        .forEach(cases::add);
            }
        }
        return cases;
    }

    /** What the baseline has and this run has not: gone, or renamed. */
    private Stream<Verdict> gone() {
        Map<Subject, Observed> now = results.observed();
        return StreamSupport.stream(baseline.newestSubjects().spliterator(), false)
                .filter(subject -> !now.containsKey(subject))
                .flatMap(subject -> budgets.regressionsFor(subject.withoutLoad()).stream()
                        .filter(budget -> baseline.newestHas(subject, budget.metric()))
                        .map(budget -> Verdict.unmeasured(
                                budget,
                                subject,
                                "it is in the baseline, " + baseline.name()
                                        + ", and was not observed now: it is gone, or its name has changed")));
    }
}
