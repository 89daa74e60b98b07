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
 * <p>Values are looked at after 94, 188, 376, ... of them for a p95, the first look depending on the percentile, and at
 * last after {@link LatencyRules#maxValues()}. WITHIN ends it at any look. BREACHED takes a series of at least
 * {@link LatencyRules#floorValues()} values which is over the limit by more than chance explains, in its calm blocks too,
 * and then the same in each of {@link LatencyRules#confirmations()} fresh series. A confirming series that is within the
 * limit, or cannot tell, leaves it UNDECIDED: there is no other retry.
 *
 * <p>Not thread-safe. Costs some ten nanoseconds a value, and keeps every value.
 */
public final class LatencyDecision {
    /** A confirming series guards against disturbances; the first one has already paid for chance. Either way. */
    private static final double CONFIRMATION_RISK = 0.01;
    /** So many set aside before it is said that the machine disturbs more values than not. */
    private static final int PATIENCE = 960;

    private final LatencyRules rules;
    private final LatencyRule rule;
    private final LatencyLooks looks;

    private LatencySeries past = new LatencySeries();
    private LatencySeries series = new LatencySeries();
    private int seriesTaken = 1;
    /** The first series with the disturbed values among it. */
    private final LatencySeries everything = new LatencySeries();

    private int nextLook;
    private int lastLook;
    private int withinLooksTaken;
    private int looksTaken;
    private long setAside;
    private LatencyState state;

    private LatencyDecision(LatencyLimit limit, LatencyRules rules) {
        this.rules = rules;
        this.rule = limit.rule();
        this.looks = new LatencyLooks(rule, rules);
        this.nextLook = looks.after(0);
        this.state = new NeedsMore(nextLook);
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
        if (seriesTaken == 1) {
            everything.add(nanos);
        }
        if (disturbed) {
            setAside++;
            state = afterDisturbed();
            return state;
        }
        series.add(nanos);
        boolean isLook = series.size() == nextLook || rules.justReachedFloorTime(series, nanos);
        state = isLook ? look() : new NeedsMore(nextLook - series.size());
        return state;
    }

    /** Where the decision stands. */
    public LatencyState state() {
        return state;
    }

    /**
     * Ends it, with a last look at the values there are: what was decided, or UNDECIDED with the reason. Further values
     * are ignored.
     */
    public LatencyJudgement timeUp() {
        if (!(state instanceof Decided) && series.size() > lastLook) {
            // Takes the place of the next look, so that there are no more looks than the risk was divided by.
            state = look();
        }
        Decided decided = state instanceof Decided already ? already : undecided();
        state = decided;
        return decided.judgement();
    }

    private LatencyState look() {
        looksTaken++;
        lastLook = series.size();
        boolean first = seriesTaken == 1;
        double breachRisk = (first ? rules.breachRisk() : CONFIRMATION_RISK) / looks.breachLooks();
        if (rules.mayBreach(series) && rule.over(series, breachRisk) && rule.throughout(series, breachRisk)) {
            return breach();
        }
        double withinRisk = (first ? rules.withinRisk() : CONFIRMATION_RISK) / looks.withinLooks();
        if (isWithin(series, withinRisk)) {
            return first
                    ? new Decided(new Within(evidence(rules.withinConfidence(), rule.upperBound(series, withinRisk))))
                    : undecided(LatencyDoubt.NOT_CONFIRMED, fewest());
        }
        if (looks.isLast(series.size())) {
            return undecided();
        }
        nextLook = looks.after(series.size());
        return new NeedsMore(nextLook - series.size());
    }

    /**
     * A disturbance makes values longer, never shorter. So when most are disturbed and yet all of them together are within
     * the limit, it is kept.
     */
    private LatencyState afterDisturbed() {
        if (!mostlyDisturbed()) {
            return state;
        }
        double risk = rules.withinRisk() / looks.withinLooks();
        if (seriesTaken == 1 && looks.mayBeWithin(everything.size()) && isWithin(everything, risk)) {
            series = everything;
            setAside = 0;
            looksTaken++;
            return new Decided(new Within(evidence(rules.withinConfidence(), rule.upperBound(series, risk))));
        }
        return setAside >= PATIENCE ? undecided() : state;
    }

    private boolean isWithin(LatencySeries values, double risk) {
        if (values.size() < fewest() || withinLooksTaken >= looks.withinLooks()) {
            return false;
        }
        withinLooksTaken++;
        return rule.within(values, risk);
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
        withinLooksTaken = 0;
        lastLook = 0;
        nextLook = looks.after(0);
        return new NeedsConfirmation(seriesTaken - 1, rules.confirmations(), nextLook);
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
