package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts a judgement on latencies into the words of a verdict. */
final class LatencyVerdict {
    private LatencyVerdict() {}

    static Verdict of(Budget budget, Measurement measurement, LatencyJudgement judgement) {
        if (measurement.latencies().count() == 0) {
            String seen = nothingTimed(measurement);
            return new Verdict(
                    budget,
                    measurement.subject(),
                    Outcome.UNMEASURED,
                    Optional.empty(),
                    seen,
                    Optional.of(measurement));
        }
        return new Verdict(
                budget,
                measurement.subject(),
                outcome(judgement),
                Optional.of(Amount.nanos(judgement
                        .evidence()
                        .observed()
                        .orElseGet(() -> observed(budget.metric(), measurement.latencies())))),
                reason(budget, measurement, judgement),
                Optional.of(measurement));
    }

    private static String nothingTimed(Measurement measurement) {
        String units = Units.count(measurement.units(), measurement.subject());
        if (measurement.units() == 0) {
            return "no " + Units.noun(measurement.subject()) + " was observed";
        }
        return measurement.failed() == measurement.units()
                ? "all of " + units + " failed, and a failure is never a fast answer"
                : "none of " + units + " was timed: they all failed or were part of a warm-up";
    }

    private static Outcome outcome(LatencyJudgement judgement) {
        if (judgement instanceof LatencyJudgement.Within) {
            return Outcome.WITHIN;
        }
        return judgement instanceof LatencyJudgement.Breached ? Outcome.BREACHED : Outcome.UNDECIDED;
    }

    private static long observed(Metric metric, Latencies latencies) {
        return switch (metric) {
            case LATENCY_MEAN -> latencies.mean();
            case LATENCY_MAX -> latencies.max();
            default -> latencies.percentile(metric.quantile());
        };
    }

    private static String reason(Budget budget, Measurement measurement, LatencyJudgement judgement) {
        LatencyEvidence evidence = judgement.evidence();
        String values = Units.count(evidence.used(), measurement.subject());
        String series = evidence.series() > 1 ? " in " + evidence.series() + " series" : "";
        if (judgement instanceof LatencyJudgement.Undecided undecided) {
            return values + series + "; " + doubt(undecided, budget);
        }
        return values + series + "; " + statement(budget, evidence, judgement instanceof LatencyJudgement.Breached);
    }

    private static String statement(Budget budget, LatencyEvidence evidence, boolean breached) {
        String name = name(budget.metric());
        OptionalLong bound = evidence.bound();
        if (bound.isEmpty()) {
            return String.format(Locale.ROOT, "%,d of them over the limit", evidence.over());
        }
        return name + " is " + (breached ? "above " : "at most ") + Amount.nanos(bound.getAsLong()) + " with "
                + percent(evidence.confidence()) + " confidence";
    }

    private static String doubt(LatencyJudgement.Undecided undecided, Budget budget) {
        LatencyEvidence evidence = undecided.evidence();
        return switch (undecided.why()) {
            case TOO_FEW -> name(budget.metric()) + " needs " + undecided.needed() + " values";
            case NEAR_THE_LIMIT -> "too close to the limit to say";
            case IN_ONE_STRETCH ->
                evidence.blocksOver() == evidence.blocks()
                        ? "over the limit throughout, but too few to tell it from a disturbance of the machine"
                        : "the slow ones came in one stretch (" + evidence.blocksOver() + " of " + evidence.blocks()
                                + " blocks), as from a disturbance of the machine";
            case NOT_CONFIRMED -> "a series over the limit was not confirmed by a fresh one";
            case GENERATOR_LATE -> "the load generator could not keep up";
            case MACHINE_DISTURBED ->
                "the machine was disturbed during " + evidence.setAside() + " more, which do not count";
        };
    }

    /** {@code p95}, {@code p99.9}, {@code mean}, {@code max}. */
    static String name(Metric metric) {
        return switch (metric) {
            case LATENCY_P999 -> "p99.9";
            default -> metric.key().substring(metric.key().indexOf('.') + 1);
        };
    }

    private static String percent(double confidence) {
        return BigDecimal.valueOf(confidence)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
