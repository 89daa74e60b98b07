package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Unattributed;
import java.util.Optional;

/** Judges what is counted: the worst unit decides, and a count that may be incomplete is never a pass. */
final class ExactJudge {
    static final String NOT_CAPTURED = "no captured DataSource was used, so a count of zero says nothing: wrap it with"
            + " PerfDataSource.wrap(dataSource) or connect through jdbc:p6spy:…";

    private static final String NOT_COUNTED = "the body of no answer was counted: PerfServletFilter and"
            + " PerfHttpServerFilter do so in the run of the tests that has the budget";

    private ExactJudge() {}

    static Verdict judge(Budget budget, Measurement measurement) {
        long limit = budget.limit().value();
        boolean exactly = budget.metric() == Metric.QUERIES_EXACTLY;
        long most = measurement.worst(exactly ? Metric.QUERIES : budget.metric());
        if (most > limit) {
            return verdict(budget, measurement, Outcome.BREACHED, most, "the worst of " + units(measurement));
        }
        Optional<String> missing = missing(budget.metric(), measurement);
        if (missing.isPresent()) {
            return verdict(budget, measurement, Outcome.UNMEASURED, most, missing.get());
        }
        long least = measurement.worst(budget.metric());
        if (exactly && least < limit) {
            return verdict(budget, measurement, Outcome.BREACHED, least, "the fewest of " + units(measurement));
        }
        return verdict(budget, measurement, Outcome.WITHIN, most, "the worst of " + units(measurement));
    }

    /** Why the count may lack something, and so can be no pass. */
    static Optional<String> missing(Metric metric, Measurement measurement) {
        if (measurement.units() == 0) {
            return Optional.of("no " + Units.noun(measurement.subject()) + " was observed");
        }
        if (metric == Metric.RESPONSE_SIZE) {
            return measurement.worst().containsKey(metric) ? Optional.empty() : Optional.of(NOT_COUNTED);
        }
        if (!measurement.sqlCaptured()) {
            return Optional.of(NOT_CAPTURED);
        }
        if (!measurement.unattributed().isEmpty()) {
            Unattributed first = measurement.unattributed().get(0);
            return Optional.of("a statement on thread \"" + first.thread()
                    + "\" may belong to it, but nothing ties it to a unit: " + first.statement());
        }
        if (!measurement.worst().containsKey(metric)) {
            return Optional.of(
                    measurement.failed() == measurement.units()
                            ? "all of " + units(measurement) + " failed"
                            : "the results were written by a version that did not count it");
        }
        return Optional.empty();
    }

    private static String units(Measurement measurement) {
        return Units.count(measurement.units(), measurement.subject());
    }

    private static Verdict verdict(Budget budget, Measurement measurement, Outcome outcome, long count, String reason) {
        Optional<Amount> observed = outcome == Outcome.UNMEASURED
                ? Optional.empty()
                : Optional.of(new Amount(budget.metric().dimension(), count));
        return new Verdict(budget, measurement.subject(), outcome, observed, reason, Optional.of(measurement));
    }
}
