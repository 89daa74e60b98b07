package io.perfbudgets.judge;

import io.perfbudgets.judge.LatencyJudgement.Breached;
import io.perfbudgets.judge.LatencyJudgement.Undecided;
import io.perfbudgets.judge.LatencyJudgement.Within;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Judges one latency budget over values that are all there already, as the requests of a whole test run are. All of them
 * count, in one look, so the answer never contradicts the distribution that a report shows. The rule is that of
 * {@link LatencyDecision}, except that confirmation comes from within: BREACHED takes a run that is over the limit by
 * more than chance explains, throughout its blocks, and in each third of it for itself.
 *
 * <p>Nothing is called BREACHED that did not last {@link LatencyRules#floorTime()}, unless it is {@link
 * LatencyRules#floorValues()} values that are over five times the limit, more than a disturbance makes of one that keeps
 * it. For a maximum three such values are enough when they lie in all three thirds and in half of the blocks, and WITHIN
 * takes one value.
 */
public final class LatencyBatch {
    /** A third guards against disturbances; the whole has already paid for chance. */
    private static final double THIRD_RISK = 0.05;
    /** The share of the values that one disturbance may have hit. */
    private static final double DISTURBED = 0.4;

    private final LatencyLimit limit;
    private final LatencyRules rules;
    private final LatencyRule rule;

    private LatencyBatch(LatencyLimit limit, LatencyRules rules) {
        this.limit = limit;
        this.rules = rules;
        this.rule = limit.rule();
    }

    public static LatencyBatch of(LatencyLimit limit, LatencyRules rules) {
        return new LatencyBatch(limit, rules);
    }

    /** Judges undisturbed values in the order in which they were taken, in nanoseconds. */
    public LatencyJudgement judge(long[] nanos) {
        return judge(nanos, 0);
    }

    /**
     * Judges values in the order in which they were taken.
     *
     * @param nanos the undisturbed values in nanoseconds
     * @param setAside how many more were taken while the machine was disturbed
     */
    public LatencyJudgement judge(long[] nanos, long setAside) {
        LatencySeries series = LatencySeries.of(nanos);
        if (setAside > series.size()) {
            return undecided(series, setAside, LatencyDoubt.MACHINE_DISTURBED, fewest());
        }
        if (rule.within(series, rules.withinRisk())) {
            return new Within(
                    evidence(series, setAside, rules.withinConfidence(), rule.upperBound(series, rules.withinRisk())));
        }
        if (!rule.over(series, rules.breachRisk())) {
            LatencyDoubt why = series.size() < fewest() ? LatencyDoubt.TOO_FEW : LatencyDoubt.NEAR_THE_LIMIT;
            return undecided(series, setAside, why, fewest());
        }
        boolean everywhere = rule.throughout(series, rules.breachRisk()) && inEachThird(series, rule);
        if (!mayBreach(series) && (everywhere || limit.statistic() != LatencyLimit.Statistic.MAX)) {
            return undecided(series, setAside, LatencyDoubt.TOO_FEW, rules.valuesThatLastLong(series));
        }
        if (!everywhere) {
            return undecided(series, setAside, LatencyDoubt.IN_ONE_STRETCH, fewest());
        }
        return new Breached(
                evidence(series, setAside, rules.breachConfidence(), rule.lowerBound(series, rules.breachRisk())));
    }

    /**
     * Judges counts, for values of which only a histogram is left. Where in the run the values over the limit lay is then
     * unknown, so BREACHED also takes that enough of them remain when as many as one disturbance can cause are left out.
     *
     * @param values how many undisturbed values there were
     * @param over how many of them were over the limit
     * @throws IllegalArgumentException for a mean, which counts say nothing about, or when counts contradict each other
     */
    public LatencyJudgement judgeCounts(long values, long over) {
        if (limit.statistic() == LatencyLimit.Statistic.MEAN) {
            throw new IllegalArgumentException("A mean cannot be judged from counts; give the values in their order");
        }
        if (over < 0 || over > values) {
            throw new IllegalArgumentException(over + " values over the limit among " + values);
        }
        long disturbed = (long) Math.ceil(values * DISTURBED);
        boolean percentile = rule instanceof PercentileRule;
        PercentileRule counted = rule instanceof PercentileRule its ? its : new PercentileRule(0.95, limit.nanos());
        boolean within = percentile ? counted.within(values, over, rules.withinRisk()) : values > 0 && over == 0;
        if (within) {
            return new Within(evidence(values, over, rules.withinConfidence()));
        }
        if (percentile ? !counted.over(values, over, rules.breachRisk()) : over == 0) {
            LatencyDoubt why = values < fewest() ? LatencyDoubt.TOO_FEW : LatencyDoubt.NEAR_THE_LIMIT;
            return new Undecided(evidence(values, over, rules.withinConfidence()), why, fewest());
        }
        if (values < rules.floorValues()) {
            return new Undecided(
                    evidence(values, over, rules.withinConfidence()), LatencyDoubt.TOO_FEW, rules.floorValues());
        }
        return counted.over(values - disturbed, over - disturbed, rules.breachRisk())
                ? new Breached(evidence(values, over, rules.breachConfidence()))
                : new Undecided(
                        evidence(values, over, rules.withinConfidence()), LatencyDoubt.IN_ONE_STRETCH, fewest());
    }

    /** A burst of the machine may swallow a whole run that is short, but it does not make values five times as long. */
    private boolean mayBreach(LatencySeries series) {
        if (rules.lastedLong(series)) {
            return true;
        }
        LatencyRule gross = limit.whateverTheMachine().rule();
        boolean enough = limit.statistic() == LatencyLimit.Statistic.MAX || series.size() >= rules.floorValues();
        return enough
                && gross.over(series, rules.breachRisk())
                && gross.throughout(series, rules.breachRisk())
                && inEachThird(series, gross);
    }

    private static boolean inEachThird(LatencySeries series, LatencyRule rule) {
        return IntStream.range(0, 3).allMatch(third -> rule.over(series.part(third, 3), THIRD_RISK));
    }

    int fewest() {
        return limit.statistic() == LatencyLimit.Statistic.MAX ? 1 : rule.fewest(rules.withinRisk());
    }

    private LatencyJudgement undecided(LatencySeries series, long setAside, LatencyDoubt why, int needed) {
        return new Undecided(evidence(series, setAside, rules.withinConfidence(), OptionalLong.empty()), why, needed);
    }

    private LatencyEvidence evidence(LatencySeries series, long setAside, double confidence, OptionalLong bound) {
        OptionalLong observed = rule.observed(series);
        return new LatencyEvidence(
                observed,
                series.size(),
                series.over(limit.nanos()),
                setAside,
                Map.of(),
                observed.stream().boxed().toList(),
                1,
                series.blocks(),
                rule.blocksOver(series),
                confidence,
                bound,
                OptionalLong.empty());
    }

    private static LatencyEvidence evidence(long values, long over, double confidence) {
        return new LatencyEvidence(
                OptionalLong.empty(),
                values,
                over,
                0,
                Map.of(),
                List.of(),
                1,
                0,
                0,
                confidence,
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}
