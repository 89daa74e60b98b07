package io.perfbudgets.junit;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.recorded.RecordedDiff;
import io.perfbudgets.recorded.RecordedTest;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Compares what one test runs with what is recorded of it, or records it. */
final class RecordedRun {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");

    private final RecordedPlan plan;
    private final RecordedClass file;

    private RecordedRun(RecordedPlan plan, RecordedClass file) {
        this.plan = plan;
        this.file = file;
    }

    /** Of the test that is about to run, if it asks for one; what cannot be meant and a damaged file are refused. */
    static Optional<RecordedRun> of(ExtensionContext context) {
        return RecordedPlan.of(context).map(plan -> {
            RecordedClass file = RecordedClass.of(context, plan);
            file.read();
            return new RecordedRun(plan, file);
        });
    }

    /**
     * The verdict on what the test ran.
     *
     * @param own what was observed of the test as a whole
     */
    Verdict verdict(Measurement own, RecordedTest ran) {
        Budget budget = new Budget(Selector.of(own.subject()), Metric.QUERIES_RECORDED, Amount.count(0), plan.origin());
        if (own.failed() > 0) {
            return Verdict.unmeasured(
                    budget, own.subject(), "the test failed, so it may not have run all that it runs");
        }
        if (Judge.doubt(own).isPresent()) {
            return Judge.judge(budget, own, RecordedDiff.of(ran, ran), file.name());
        }
        file.ran(plan.name());
        Optional<RecordedTest> recorded =
                Optional.ofNullable(file.read().tests().get(plan.name()));
        if (plan.mode() == RecordMode.UPDATE || (recorded.isEmpty() && plan.mode() == RecordMode.ONCE)) {
            return record(budget, own, recorded, ran);
        }
        return recorded.map(known ->
                        Judge.judge(budget, own, RecordedDiff.of(known, ran), file.name() + ":" + known.line()))
                .orElseGet(() -> Verdict.unmeasured(
                        budget,
                        own.subject(),
                        "nothing is recorded of " + plan.name() + " in " + file.name()
                                + ": run the test with -Dperf.recorded=once and commit the file"));
    }

    private Verdict record(Budget budget, Measurement own, Optional<RecordedTest> recorded, RecordedTest ran) {
        boolean same = recorded.filter(known -> RecordedDiff.of(known, ran).changes() == 0)
                .isPresent();
        if (!same) {
            try {
                file.record(plan.name(), ran);
            } catch (UncheckedIOException unwritable) {
                return Verdict.unmeasured(
                        budget, own.subject(), unwritable.getMessage() + ": " + unwritable.getCause());
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "Recorded " + ran.statements() + " statements of " + plan.name() + " in " + file.name()
                            + ". Review it and commit it");
        }
        return new Verdict(
                budget,
                own.subject(),
                Outcome.WITHIN,
                Optional.of(Amount.count(0)),
                (same ? "as recorded in " : "recorded just now in ") + file.name(),
                Optional.of(own));
    }
}
