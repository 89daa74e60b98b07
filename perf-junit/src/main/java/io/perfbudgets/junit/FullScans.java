package io.perfbudgets.junit;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.FullScanAllowance;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.junit.audit.StatementPlans;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.plan.PlanAudit;
import java.util.List;
import java.util.stream.Stream;

/** Has the statements of tests explained where a budget asks for it. */
final class FullScans {
    private FullScans() {}

    /** Begins to watch statements, if {@code budgets} or the module's files say anything of full scans. */
    static void prepare(TestBudgets budgets, Budgets files) {
        if (areAskedFor(budgets, files)) {
            StatementPlans.observe();
        }
    }

    /** Adds to everything that {@code test} observed what the plans of its statements came to. */
    static void explain(RunningTest test, TestBudgets budgets, Budgets files) {
        if (!areAskedFor(budgets, files)) {
            return;
        }
        List<FullScanAllowance> declared = budgets.allowances(FullScanAllowance.class);
        List<FullScanAllowance> accepted = Stream.concat(declared.stream(), files.fullScanAllowances().stream())
                .toList();
        test.explain(executed -> {
            PlanAudit found = StatementPlans.of(executed, test.begunAt()).allowing(accepted);
            return new PlanAudit(found.explained(), found.findings(), found.unexplained(), declared);
        });
    }

    /** A budget of a request or an operation is judged by the build, which knows only what was written down here. */
    private static boolean areAskedFor(TestBudgets budgets, Budgets files) {
        return files.mention(Metric.FULL_SCANS) || budgets.areDeclaredFor(Metric.FULL_SCANS);
    }
}
