package io.perfbudgets.junit;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.memory.HeapBudget;
import io.perfbudgets.junit.memory.HeapRun;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The budgets of one test on its heap and its threads, from the repetition of its body for them to their verdicts. */
final class HeapBudgets {
    private static final String NOT_REPEATED =
            "its body cannot be run again in place: use @Test instead of @PerfTest or @TestFactory";
    private static final String FAILED = "the test failed before its body had been repeated for it";

    private final List<Budget> budgets;
    private @Nullable HeapRun run;
    private boolean failed;

    /** Those among all of the test's. */
    HeapBudgets(TestBudgets all) {
        this.budgets = all.heap();
    }

    /** Repeats the body as often as it takes. */
    void run(ExtensionContext context, Session session, RunningTest test, Units.Body body) throws Throwable {
        if (budgets.isEmpty()) {
            return;
        }
        failed = true;
        double confidence = session.moduleBudgets().policy().confidence().value() / 1e6;
        HeapRun heap = new HeapRun(test, body, confidence, session.maxNanos());
        for (Budget budget : budgets) {
            heap.measure(watched(context, budget));
        }
        failed = false;
        run = heap;
    }

    private static HeapBudget watched(ExtensionContext context, Budget budget) {
        Optional<FlatMemory> flat = budget.metric() == Metric.MEMORY_GROWTH
                        && budget.origin().declaration().startsWith("@")
                ? Annotated.nearest(context.getRequiredTestClass(), context.getRequiredTestMethod(), FlatMemory.class)
                : Optional.empty();
        return new HeapBudget(
                budget,
                flat.map(FlatMemory::iterations).orElse(0),
                flat.map(FlatMemory::duration)
                        .filter(text -> !text.isEmpty())
                        .map(Dimension.DURATION::parse)
                        .orElse(0L));
    }

    /** What came of each. */
    List<Verdict> verdicts(Measurement own) {
        if (run != null) {
            return run.verdicts(own);
        }
        if (budgets.isEmpty()) {
            return List.of();
        }
        String reason = failed || own.failed() > 0 ? FAILED : NOT_REPEATED;
        return budgets.stream()
                .map(budget -> Verdict.unmeasured(budget, own.subject(), reason))
                .toList();
    }
}
