package io.perfbudgets.judge;

import io.perfbudgets.judge.LatencyJudgement.Breached;
import io.perfbudgets.judge.LatencyJudgement.Undecided;
import io.perfbudgets.judge.LatencyJudgement.Within;
import io.perfbudgets.judge.LatencyState.Decided;
import io.perfbudgets.judge.LatencyState.NeedsConfirmation;
import io.perfbudgets.judge.LatencyState.NeedsMore;
import java.util.OptionalLong;

/**
 * Decides one latency budget while its values are being taken, with as few of them as a sound answer needs: a clear pass
 * costs about 100 values for a p95. It knows no clock: when the caller's time is up, {@link #timeUp} ends it.
 *
 * <p>Values are looked at after 94, 188, 376, ... (for a p95; the first look depends on the percentile) of them. WITHIN
 * ends it at any look. BREACHED takes a series that is over the limit by more than chance explains, throughout its
 * blocks, with at least {@link LatencyRules#floorValues()} values, and then the same again in each of
 * {@link LatencyRules#confirmations()} fresh series; a confirming series that does not breach leaves it UNDECIDED.
 *
 * <p>Not thread-safe. Costs a few nanoseconds a value between looks and keeps every value until decided.
 */
public final class LatencyDecision {
    /** A confirming series guards against disturbances; the first one has already paid for chance. */
    private static final double CONFIRMATION_RISK = 0.01;
    /** So many set aside before it is said that the machine disturbs more values than not. */
    private static final int PATIENCE = 480;

    private final LatencyRules rules;
    private final LatencyRule rule;
    private final LatencyLooks looks;

    private LatencySeries past = new LatencySeries();
    private LatencySeries series = new LatencySeries();
    private int seriesTaken = 1;
    private int looksTaken;
    private long setAside;
    private LatencyState state;

    private LatencyDecision(LatencyLimit limit, LatencyRules rules) {
        this.rules = rules;
        this.rule = limit.rule();
        this.looks = new LatencyLooks(rule, rules);
        this.state = new NeedsMore(looks.until(0));
    }

    public static LatencyDecision of(LatencyLimit limit, LatencyRules rules) {
        return new LatencyDecision(limit, rules);
    }

    /**
     * Adds the next value.
     *
     * @param nanos how long it took
     * @param disturbed whether the machine was disturbed meanwhile; such a value is counted and set aside
     * @return where the decision stands now
     */
    public LatencyState add(long nanos, boolean disturbed) {
        if (state instanceof Decided) {
            return state;
        }
        if (disturbed) {
            setAside++;
            if (setAside >= PATIENCE && mostlyDisturbed()) {
                state = undecided();
            }
            return state;
        }
        series.add(nanos);
        state = looks.at(series.size()) ? look() : new NeedsMore(looks.until(series.size()));
        return state;
    }

    /** Where the decision stands. */
    public LatencyState state() {
        return state;
    }

    /** Ends it: what was decided, or UNDECIDED with the reason. Further values are ignored. */
    public LatencyJudgement timeUp() {
        Decided decided = state instanceof Decided already ? already : undecided();
        state = decided;
        return decided.judgement();
    }

    private LatencyState look() {
        looksTaken++;
        double withinRisk = rules.withinRisk() / looks.withinLooks();
        double breachRisk = (seriesTaken == 1 ? rules.breachRisk() : CONFIRMATION_RISK) / looks.breachLooks();
        if (rules.mayBreach(series) && rule.over(series, breachRisk) && rule.throughout(series)) {
            return breach();
        }
        if (looks.mayBeWithin(series.size()) && rule.within(series, withinRisk)) {
            return seriesTaken > 1
                    ? undecided(LatencyDoubt.NOT_CONFIRMED, fewest())
                    : new Decided(new Within(evidence(rules.withinConfidence(), rule.upperBound(series, withinRisk))));
        }
        return looks.isLast(series.size()) ? undecided() : new NeedsMore(looks.until(series.size()));
    }

    private LatencyState breach() {
        if (seriesTaken > rules.confirmations()) {
            // Divided by every combination of looks at which the series could have ended.
            double risk = rules.breachRisk() / Math.pow(looks.breachLooks(), seriesTaken);
            return new Decided(
                    new Breached(evidence(rules.breachConfidence(), rule.lowerBound(past.plus(series), risk))));
        }
        past = past.plus(series);
        series = new LatencySeries();
        seriesTaken++;
        return new NeedsConfirmation(seriesTaken - 1, rules.confirmations(), looks.until(0));
    }

    private Decided undecided() {
        if (mostlyDisturbed()) {
            return undecided(LatencyDoubt.MACHINE_DISTURBED, fewest());
        }
        if (seriesTaken > 1) {
            return undecided(LatencyDoubt.NOT_CONFIRMED, fewest());
        }
        if (rule.over(series, rules.breachRisk() / looks.breachLooks())) {
            return rules.mayBreach(series)
                    ? undecided(LatencyDoubt.IN_ONE_STRETCH, fewest())
                    : undecided(LatencyDoubt.TOO_FEW, rules.floorValues());
        }
        return undecided(series.size() < fewest() ? LatencyDoubt.TOO_FEW : LatencyDoubt.NEAR_THE_LIMIT, fewest());
    }

    private Decided undecided(LatencyDoubt why, int needed) {
        return new Decided(new Undecided(evidence(rules.withinConfidence(), OptionalLong.empty()), why, needed));
    }

    private boolean mostlyDisturbed() {
        return setAside > past.size() + series.size();
    }

    private int fewest() {
        return rule.fewest(rules.withinRisk() / looks.withinLooks());
    }

    private LatencyEvidence evidence(double confidence, OptionalLong bound) {
        LatencySeries used = past.plus(series);
        return new LatencyEvidence(
                rule.observed(used),
                used.size(),
                used.over(rule.limit()),
                setAside,
                seriesTaken,
                looksTaken,
                series.blocks(),
                rule.blocksOver(series),
                confidence,
                bound);
    }
}
