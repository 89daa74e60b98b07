package io.perfbudgets.junit;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.junit.extension.PersistenceContexts;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.QueryGrowth;
import io.perfbudgets.sql.StatementKind;
import io.perfbudgets.sql.UnitStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Runs one body at growing sizes of its data. Used by one thread. */
final class GrowthRun {
    private final GrowthPlan plan;
    private final Object instance;
    private final List<QueryGrowth.Point> points = new ArrayList<>();
    private final List<Long> totals = new ArrayList<>();
    private boolean inserted;

    private GrowthRun(GrowthPlan plan, Object instance) {
        this.plan = plan;
        this.instance = instance;
    }

    /** Of the test that is about to run, if it asks for one; what cannot be meant is refused. */
    static Optional<GrowthRun> of(ExtensionContext context) {
        return GrowthPlan.of(context).map(plan -> {
            Object instance = context.getRequiredTestInstances()
                    .findInstance(plan.owner())
                    .map(Object.class::cast)
                    .orElseGet(context::getRequiredTestInstance);
            return new GrowthRun(plan, instance);
        });
    }

    /** Grows the data and runs the body, step by step; none of it counts for the test's other budgets. */
    void run(RunningTest test, Units.Body body) throws Throwable {
        long size = 0;
        for (int step : plan.by()) {
            UnitStatements growing = Units.observe(test, () -> grow(step));
            inserted |= growing.count(StatementKind.INSERT) > 0;
            size = totals.isEmpty() ? size + step : totals.get(totals.size() - 1);
            PersistenceContexts.clear();
            try {
                points.add(new QueryGrowth.Point(size, step, Units.observe(test, body)));
            } catch (Throwable failure) {
                failure.addSuppressed(new GrownBodyFailed(size, plan.noun()));
                throw failure;
            }
        }
    }

    private void grow(int step) {
        Object total = ReflectionSupport.invokeMethod(
                plan.grow(), instance, plan.grow().getParameterTypes()[0] == int.class ? (Object) step : (long) step);
        if (total instanceof Number number) {
            totals.add(number.longValue());
        }
    }

    /** The verdict, to be asked for when the test is over. */
    Verdict verdict(Measurement own) {
        Budget budget = new Budget(Selector.of(own.subject()), Metric.QUERIES_GROWTH, Amount.count(0), plan.origin());
        if (points.size() < plan.by().size()) {
            return Verdict.unmeasured(
                    budget, own.subject(), "the test failed before its body had run at each size of the data");
        }
        QueryGrowth growth = new QueryGrowth(plan.noun(), points);
        return Judge.judge(budget, own, growth, doubt(own, growth));
    }

    private Optional<String> doubt(Measurement own, QueryGrowth growth) {
        if (!own.unattributed().isEmpty()) {
            return Optional.of("a statement on thread \""
                    + own.unattributed().get(0).thread() + "\" may belong to it, but nothing ties it to a unit: "
                    + own.unattributed().get(0).statement());
        }
        String method = plan.grow().getName();
        for (int i = 1; i < totals.size(); i++) {
            if (totals.get(i) <= totals.get(i - 1)) {
                return Optional.of(
                        "the data did not grow: " + method + "(" + plan.by().get(i) + ") returned " + totals.get(i)
                                + " " + plan.noun() + " after " + totals.get(i - 1));
            }
        }
        if (totals.isEmpty() && !inserted && !growth.readMoreRows()) {
            return Optional.of("nothing shows that the data grew: " + method
                    + " ran no captured INSERT, and the body read no more rows than before. Let " + method
                    + " return how many " + plan.noun() + " there are");
        }
        return Optional.empty();
    }

    /** Attached to a failure so that nobody looks for it in the first run of the body. */
    private static final class GrownBodyFailed extends Exception {
        private static final long serialVersionUID = 1L;

        GrownBodyFailed(long size, String noun) {
            super(
                    "The body passed the first time and failed with " + size + " " + noun + ": @ConstantQueries runs it"
                            + " again with more data, without @BeforeEach in between. Make the body repeatable.",
                    null,
                    false,
                    false);
        }
    }
}
