package io.perfbudgets.junit;

import io.perfbudgets.budget.Allowance;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import java.util.List;
import java.util.Optional;

/**
 * One limit of an annotation, before it is known which subject it holds for.
 *
 * @param reference whose value the limit is a multiple of; empty for a plain limit
 * @param allowances findings that it accepts
 */
record DeclaredBudget(
        Metric metric, Amount limit, Origin origin, Per per, Optional<String> reference, List<Allowance> allowances) {
    DeclaredBudget(Metric metric, Amount limit, Origin origin, Per per) {
        this(metric, limit, origin, per, Optional.empty(), List.of());
    }

    Budget on(Subject subject) {
        return new Budget(Selector.of(subject), metric, limit, origin, reference);
    }
}
