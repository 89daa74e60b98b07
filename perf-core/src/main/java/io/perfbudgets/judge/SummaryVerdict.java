package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Percentiles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Judges durations of which a summary tells a few percentiles. How many of them are over a limit lies between two bounds:
 * WITHIN is what would be so with the most, BREACHED what would be so with the fewest; where they come to different
 * answers, it is UNDECIDED. A mean is told without how far values differ, and stays UNDECIDED.
 */
final class SummaryVerdict {
    private static final List<Metric> SHOWN = List.of(
            Metric.LATENCY_P50,
            Metric.LATENCY_P90,
            Metric.LATENCY_P95,
            Metric.LATENCY_P99,
            Metric.LATENCY_P999,
            Metric.LATENCY_MAX);
    private static final String NO_MORE = "a summary does not tell more: import each duration";

    private final Budget budget;
    private final Measurement measurement;
    private final LatencyRules rules;
    private final long values;
    private final long fewest;
    private final long most;

    private SummaryVerdict(Budget budget, Measurement measurement, Percentiles known, LatencyRules rules) {
        long limit = Judge.limit(budget).nanos();
        long over = measurement.latencies().over(limit);
        this.budget = budget;
        this.measurement = measurement;
        this.rules = rules;
        this.values = known.count() + measurement.latencies().count();
        this.fewest = known.fewestOver(limit) + over;
        this.most = known.mostOver(limit) + over;
    }

    static Verdict of(Budget budget, Measurement measurement, Percentiles known, LatencyRules rules) {
        return new SummaryVerdict(budget, measurement, known, rules).verdict(known);
    }

    private Verdict verdict(Percentiles known) {
        if (values == 0) {
            return verdict(Outcome.UNMEASURED, LatencyVerdict.nothingTimed(budget.metric(), measurement), known);
        }
        String units = Units.count(values, measurement.subject());
        if (budget.metric() == Metric.LATENCY_MEAN) {
            return verdict(
                    Outcome.UNDECIDED,
                    units + "; a summary does not tell how far they differ from their mean: import each duration",
                    known);
        }
        LatencyJudgement atBest = Judge.counted(budget, measurement, rules, values, fewest);
        LatencyJudgement atWorst = Judge.counted(budget, measurement, rules, values, most);
        if (budget.metric() == Metric.SLOW_REQUESTS) {
            return slow(atBest, atWorst);
        }
        if (atWorst instanceof LatencyJudgement.Within) {
            return verdict(Outcome.WITHIN, units + "; " + over("at most ", most), known);
        }
        if (atBest instanceof LatencyJudgement.Breached) {
            return verdict(Outcome.BREACHED, units + "; " + over("at least ", fewest), known);
        }
        return verdict(Outcome.UNDECIDED, units + "; " + doubt(atBest, atWorst), known);
    }

    private Verdict slow(LatencyJudgement atBest, LatencyJudgement atWorst) {
        Verdict worst = SlowRequestsVerdict.of(budget, measurement, atWorst, rules);
        if (worst.outcome() == Outcome.WITHIN || fewest == most) {
            return worst;
        }
        Verdict best = SlowRequestsVerdict.of(budget, measurement, atBest, rules);
        return best.outcome() == Outcome.BREACHED
                ? best
                : new Verdict(
                        budget,
                        measurement.subject(),
                        Outcome.UNDECIDED,
                        Optional.empty(),
                        between() + " took longer than " + budget.threshold().orElseThrow() + "; " + NO_MORE,
                        Optional.of(measurement));
    }

    private String over(String bound, long count) {
        return String.format(Locale.ROOT, "%s%,d of them over the limit", fewest == most ? "" : bound, count);
    }

    private String between() {
        return String.format(
                Locale.ROOT, "between %,d and %,d of %s", fewest, most, Units.count(values, measurement.subject()));
    }

    /** What keeps it from being decided: the values themselves, or that only bounds of them are known. */
    private String doubt(LatencyJudgement atBest, LatencyJudgement atWorst) {
        String known = fewest == most
                ? over("", most)
                : String.format(Locale.ROOT, "between %,d and %,d of them over the limit", fewest, most);
        boolean same = atBest instanceof LatencyJudgement.Undecided one
                && atWorst instanceof LatencyJudgement.Undecided other
                && one.why() == other.why();
        return known + ": "
                + (same
                        ? LatencyVerdict.doubt(
                                (LatencyJudgement.Undecided) atWorst,
                                budget,
                                measurement.subject().kind(),
                                "")
                        : NO_MORE);
    }

    private Verdict verdict(Outcome outcome, String reason, Percentiles known) {
        return new Verdict(
                budget,
                measurement.subject(),
                outcome,
                outcome == Outcome.UNMEASURED ? Optional.empty() : observed(known),
                reason,
                Optional.of(measurement));
    }

    private Optional<Amount> observed(Percentiles known) {
        OptionalLong value = budget.metric() == Metric.LATENCY_MEAN
                ? known.mean()
                : known.at(budget.metric().quantile());
        return measurement.latencies().count() > 0 || value.isEmpty()
                ? Optional.empty()
                : Optional.of(Amount.nanos(value.getAsLong()));
    }

    /** {@code p50 12 ms · p95 31 ms · max 80 ms; a summary tells no more}. */
    static String line(Percentiles known) {
        String told = SHOWN.stream()
                .flatMap(metric -> known.at(metric.quantile()).stream()
                        .mapToObj(nanos -> LatencyVerdict.name(metric) + " " + Amount.nanos(nanos)))
                .collect(Collectors.joining(" · "));
        return (told.isEmpty() ? "no percentile of all" : told) + "; a summary tells no more";
    }
}
