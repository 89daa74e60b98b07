package io.perfbudgets.probe;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.ColdStart;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A load that others disturbed breaks nothing that is about time. Stateless. */
final class BusyMachine {
    private static final Set<String> LATE = Set.of("timed out", "not sent, too many unanswered");

    private BusyMachine() {}

    /**
     * The verdicts that stand instead of a breach.
     *
     * @param measurement what came of the load
     * @param failures the kinds of failures among it
     * @param others the share of the machine's processors that other programs took meanwhile, 0 to 1
     * @param confidence that a breach takes
     */
    static List<Verdict> doubts(
            List<Budget> budgets, Measurement measurement, Set<String> failures, double others, double confidence) {
        // With the rules of a single budget: those of many find no breach where these find none.
        LatencyRules rules = LatencyRules.DEFAULT.withBreachConfidence(confidence);
        return others <= ColdStart.BUSY
                ? List.of()
                : budgets.stream()
                        .filter(budget -> isAboutTime(budget, failures))
                        .flatMap(budget -> doubt(budget, measurement, rules, others).stream())
                        .toList();
    }

    private static boolean isAboutTime(Budget budget, Set<String> failures) {
        return switch (budget.metric().judging()) {
            case DISTRIBUTION, PACE -> budget.reference().isEmpty();
            case SHARE -> LATE.containsAll(failures);
            case EXACT, FEW, PEAK, TREND -> false;
        };
    }

    private static Optional<Verdict> doubt(Budget budget, Measurement measurement, LatencyRules rules, double others) {
        Verdict judged = Judge.judge(budget, measurement, rules);
        return Optional.of(judged)
                .filter(verdict -> verdict.outcome() == Outcome.BREACHED)
                .map(verdict -> verdict.undecided(String.format(
                        Locale.ROOT,
                        "over the limit while other programs took %.0f %% of the machine, so it counts for no breach; %s",
                        100 * others,
                        verdict.reason())));
    }
}
