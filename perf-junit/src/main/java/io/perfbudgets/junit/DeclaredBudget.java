package io.perfbudgets.junit;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;

/** One limit of an annotation, before it is known which subject it holds for. */
record DeclaredBudget(Metric metric, Amount limit, Origin origin, Per per) {
    Budget on(Subject subject) {
        return new Budget(Selector.of(subject), metric, limit, origin);
    }
}
