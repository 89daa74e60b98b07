package io.perfbudgets.judge;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.recorded.RecordedDiff;
import io.perfbudgets.sql.QueryGrowth;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

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
            case EXACT ->
                budget.metric() == Metric.FULL_SCANS
                        ? FullScanJudge.judge(budget, measurement)
                        : ExactJudge.judge(budget, measurement);
            case SHARE -> ErrorRateJudge.judge(budget, measurement, rules);
            case PACE -> ThroughputJudge.judge(budget, measurement, rules);
            case DISTRIBUTION -> {
                if (budget.reference().isPresent()) {
                    yield relative(budget, measurement, Optional.empty(), rules);
                }
                if (budget.metric() == Metric.ALLOCATION) {
                    yield AllocationJudge.judge(budget, measurement, rules);
                }
                if (measurement.percentiles().isPresent() && budget.metric() != Metric.TRANSACTION) {
                    yield SummaryVerdict.of(
                            budget, measurement, measurement.percentiles().get(), rules);
                }
                LatencyJudgement judged = latency(budget, measurement, rules, 0);
                yield DisturbedVerdict.of(
                        budget.metric() == Metric.SLOW_REQUESTS
                                ? SlowRequestsVerdict.of(budget, measurement, judged, rules)
                                : LatencyVerdict.of(budget, measurement, judged, false));
            }
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
        return DisturbedVerdict.of(LatencyVerdict.of(budget, measurement, judgement, false));
    }

    /**
     * The verdict on a latency that was decided while the values were taken.
     *
     * @param decided what the live decision came to
     */
    public static Verdict judge(Budget budget, Measurement measurement, LatencyJudgement decided) {
        return LatencyVerdict.of(budget, measurement, decided, true);
    }

    /**
     * The verdict on what a body ran while its data grew.
     *
     * @param measurement of the body before that
     * @param doubt what may make the counts wrong; empty if nothing does
     */
    public static Verdict judge(Budget budget, Measurement measurement, QueryGrowth growth, Optional<String> doubt) {
        return GrowthJudge.judge(budget, measurement, growth, doubt);
    }

    /**
     * The verdict on what a test ran, compared with what is recorded of it.
     *
     * @param where the file, and the line if the test stands in it
     */
    public static Verdict judge(Budget budget, Measurement measurement, RecordedDiff diff, String where) {
        return RecordJudge.judge(budget, measurement, diff, where);
    }

    /** Why the statements of {@code measurement} may not be all there were; empty if they are. */
    public static Optional<String> doubt(Measurement measurement) {
        return ExactJudge.missing(Metric.QUERIES, measurement);
    }

    /**
     * What the values of a finished measurement say of a latency budget.
     *
     * @param setAside how many more values were taken while the machine was disturbed
     */
    public static LatencyJudgement latency(Budget budget, Measurement measurement, LatencyRules rules, long setAside) {
        return judged(
                budget,
                measurement,
                rules,
                each -> latency(budget, measurement.durations(budget.metric()), each, setAside));
    }

    /** What a latency budget comes to if so many of so many values are over its limit. */
    static LatencyJudgement counted(
            Budget budget, Measurement measurement, LatencyRules rules, long values, long over) {
        return judged(budget, measurement, rules, each -> LatencyBatch.of(limit(budget), each)
                .judgeCounts(values, over));
    }

    private static LatencyJudgement judged(
            Budget budget,
            Measurement measurement,
            LatencyRules rules,
            Function<LatencyRules, LatencyJudgement> judgement) {
        return measurement
                .load()
                .map(load -> underLoad(budget, load, rules, judgement))
                .orElseGet(() -> judgement.apply(rules));
    }

    /** Under load many values are taken at the same time, so the time of the load is the floor, not theirs. */
    private static LatencyJudgement underLoad(
            Budget budget, LoadRun load, LatencyRules rules, Function<LatencyRules, LatencyJudgement> judgement) {
        LatencyJudgement judged = judgement.apply(rules.withFloor(1, Duration.ZERO));
        if (!(judged instanceof LatencyJudgement.Breached)) {
            return judged;
        }
        int needed = fewestValues(budget, rules);
        if (!load.keptUp()) {
            return new LatencyJudgement.Undecided(judged.evidence(), LatencyDoubt.GENERATOR_LATE, needed);
        }
        return load.pace().nanos() < rules.floorTime().toNanos()
                ? new LatencyJudgement.Undecided(judged.evidence(), LatencyDoubt.TOO_SHORT, needed)
                : judged;
    }

    private static LatencyJudgement latency(Budget budget, Latencies latencies, LatencyRules rules, long setAside) {
        LatencyLimit limit = limit(budget);
        LatencyBatch batch = LatencyBatch.of(limit, rules);
        long[] ordered = latencies.ordered();
        boolean counted = ordered.length < latencies.count() && limit.statistic() != LatencyLimit.Statistic.MEAN;
        LatencyJudgement judged = counted
                ? batch.judgeCounts(latencies.count(), latencies.over(limit.nanos()))
                : batch.judge(ordered, setAside);
        return switch (budget.metric()) {
            case TRANSACTION, SLOW_REQUESTS -> believed(judged, ordered, rules);
            default -> judged;
        };
    }

    /** A few values may all lie in one disturbance of the machine, be they ever so long. */
    private static LatencyJudgement believed(LatencyJudgement judged, long[] ordered, LatencyRules rules) {
        return judged instanceof LatencyJudgement.Breached && !rules.mayBreach(LatencySeries.of(ordered))
                ? new LatencyJudgement.Undecided(judged.evidence(), LatencyDoubt.TOO_FEW, rules.floorValues())
                : judged;
    }

    static LatencyLimit limit(Budget budget) {
        if (budget.metric() == Metric.SLOW_REQUESTS) {
            return LatencyLimit.max(budget.threshold().orElseThrow().value());
        }
        return LatencyLimit.ofQuantile(
                budget.metric().quantile(), budget.limit().value());
    }

    /** Whether a verdict on allocation is open only because too few units of a warm JVM were seen, each of which is over. */
    public static boolean lacksUnits(Verdict verdict, LatencyRules rules) {
        return verdict.budget().metric() == Metric.ALLOCATION && AllocationJudge.lacksUnits(verdict, rules);
    }

    /** Fewest values with which the budget can be found kept; 1 where it is not judged by statistics. */
    public static int fewestValues(Budget budget, LatencyRules rules) {
        return switch (budget.metric().judging()) {
            case DISTRIBUTION ->
                budget.metric() == Metric.ALLOCATION
                        ? AllocationJudge.fewest(rules)
                        : LatencyBatch.of(limit(budget), rules).fewest();
            case SHARE -> ErrorRateJudge.fewest(budget.limit().value() / 1e6, rules);
            case PACE, EXACT, FEW, PEAK, TREND -> 1;
        };
    }
}
