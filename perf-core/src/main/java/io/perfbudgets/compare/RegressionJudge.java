package io.perfbudgets.compare;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Normalisation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds what a run observed of a subject against what a baseline did. Counts are exact: the worst unit against the worst
 * unit of the baseline's newest run, on whatever machine. Durations are decided by a {@link RegressionRule}; where no run of
 * the baseline is of this machine, only as far as the canary normalises them. Stateless.
 */
public final class RegressionJudge {
    private static final double ONE = 1e6;
    private static final String MORE_VALUES =
            "runs differ too much among themselves; measure over more units, or on a quieter machine";

    private final Baseline baseline;
    private final RegressionRule rule;

    public RegressionJudge(Baseline baseline, RegressionRule rule) {
        this.baseline = baseline;
        this.rule = rule;
    }

    /**
     * Judges.
     *
     * @param budget as it is declared
     * @param subject the subject as the history knows it, which tells different loads apart
     * @param measurement what this run observed of it
     */
    public Verdict judge(Budget budget, Subject subject, Measurement measurement) {
        if (!baseline.knows(subject)) {
            return unmeasured(
                    budget,
                    measurement,
                    "it is not in the baseline, " + baseline.name()
                            + ": it is new, or its name has changed. Nothing can be said of it until the baseline has it");
        }
        return budget.metric().judging() == Judging.EXACT
                ? count(budget, subject, measurement)
                : duration(budget, subject, measurement);
    }

    private Verdict count(Budget budget, Subject subject, Measurement measurement) {
        Optional<Baseline.Run> newest = baseline.newest(subject, budget.metric());
        if (newest.isEmpty()) {
            return unmeasured(budget, measurement, notCounted(budget.metric()));
        }
        long was = Baseline.value(newest.get(), subject, budget.metric()).orElseThrow();
        Verdict verdict = Judge.judge(budget.resolved(most(budget, was)), measurement, LatencyRules.DEFAULT);
        String reason = verdict.outcome() == Outcome.UNMEASURED
                ? verdict.reason()
                : was + " in run " + newest.get().name();
        return new Verdict(
                verdict.budget(), verdict.subject(), verdict.outcome(), verdict.observed(), reason, verdict.evidence());
    }

    private String notCounted(Metric metric) {
        return baseline.name() + " did not count " + metric.key() + " of it";
    }

    private static Amount most(Budget budget, long was) {
        Dimension dimension = budget.metric().dimension();
        boolean share = budget.limit().dimension() == Dimension.FACTOR;
        double exact = share
                ? was * (budget.limit().value() / ONE)
                : was + budget.limit().value();
        return new Amount(dimension, (long) exact);
    }

    private Verdict duration(Budget budget, Subject subject, Measurement measurement) {
        Metric metric = budget.metric();
        OptionalLong now = Observed.of(measurement).value(metric);
        if (now.isEmpty()) {
            return unmeasured(budget, measurement, nothing(metric) + " of it");
        }
        long[] was = Baseline.values(baseline.runs(), subject, metric);
        if (was.length == 0) {
            return otherMachine(budget, subject, measurement, now.getAsLong());
        }
        return decided(budget, subject, measurement, now.getAsLong(), was);
    }

    private Verdict decided(Budget budget, Subject subject, Measurement measurement, long now, long[] was) {
        Metric metric = budget.metric();
        long[] recent = Baseline.values(baseline.recent(), subject, metric);
        RegressionDecision decision = rule.decide(
                was, recent, after(subject, metric, now), budget.limit().value() / ONE);
        long usual = usual(was, now);
        return verdict(
                budget,
                measurement,
                decision.outcome(),
                usual,
                now,
                new Amount(metric.dimension(), usual) + " in " + baseline.name() + "; " + statement(decision));
    }

