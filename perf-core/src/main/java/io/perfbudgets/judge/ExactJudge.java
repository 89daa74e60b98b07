package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Unattributed;
import java.util.Optional;

/** Judges what is counted: the worst unit decides, and a count that may be incomplete is never a pass. */
final class ExactJudge {
    private ExactJudge() {}

    static Verdict judge(Budget budget, Measurement measurement) {
        long worst = measurement.worst(budget.metric());
        if (worst > budget.limit().value()) {
            return verdict(budget, measurement, Outcome.BREACHED, "the worst of " + units(measurement));
        }
        if (measurement.units() == 0) {
            return verdict(
                    budget,
                    measurement,
                    Outcome.UNMEASURED,
                    "no " + Units.noun(measurement.subject()) + " was observed");
        }
        if (!measurement.sqlCaptured()) {
            return verdict(
                    budget,
                    measurement,
                    Outcome.UNMEASURED,
                    "no captured DataSource was used, so a count of zero says nothing: wrap it with"
                            + " PerfDataSource.wrap(dataSource) or connect through jdbc:p6spy:…");
        }
        if (!measurement.unattributed().isEmpty()) {
            Unattributed first = measurement.unattributed().get(0);
            return verdict(
                    budget,
                    measurement,
                    Outcome.UNMEASURED,
                    "a statement on thread \"" + first.thread() + "\" may belong to it, but nothing ties it to a unit: "
                            + first.statement());
        }
        return verdict(budget, measurement, Outcome.WITHIN, "the worst of " + units(measurement));
    }

    private static String units(Measurement measurement) {
        return Units.count(measurement.units(), measurement.subject());
    }

    private static Verdict verdict(Budget budget, Measurement measurement, Outcome outcome, String reason) {
        Amount worst = Amount.count(measurement.worst(budget.metric()));
        Optional<Amount> observed = outcome == Outcome.UNMEASURED ? Optional.empty() : Optional.of(worst);
        return new Verdict(budget, measurement.subject(), outcome, observed, reason, Optional.of(measurement));
    }
}
