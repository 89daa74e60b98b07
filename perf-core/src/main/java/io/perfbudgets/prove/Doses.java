package io.perfbudgets.prove;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run that proves budgets does to the units of one test. Immutable.
 *
 * <p>Which route a request has is known only at its end, so that its statements are those that break the budget of any route.
 */
public final class Doses {
    private final Budgets files;
    private final Subject test;
    private final Dose ofTest;
    private final Dose ofItsRequests;
    private final StatementDose statements;

    /**
     * @param budgets the test's own, which may hold for its requests
     * @param files what the budget files say of requests and operations
     */
    public Doses(Subject test, List<Budget> budgets, Budgets files) {
        this.files = files;
        this.test = test;
        this.ofTest = dose(budgets.stream(), Subject.Kind.TEST);
        this.ofItsRequests =
                dose(budgets.stream().filter(budget -> budget.metric() == Metric.ALLOCATION), Subject.Kind.REQUEST);
        this.statements = Stream.concat(budgets.stream(), files.declared().stream())
                .map(Sabotage::statementDose)
                .reduce(StatementDose.NONE, StatementDose::and);
    }

    private static Dose dose(Stream<Budget> budgets, Subject.Kind kind) {
        return budgets.map(budget -> Sabotage.dose(budget, kind)).reduce(Dose.NONE, Dose::and);
    }

    /** What is done to the units of {@code subject} in this test. */
    public Dose of(Subject subject) {
        if (subject.kind() == Subject.Kind.TEST) {
            return subject.equals(test) ? ofTest : Dose.NONE;
        }
        Dose own = dose(files.budgetsFor(subject).stream(), subject.kind());
        return subject.kind() == Subject.Kind.REQUEST ? own.and(ofItsRequests) : own;
    }

    /** What is run in each unit that runs anything. */
    public StatementDose statements() {
        return statements;
    }
}
