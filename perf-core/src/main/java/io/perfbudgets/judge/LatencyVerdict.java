package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Puts a judgement on latencies into the words of a verdict. */
final class LatencyVerdict {
    private LatencyVerdict() {}

    /**
     * The verdict that a judgement comes to.
     *
     * @param repeated whether the values were taken for this verdict, so that more time would give more of them
     */
    static Verdict of(Budget budget, Measurement measurement, LatencyJudgement judgement, boolean repeated) {
        Latencies durations = measurement.durations(budget.metric());
        if (durations.count() == 0) {
            String seen = nothingTimed(budget.metric(), measurement);
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
                observedAmount(budget, durations, judgement.evidence()),
                reason(budget, measurement, judgement, repeated),
                Optional.of(measurement));
    }

    private static Optional<Amount> observedAmount(Budget budget, Latencies durations, LatencyEvidence evidence) {
        if (budget.reference().isPresent()) {
            return evidence.observed().stream()
                    .mapToObj(ratio -> amount(budget, ratio))
                    .findFirst();
        }
        long nanos = evidence.observed().orElseGet(() -> observed(budget.metric(), durations));
        return Optional.of(Amount.nanos(nanos));
    }

    /** In nanoseconds, or in parts per million of a reference. */
    private static Amount amount(Budget budget, long value) {
        return new Amount(budget.limit().dimension(), value);
    }

    static String nothingTimed(Metric metric, Measurement measurement) {
        String units = Units.count(measurement.units(), measurement.subject());
        if (measurement.units() == 0) {
            return "no " + Units.noun(measurement.subject()) + " was observed";
        }
        if (metric == Metric.TRANSACTION && measurement.failed() < measurement.units()) {
            return "no transaction was begun in " + units + " through a captured DataSource";
        }
        if (measurement.percentiles().isPresent() && measurement.failed() < measurement.units()) {
            return "a summary of " + units + " tells only percentiles, which are held against no other durations";
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
            case LATENCY_MAX, TRANSACTION -> latencies.max();
            default -> latencies.percentile(metric.quantile());
        };
    }

    private static String reason(Budget budget, Measurement measurement, LatencyJudgement judgement, boolean repeated) {
        LatencyEvidence evidence = judgement.evidence();
        if (evidence.used() == 0 && evidence.setAside() > 0) {
            return "none of " + Units.count(evidence.setAside(), measurement.subject())
                    + " counts, though shown here: the machine was disturbed during all of them" + signs(evidence);
        }
        String values = Units.count(evidence.used(), measurement.subject()) + "; " + reference(budget, evidence);
        if (judgement instanceof LatencyJudgement.Undecided undecided) {
            return values
                    + doubt(
                            undecided,
                            budget,
                            measurement.subject().kind(),
                            repeated ? timeFor(undecided, measurement) : "")
                    + setAside(undecided);
        }
        return values
                + statement(budget, evidence, judgement instanceof LatencyJudgement.Breached)
                + confirmedBy(budget, judgement)
                + setAside(judgement);
    }

    private static String reference(Budget budget, LatencyEvidence evidence) {
        return evidence.reference().isEmpty()
                ? ""
                : budget.reference().orElse("") + " took "
                        + Amount.nanos(evidence.reference().getAsLong()) + "; ";
    }

    /** Why it is believed: each series for itself, as was declared before it was taken. */
    private static String confirmedBy(Budget budget, LatencyJudgement judgement) {
        List<Long> series = judgement.evidence().series();
        if (!(judgement instanceof LatencyJudgement.Breached) || series.size() < 2) {
            return "";
        }
        return "; confirmed by " + (series.size() - 1) + " fresh series: "
                + series.stream()
                        .skip(1)
                        .map(value -> amount(budget, value))
                        .map(Amount::toString)
                        .collect(Collectors.joining(" and "));
    }