    /**
     * Normalised by the canary, of which only bounds are known: broken if it is by the bound that makes the least of it, kept
     * if it is by the one that makes the most of it. What is allocated does not go by how fast a machine is.
     */
    private Verdict otherMachine(Budget budget, Subject subject, Measurement measurement, long now) {
        Metric metric = budget.metric();
        List<Baseline.Run> runs = baseline.runs();
        long[] slowest = Baseline.normalised(runs, subject, metric, Normalisation::most);
        if (slowest.length == 0 || !metric.isLatency()) {
            return unmeasured(budget, measurement, notTimed(subject, metric));
        }
        long[] fastest = Baseline.normalised(runs, subject, metric, Normalisation::least);
        long[] own = Baseline.values(baseline.recent(), subject, metric);
        long[] recent = own.length >= RegressionRule.FEWEST_RUNS
                ? own
                : Baseline.normalised(baseline.recent(), subject, metric, Normalisation::usual);
        long[] after = after(subject, metric, now);
        double factor = budget.limit().value() / ONE;
        RegressionDecision worst = rule.decide(slowest, recent, after, factor);
        RegressionDecision best = rule.decide(fastest, recent, after, factor);
        boolean kept = best.outcome() == Outcome.WITHIN;
        boolean decided = kept || worst.outcome() == Outcome.BREACHED;
        RegressionDecision decision = kept ? best : worst;
        String bounds = new Amount(metric.dimension(), usual(fastest, now)) + " to "
                + new Amount(metric.dimension(), usual(slowest, now)) + " in " + baseline.name()
                + ", measured on another machine or JVM and normalised by its canary; ";
        return verdict(
                budget,
                measurement,
                decided ? decision.outcome() : Outcome.UNDECIDED,
                usual(kept ? fastest : slowest, now),
                now,
                bounds + (decided ? statement(decision) : between(best, worst)));
    }

    /** What the canary leaves open, or the runs do. */
    private static String between(RegressionDecision best, RegressionDecision worst) {
        return worst.outcome() == Outcome.UNDECIDED && worst.needed() > 0 && worst.ratio() > 1
                ? "now " + change(worst.ratio()) + " at least, and " + missing(worst.needed())
                : "now between " + change(worst.ratio()) + " and " + change(best.ratio())
                        + ", which the canary cannot tell apart; build the baseline on this machine";
    }

    /** The value of this run, and those of the runs just before it on this machine. */
    private long[] after(Subject subject, Metric metric, long now) {
        long[] before = Baseline.values(baseline.before(), subject, metric);
        long[] after = new long[before.length + 1];
        after[0] = now;
        System.arraycopy(before, 0, after, 1, before.length);
        return after;
    }

    private static long usual(long[] was, long now) {
        return Math.round(now / ratio(was, now));
    }

    private static Verdict verdict(
            Budget budget, Measurement measurement, Outcome outcome, long usual, long now, String reason) {
        Metric metric = budget.metric();
        return new Verdict(
                budget.resolved(most(budget, usual)),
                measurement.subject(),
                outcome,
                Optional.of(new Amount(metric.dimension(), now)),
                reason,
                Optional.of(measurement));
    }

    private static double ratio(long[] was, long now) {
        double logs = 0;
        for (long each : was) {
            logs += Math.log((double) Math.max(1, each));
        }
        return Math.max(1, now) / Math.exp(logs / was.length);
    }

    private String notTimed(Subject subject, Metric metric) {
        return baseline.newest(subject, metric).isPresent()
                ? baseline.name() + " was measured on a different machine or JVM, where durations mean something else,"
                        + " and no canary tells how much else. Counts are still compared; build the baseline on this"
                        + " machine to compare durations"
                : nothing(metric) + " of it in " + baseline.name();
    }

    private static String nothing(Metric metric) {
        return metric == Metric.ALLOCATION ? "no allocation is known" : "nothing was timed";
    }

    private String statement(RegressionDecision decision) {
        String differ = decision.spread() == 0
                ? ""
                : String.format(Locale.ROOT, "; runs of it differ by %.1f %%", 100 * decision.spread());
        return switch (decision.outcome()) {
            case WITHIN ->
                String.format(
                        Locale.ROOT,
                        "now %s, with 95 %% confidence %s at most%s",
                        change(decision.ratio()),
                        change(decision.bound()),
                        differ);
            case BREACHED ->
                String.format(
                        Locale.ROOT,
                        "this run and the one before it %s, with %s confidence %s at least%s",
                        change(decision.ratio()),
                        new Amount(Dimension.RATIO, Math.round(ONE * (1 - rule.falseAlarm()))),
                        change(decision.bound()),
                        differ);
            default -> "now " + change(decision.ratio()) + differ + ", and " + missing(decision.needed());
        };
    }

    private static String missing(int runs) {
        return switch (runs) {
            case -1 -> MORE_VALUES;
            case 1 -> "one more run would tell: build again";
            default -> runs + " more runs would tell: build again";
        };
    }

    private static String change(double ratio) {
        return String.format(Locale.ROOT, ratio < 1 ? "%.1f %% less" : "%.1f %% more", 100 * Math.abs(ratio - 1));
    }

    private static Verdict unmeasured(Budget budget, Measurement measurement, String reason) {
        return new Verdict(
                budget, measurement.subject(), Outcome.UNMEASURED, Optional.empty(), reason, Optional.of(measurement));
    }
}
