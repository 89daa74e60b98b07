package io.perfbudgets.gate;

import io.perfbudgets.budget.Allowance;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.FullScanAllowance;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.QueryAllowance;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.budget.Waiver;
import io.perfbudgets.measure.AcceptedQueries;
import io.perfbudgets.plan.PlanAudit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which declared budgets and waivers found something to be held against, pattern by pattern. Coverages of several modules
 * add up: a pattern in a file that they share need only be met in one of them. Immutable.
 */
public final class Coverage {
    /** Of a module that observed nothing and declares nothing. */
    public static final Coverage NONE =
            new Coverage(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    private final Set<Subject> observed;
    private final Set<Budget> declared;
    private final Set<Target> met;
    private final Set<Waiver> waivers;
    private final Set<Waiver> used;
    private final Set<Allowance> allowances;
    private final Set<Allowance> needed;

    /** Not the budget itself: a module that overrides a limit still meets the pattern for all. */
    private record Target(Selector pattern, String budget) {}

    /** One pattern of a budget that nothing met. */
    record Unmet(Budget budget, Selector pattern) {}

    private Coverage(
            Set<Subject> observed,
            Set<Budget> declared,
            Set<Target> met,
            Set<Waiver> waivers,
            Set<Waiver> used,
            Set<Allowance> allowances,
            Set<Allowance> needed) {
        this.observed = observed;
        this.declared = declared;
        this.met = met;
        this.waivers = waivers;
        this.used = used;
        this.allowances = allowances;
        this.needed = needed;
    }

    static Coverage of(Budgets budgets, RunResults results, List<Finding> findings) {
        Set<Budget> declared = new LinkedHashSet<>(budgets.declared());
        declared.addAll(budgets.declaredRegressions());
        Set<Target> met = new HashSet<>();
        for (Subject subject : results.subjects()) {
            for (Budget budget : budgetsFor(subject, budgets)) {
                budget.selector().parts().stream()
                        .filter(pattern -> declared.contains(budget) && pattern.matches(subject))
                        .forEach(pattern -> met.add(new Target(pattern, budget.name())));
            }
        }
        Set<Waiver> waivers = new LinkedHashSet<>(budgets.waivers());
        Set<Waiver> used = new HashSet<>();
        for (Finding finding : findings) {
            waivers.stream()
                    .filter(waiver -> waiver.covers(
                            finding.verdict().subject(), finding.verdict().budget()))
                    .forEach(used::add);
        }
        List<PlanAudit> plans = results.plans();
        Set<Allowance> allowances = new LinkedHashSet<>();
        plans.forEach(each -> allowances.addAll(each.allowances()));
        if (!plans.isEmpty()) {
            allowances.addAll(budgets.fullScanAllowances());
        }
        List<AcceptedQueries> accepted = results.accepted();
        accepted.forEach(each -> allowances.addAll(each.declared()));
        if (!accepted.isEmpty()) {
            allowances.addAll(budgets.queryAllowances());
        }
        Set<Allowance> needed = new HashSet<>(allowances);
        needed.removeIf(allowance -> !isNeeded(allowance, plans, accepted));
        return new Coverage(new LinkedHashSet<>(results.subjects()), declared, met, waivers, used, allowances, needed);
    }

    private static boolean isNeeded(Allowance allowance, List<PlanAudit> plans, List<AcceptedQueries> accepted) {
        if (allowance instanceof FullScanAllowance scans) {
            return plans.stream()
                    .flatMap(each -> each.findings().stream())
                    .anyMatch(finding -> PlanAudit.covers(scans, finding));
        }
        return allowance instanceof QueryAllowance queries && accepted.stream().anyMatch(each -> each.meet(queries));
    }

    private static List<Budget> budgetsFor(Subject subject, Budgets budgets) {
        return Stream.concat(budgets.budgetsFor(subject).stream(), budgets.regressionsFor(subject).stream())
                .toList();
    }

    /** The part that was declared where {@code origin} holds. */
    public Coverage declaredWhere(Predicate<Origin> origin) {
        return new Coverage(
                observed,
                kept(declared, budget -> origin.test(budget.origin())),
                met,
                kept(waivers, waiver -> origin.test(waiver.origin())),
                used,
                kept(allowances, allowance -> origin.test(allowance.origin())),
                needed);
    }

    private static <T> Set<T> kept(Set<T> all, Predicate<T> which) {
        Set<T> kept = new LinkedHashSet<>(all);
        kept.removeIf(which.negate());
        return kept;
    }

    /** Both together. */
    public Coverage plus(Coverage other) {
        return new Coverage(
                union(observed, other.observed),
                union(declared, other.declared),
                union(met, other.met),
                union(waivers, other.waivers),
                union(used, other.used),
                union(allowances, other.allowances),
                union(needed, other.needed));
    }

    private static <T> Set<T> union(Set<T> some, Set<T> others) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Whether no budget is declared here, met or not. */
    public boolean declaresNothing() {
        return declared.isEmpty();
    }

    Set<Subject> observed() {
        return observed;
    }

    Stream<Unmet> unmet() {
        return declared.stream().flatMap(budget -> budget.selector().parts().stream()
                .filter(pattern -> !met.contains(new Target(pattern, budget.name())))
                .map(pattern -> new Unmet(budget, pattern)));
    }

    Set<Waiver> waivers() {
        return waivers;
    }

    boolean isUsed(Waiver waiver) {
        return used.contains(waiver);
    }

    /** What is accepted and was not found. */
    Stream<Allowance> unusedAllowances() {
        return allowances.stream().filter(allowance -> !needed.contains(allowance));
    }
}