    private static String setAside(LatencyJudgement judgement) {
        LatencyEvidence evidence = judgement.evidence();
        boolean said = judgement instanceof LatencyJudgement.Undecided undecided
                && undecided.why() == LatencyDoubt.MACHINE_DISTURBED;
        return evidence.setAside() == 0 || said
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d more set aside, the machine was disturbed%s",
                        evidence.setAside(),
                        signs(evidence));
    }

    /** {@code : its processor was slow (9), its memory was slow (3)}. */
    private static String signs(LatencyEvidence evidence) {
        return evidence.signs().isEmpty()
                ? ""
                : evidence.signs().entrySet().stream()
                        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                        .map(sign -> String.format(
                                Locale.ROOT, "%s (%,d)", sign.getKey().clause(), sign.getValue()))
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    /** How much time the missing values would take; a fifth of the whole goes into warming up. */
    private static String timeFor(LatencyJudgement.Undecided undecided, Measurement measurement) {
        double each = measurement.latencies().mean();
        double all = each * undecided.needed();
        return String.format(
                Locale.ROOT,
                ", about %s at %s each: raise its time (perf.latency.maxTime) to %.0fs or more",
                Amount.nanos(Math.round(all)),
                Amount.nanos(Math.round(each)),
                Math.max(1, Math.ceil(all * 1.25 / 1e9)));
    }

    /** What is said before a confirming series is taken. */
    static String announcement(Budget budget, Subject subject, LatencyState.NeedsConfirmation state) {
        LatencyEvidence soFar = state.soFar();
        String latest = soFar.series().isEmpty()
                ? "unknown"
                : amount(budget, soFar.series().get(soFar.series().size() - 1)).toString();
        String found = String.format(
                Locale.ROOT,
                "%s: %s latency %s, budget %s (%s)",
                subject.shortName(),
                name(budget.metric()),
                latest,
                limit(budget),
                Units.count(soFar.used(), subject));
        return state.series() == 1
                ? found + " looks broken. It counts as broken only if each of " + state.of()
                        + " fresh series says the same; series 1 of " + state.of() + " begins"
                : found + " was confirmed by series " + (state.series() - 1) + " of " + state.of() + "; series "
                        + state.series() + " begins";
    }

    private static String statement(Budget budget, LatencyEvidence evidence, boolean breached) {
        String name = name(budget.metric());
        OptionalLong bound = evidence.bound();
        if (bound.isEmpty()) {
            return String.format(Locale.ROOT, "%,d of them over the limit", evidence.over());
        }
        return name + " is " + (breached ? "above " : "at most ") + amount(budget, bound.getAsLong()) + " with "
                + percent(evidence.confidence()) + " confidence";
    }

    static String doubt(LatencyJudgement.Undecided undecided, Budget budget, Subject.Kind kind, String time) {
        LatencyEvidence evidence = undecided.evidence();
        return switch (undecided.why()) {
            case TOO_FEW ->
                String.format(Locale.ROOT, "%s needs %,d values%s", name(budget.metric()), undecided.needed(), time);
            case NEAR_THE_LIMIT -> "too close to the limit to say";
            case IN_ONE_STRETCH ->
                evidence.blocks() == 0
                        ? countedOnly(evidence)
                        : evidence.blocksOver() == evidence.blocks()
                                ? "over the limit throughout, but too few to tell it from a disturbance of the machine"
                                : "the slow ones came in one stretch (" + evidence.blocksOver() + " of "
                                        + evidence.blocks()
                                        + " blocks), as from a disturbance of the machine"
                                        + (kind == Subject.Kind.TEST
                                                ? ""
                                                : ", or from the data of one of several tests");
            case NOT_CONFIRMED ->
                "a series over the limit was not confirmed by a fresh one" + unconfirmed(budget, evidence);
            case GENERATOR_LATE -> "the load generator could not keep up, so the limit may be broken by it";
            case TOO_SHORT -> "over the limit, but a breach takes two seconds under load";
            case MACHINE_DISTURBED ->
                "the machine was disturbed during " + evidence.setAside() + " more, which do not count"
                        + signs(evidence);
        };
    }

    /** Of so many values only their counts are left, so that nobody knows when the slow ones came. */
    private static String countedOnly(LatencyEvidence evidence) {
        return String.format(
                Locale.ROOT,
                "%,d over the limit, so few that they may have come in one stretch, as from a disturbance of the machine",
                evidence.over());
    }

    private static String unconfirmed(Budget budget, LatencyEvidence evidence) {
        return evidence.series().size() < 2
                ? ", for which there was no time"
                : evidence.series().stream()
                        .map(value -> amount(budget, value))
                        .map(Amount::toString)
                        .collect(Collectors.joining(", then ", ": ", ""));
    }

    /** {@code 200 ms}, {@code 1.2x of GET /api/health}. */
    static String limit(Budget budget) {
        return budget.isRegression()
                ? budget.limit().toString()
                : budget.limit() + budget.reference().map(name -> " of " + name).orElse("");
    }

    /** What the metric is of a unit: {@code p95 latency}. */
    static String title(Metric metric) {
        return switch (metric) {
            case TRANSACTION -> "longest transaction";
            case SLOW_REQUESTS -> "slow requests";
            default -> name(metric) + " latency";
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
