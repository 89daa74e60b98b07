package io.perfbudgets.judge;

import io.perfbudgets.judge.LatencyJudgement.Breached;
import io.perfbudgets.judge.LatencyJudgement.Undecided;
import io.perfbudgets.judge.LatencyJudgement.Within;
import io.perfbudgets.judge.LatencyState.Decided;
import io.perfbudgets.judge.LatencyState.NeedsConfirmation;
import io.perfbudgets.judge.LatencyState.NeedsMore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Decides one latency budget while its values are being taken, with as few of them as a sound answer needs: a clear pass
 * costs about 100 values for a p95. It knows no clock: when the caller's time is up, {@link #timeUp} ends it.
 *
 * <p>Whether a percentile is WITHIN is asked after every value. The other looks are after 94, 188, 376, ... values for a
 * p95, the first depending on the percentile, and at last after {@link LatencyRules#maxValues()}. BREACHED takes a series of at least
 * {@link LatencyRules#floorValues()} values which is over the limit by more than chance explains, in its calm blocks too,
 * and then the same in each of {@link LatencyRules#confirmations()} fresh series. A confirming series that is within the
 * limit, or cannot tell, leaves it UNDECIDED: there is no other retry.
 *
 * <p>Not thread-safe. Costs some ten nanoseconds a value, and keeps every value.
 */
public final class LatencyDecision {
    /** A confirming series guards against disturbances; the first one has already paid for chance. Either way. */
    private static final double CONFIRMATION_RISK = 0.01;
    /** So many set aside, and so few among them that were not, before it is given up. */
    private static final int PATIENCE = 960;

    private static final int HOPELESS = 20;
    /** Nor before that: a disturbance is short in time, whatever the number of values in it. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    /** Disturbed values are kept for as long as so many series could have been taken; later ones are only counted. */
    private static final int KEPT_SERIES = 4;

    /** The part of either risk that is kept for all values of a mostly disturbed machine together. */
    private static final double FOR_EVERYTHING = 0.1;

    private final LatencyRules rules;
    private final LatencyRule rule;
    private final LatencyLooks looks;
    private final LatencyRule gross;

    private LatencySeries past = new LatencySeries();
    private LatencySeries series;
    private int seriesTaken = 1;
    /** The series with the disturbed values among it. */
    private LatencySeries everything;
    /** The series with the values among it that a slow machine made longer, by at most {@link Disturbance#WORST} times. */
    private LatencySeries slowed;

    private boolean anyGross;

    private final List<Long> observedBySeries = new ArrayList<>();
    private final SignCounts signs = new SignCounts();
    private final SignCounts signsOfSeries = new SignCounts();

    /** Values of the first series without which it cannot be within. */
    private final int fewest;

    private int nextLook;
    private int lastLook;
    private int withinLooksTaken;
    private int looksTaken;
    private long setAside;
    private long setAsideNanos;
    private long setAsideBefore;
    private LatencyState state;

    private LatencyDecision(LatencyLimit limit, LatencyRules rules) {
        this.rules = rules;
        this.looks = new LatencyLooks(limit.rule(), rules);
        this.rule = looks.rule();
        this.gross = limit.whateverTheMachine().rule();
        this.series = LatencySeries.watching(rule.limit());
        this.everything = LatencySeries.watching(rule.limit());
        this.slowed = LatencySeries.watching(gross.limit());
        this.fewest = rule.fewest(withinRisk());
        this.nextLook = looks.after(0);
        this.state = new NeedsMore(nextLook);
    }

    public static LatencyDecision of(LatencyLimit limit, LatencyRules rules) {
        return new LatencyDecision(limit, rules);
    }

    /** Adds a value of an undisturbed machine, in nanoseconds. */
    public LatencyState add(long nanos) {
        return add(nanos, Sign.NONE);
    }

    /**
     * Adds the next value.
     *
     * @param nanos how long it took
     * @param sign by what the machine showed that it was disturbed meanwhile; such a value is counted and set aside
     * @return where the decision stands now
     */
    public LatencyState add(long nanos, Sign sign) {
        if (state instanceof Decided) {
            return state;
        }
        boolean keep = sign == Sign.NONE || everything.size() < KEPT_SERIES * rules.maxValues();
        if (keep) {
            everything.add(nanos);
        }
        if (keep && sign.isBounded()) {
            slowed.add(nanos);
        }
        if (sign != Sign.NONE) {
            setAside++;
            setAsideNanos += nanos;
            signsOfSeries.add(sign);
            state = keep ? afterDisturbed() : goOn();
            return state;
        }
        series.add(nanos);
        boolean isLook = series.size() == nextLook || rules.justReachedFloorTime(series, nanos);
        if (isLook) {
            state = look();
        } else if (looks.everyValue() && isWithin(series, withinRisk())) {
            state = within();
        } else {
            state = new NeedsMore(nextLook - series.size());
        }
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
        if (isBreach(rule, series, 1 - FOR_EVERYTHING)) {
            return breach();
        }
        if (isWithin(series, withinRisk())) {
            return within();
        }
        if (looks.isLast(series.size())) {
            return undecided();
        }
        nextLook = looks.after(series.size());
        return new NeedsMore(nextLook - series.size());
    }

    private boolean isBreach(LatencyRule by, LatencySeries values, double part) {
        double risk = (seriesTaken == 1 ? rules.breachRisk() : CONFIRMATION_RISK) / looks.breachLooks() * part;
        return rules.mayBreach(values) && by.over(values, risk) && by.throughout(values, risk);
    }

    private Decided within() {
        return seriesTaken == 1
                ? new Decided(new Within(evidence(rules.withinConfidence(), rule.upperBound(series, withinRisk()))))
                : undecided(LatencyDoubt.NOT_CONFIRMED, fewest);
    }

    /** At one look, or at all of them where every value is one. */
    private double withinRisk() {
        double risk = seriesTaken == 1 ? rules.withinRisk() : CONFIRMATION_RISK;
        return looks.everyValue() ? risk * (1 - FOR_EVERYTHING) : risk / looks.withinLooks();
    }

    /**
     * A disturbance makes values longer, never shorter. So when most are disturbed and yet all of them together are within
     * the limit, it is kept. A slow machine makes them not longer than {@link Disturbance#WORST} times: when those that did
     * not wait for anything are over that many times the limit, it is broken.
     */
    private LatencyState afterDisturbed() {
        if (setAside <= series.size()) {
            return goOn();
        }
        double risk =
                looks.everyValue() ? rules.withinRisk() * FOR_EVERYTHING : rules.withinRisk() / looks.withinLooks();
        if (seriesTaken == 1 && looks.mayBeWithin(everything.size()) && isWithin(everything, risk)) {
            count(everything, sign -> true);
            return new Decided(new Within(evidence(rules.withinConfidence(), rule.upperBound(series, risk))));
        }
        boolean mostlySlow = slowed.size() > 2 * series.size() && 2 * slowed.size() > everything.size();
        if (mostlySlow && looks.isLook(slowed.size()) && isBreach(gross, slowed, FOR_EVERYTHING)) {
            count(slowed, Sign::isBounded);
            anyGross = true;
            return breach();
        }
        return goOn();
    }

    private LatencyState goOn() {
        boolean hopeless = setAside() >= PATIENCE && setAsideNanos >= PATIENCE_NANOS && setAside() > used() * HOPELESS;
        return hopeless ? undecided() : new NeedsMore(nextLook - series.size());
    }

    /** Counts disturbed values after all, those with the given signs. */
    private void count(LatencySeries values, Predicate<Sign> signed) {
        setAside -= values.size() - series.size();
        series = values;
        signsOfSeries.forget(signed);
        looksTaken++;
    }

    private boolean isWithin(LatencySeries values, double risk) {
        if (looks.everyValue()) {
            return rule.within(values, risk);
        }
        if (values.size() < fewest || withinLooksTaken >= looks.withinLooks()) {
            return false;
        }
        withinLooksTaken++;
        return rule.within(values, risk);
    }

    private LatencyState breach() {
        if (seriesTaken > rules.confirmations()) {
            // Divided by every combination of looks at which the series could have ended.
            double risk = rules.breachRisk() / Math.pow(looks.breachLooks(), seriesTaken);
            OptionalLong bound = rule.lowerBound(past.plus(series), risk);
            return new Decided(new Breached(evidence(rules.breachConfidence(), anyGross ? undisturbed(bound) : bound)));
        }
        LatencyEvidence soFar = evidence(rules.breachConfidence(), OptionalLong.empty());
        rule.observed(series).ifPresent(observedBySeries::add);
        past = past.plus(series);
        signs.take(signsOfSeries);
        setAsideBefore += setAside;
        setAside = 0;
        series = LatencySeries.watching(rule.limit());
        everything = LatencySeries.watching(rule.limit());
        slowed = LatencySeries.watching(gross.limit());
        seriesTaken++;
        withinLooksTaken = 0;
        lastLook = 0;
        nextLook = looks.after(0);
        return new NeedsConfirmation(seriesTaken - 1, rules.confirmations(), nextLook, soFar);
    }

    /** What is left of a bound when the machine may have made its value as long as disturbances do. */
    private OptionalLong undisturbed(OptionalLong bound) {
        long least = bound.orElse(0) / Disturbance.WORST;
        return least > rule.limit() ? OptionalLong.of(least) : OptionalLong.empty();
    }

    private Decided undecided() {
        if (mostlyDisturbed() && used() + setAside() >= fewest) {
            return undecided(LatencyDoubt.MACHINE_DISTURBED, fewest);
        }
        if (seriesTaken > 1) {
            return undecided(LatencyDoubt.NOT_CONFIRMED, fewest);
        }
        if (rule.over(series, rules.breachRisk() / looks.breachLooks())) {
            return rules.mayBreach(series)
                    ? undecided(LatencyDoubt.IN_ONE_STRETCH, fewest)
                    : undecided(LatencyDoubt.TOO_FEW, rules.floorValues());
        }
        return undecided(series.size() < fewest ? LatencyDoubt.TOO_FEW : LatencyDoubt.NEAR_THE_LIMIT, fewest);
    }

    private Decided undecided(LatencyDoubt why, int needed) {
        return new Decided(new Undecided(evidence(rules.withinConfidence(), OptionalLong.empty()), why, needed));
    }

    private boolean mostlyDisturbed() {
        return setAside() > used();
    }

    private long used() {
        return (long) past.size() + series.size();
    }

    private long setAside() {
        return setAsideBefore + setAside;
    }

    private LatencyEvidence evidence(double confidence, OptionalLong bound) {
        LatencySeries used = past.plus(series);
        List<Long> each = new ArrayList<>(observedBySeries);
        rule.observed(series).ifPresent(each::add);
        return new LatencyEvidence(
                rule.observed(used),
                used.size(),
                used.over(rule.limit()),
                setAside(),
                signsOfSeries.and(signs),
                each,
                looksTaken,
                series.blocks(),
                rule.blocksOver(series),
                confidence,
                bound,
                OptionalLong.empty());
    }
}
