package io.perfbudgets.judge;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import java.util.Optional;

/** Holds one measurement against one budget. Stateless. */
public final class Judge {
    private Judge() {}

    /**
     * Judges a finished measurement: a count by its worst unit, a latency over all its values.
     *
     * @param rules how sure a verdict on a latency must be
     */
    public static Verdict judge(Budget budget, Measurement measurement, LatencyRules rules) {
        return switch (budget.metric().judging()) {
            case EXACT -> ExactJudge.judge(budget, measurement);
            case SHARE -> ErrorRateJudge.judge(budget, measurement, rules);
            case PACE -> ThroughputJudge.judge(budget, measurement, rules);
            case DISTRIBUTION ->
                budget.reference().isPresent()
                        ? relative(budget, measurement, Optional.empty(), rules)
                        : LatencyVerdict.of(
                                budget,
                                measurement,
                                judgeLatency(budget, measurement.durations(budget.metric()), rules),
                                false);
            case FEW, PEAK, TREND -> ProcessJudge.notProbed(budget, measurement);
        };
    }

    /**
     * Judges a finished measurement by a budget that may be relative to another one.
     *
     * @param reference what was observed of the budget's reference; not looked at where the budget has none
     * @param rules how sure a verdict on a latency must be
     */
    public static Verdict judge(
            Budget budget, Measurement measurement, Optional<Measurement> reference, LatencyRules rules) {
        return budget.reference().isPresent()
                ? relative(budget, measurement, reference, rules)
                : judge(budget, measurement, rules);
    }

    private static Verdict relative(
            Budget budget, Measurement measurement, Optional<Measurement> reference, LatencyRules rules) {
        long[] values = reference.map(other -> other.latencies().ordered()).orElse(new long[0]);
        if (values.length == 0) {
            return Verdict.unmeasured(
                    budget,
                    measurement.subject(),
                    "nothing was timed of its reference " + budget.reference().orElse(""));
        }
        RelativeLimit limit =
                new RelativeLimit(budget.metric().quantile(), budget.limit().value());
        LatencyJudgement judgement =
                new RelativeBatch(limit, rules).judge(measurement.latencies().ordered(), values);
        return LatencyVerdict.of(budget, measurement, judgement, false);
    }

    /**
     * The verdict on a latency that was decided while the values were taken.
     *
     * @param decided what the live decision came to
     */
    public static Verdict judge(Budget budget, Measurement measurement, LatencyJudgement decided) {
        return LatencyVerdict.of(budget, measurement, decided, true);
    }

    private static LatencyJudgement judgeLatency(Budget budget, Latencies latencies, LatencyRules rules) {
        long limit = budget.limit().value();
        LatencyLimit latencyLimit = LatencyLimit.ofQuantile(budget.metric().quantile(), limit);
        LatencyBatch batch = LatencyBatch.of(latencyLimit, rules);
        long[] ordered = latencies.ordered();
        boolean counted = ordered.length < latencies.count() && latencyLimit.statistic() != LatencyLimit.Statistic.MEAN;
        LatencyJudgement judged =
                counted ? batch.judgeCounts(latencies.count(), latencies.over(limit)) : batch.judge(ordered);
        return budget.metric() == Metric.TRANSACTION ? believed(judged, ordered, rules) : judged;
    }

    /** The transactions of one test may all lie in one disturbance of the machine, unlike the requests of a whole build. */
    private static LatencyJudgement believed(LatencyJudgement judged, long[] ordered, LatencyRules rules) {
        return judged instanceof LatencyJudgement.Breached && !rules.mayBreach(LatencySeries.of(ordered))
                ? new LatencyJudgement.Undecided(judged.evidence(), LatencyDoubt.TOO_FEW, rules.floorValues())
                : judged;
    }
}
