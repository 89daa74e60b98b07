package io.perfbudgets.junit;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import java.util.Optional;

/** One limit of an annotation, before it is known which subject it holds for. */
record DeclaredBudget(Metric metric, Amount limit, Origin origin, Per per, Optional<String> reference) {
    DeclaredBudget(Metric metric, Amount limit, Origin origin, Per per) {
        this(metric, limit, origin, per, Optional.empty());
    }

    Budget on(Subject subject) {
        return new Budget(Selector.of(subject), metric, limit, origin, reference);
    }
}
