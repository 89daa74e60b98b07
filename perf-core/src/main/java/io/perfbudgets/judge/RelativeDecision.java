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

/**
 * Decides a relative latency budget while its values and those of its reference are being taken in turns, so that a slower
 * machine makes both longer and the ratio stays. Looks, floor and confirmation are those of {@link LatencyDecision}; a
 * breach must show in seven tenths of each series. Evidence is in parts per million of the reference's percentile.
 *
 * <p>Not thread-safe. Costs some ten nanoseconds a value, and keeps every value.
 */
public final class RelativeDecision {
    private static final double CONFIRMATION_RISK = 0.01;
    /** The part of a breach's risk that is kept for all values of a mostly disturbed machine together. */
    private static final double FOR_EVERYTHING = 0.1;

    private final RelativeLimit limit;
    private final LatencyRules rules;
    private final List<Integer> looks = new ArrayList<>();
    private final List<Long> observedBySeries = new ArrayList<>();
    private final SignCounts signs = new SignCounts();

    private LatencySeries allValues = new LatencySeries();
    private LatencySeries allReferences = new LatencySeries();
    private LatencySeries values = new LatencySeries();
    private LatencySeries references = new LatencySeries();
    /** The series with what a slow machine made longer among it, by at most {@link Disturbance#WORST} times. */
    private LatencySeries slowedValues = new LatencySeries();

    private LatencySeries slowedReferences = new LatencySeries();
    private final RelativeLimit gross;
    private boolean anyGross;
    private int seriesTaken = 1;
    private int looksTaken;
    private int looksOfSeries;
    private long setAside;
    private LatencyState state;

    private RelativeDecision(RelativeLimit limit, LatencyRules rules) {
        this.limit = limit;
        this.rules = rules;
        this.gross = new RelativeLimit(limit.quantile(), limit.factor() * Disturbance.WORST);
        int most = rules.maxValues();
        int count = 1;
        while ((long) limit.fewest(rules.withinRisk() / (count + 1)) << count <= most) {
            count++;
        }
        int first = limit.fewest(rules.withinRisk() / count);
        for (int i = 0; i < count - 1; i++) {
            looks.add(first << i);
        }
        looks.add(most);
        this.state = new NeedsMore(looks.get(0));
    }

    public static RelativeDecision of(RelativeLimit limit, LatencyRules rules) {
        return new RelativeDecision(limit, rules);
    }

    /**
     * Adds the next value with the reference's that was taken beside it.
     *
     * @param nanos how long the value took
     * @param referenceNanos how long the reference took
     * @param sign by what the machine showed that it was disturbed meanwhile; both are then set aside
     * @return where the decision stands now
     */
    public LatencyState add(long nanos, long referenceNanos, Sign sign) {
        if (state instanceof Decided) {
            return state;
        }
        if (sign.isBounded()) {
            slowedValues.add(nanos);
            slowedReferences.add(referenceNanos);
        }
        if (sign != Sign.NONE) {
            setAside++;
            signs.add(sign);
        } else {
            values.add(nanos);
            references.add(referenceNanos);
        }
        if (sign == Sign.NONE && values.size() == looks.get(looksOfSeries)) {
            state = look();
        } else {
            state = sign.isBounded() && isGross()
                    ? breachBySlowed()
                    : new NeedsMore(looks.get(looksOfSeries) - values.size());
        }
        return state;
    }

    private boolean isGross() {
        return looks.contains(slowedValues.size())
                && slowedValues.size() > 2 * values.size()
                && 2L * slowedValues.size() > values.size() + setAside
                && isBreach(gross, slowedValues, slowedReferences, FOR_EVERYTHING);
    }

    private LatencyState breachBySlowed() {
        setAside -= slowedValues.size() - values.size();
        signs.forget(Sign::isBounded);
        values = slowedValues;
        references = slowedReferences;
        anyGross = true;
        looksTaken++;
        return breach();
    }

    /** Where the decision stands. */
    public LatencyState state() {
        return state;
    }

    /** Ends it, with a last look at the values there are. Further values are ignored. */
    public LatencyJudgement timeUp() {
        boolean unseen = looksOfSeries == 0 || values.size() > looks.get(looksOfSeries - 1);
        if (!(state instanceof Decided) && unseen) {
            state = look();
        }
        Decided decided = state instanceof Decided already ? already : undecided();
        state = decided;
        return decided.judgement();
    }

    private LatencyState look() {
        looksTaken++;
        looksOfSeries++;
        boolean first = seriesTaken == 1;
        if (isBreach(limit, values, references, 1 - FOR_EVERYTHING)) {
            return breach();
        }
        double withinRisk = (first ? rules.withinRisk() : CONFIRMATION_RISK) / looks.size();
        if (limit.within(values, references, withinRisk)) {
            OptionalLong bound = limit.upperBound(values, references, withinRisk);
            return first
                    ? new Decided(new Within(evidence(rules.withinConfidence(), bound)))
                    : undecided(LatencyDoubt.NOT_CONFIRMED);
        }
        return looksOfSeries == looks.size()
                ? undecided()
                : new NeedsMore(Math.max(1, looks.get(looksOfSeries) - values.size()));
    }

    private boolean isBreach(RelativeLimit by, LatencySeries some, LatencySeries others, double part) {
        double risk = (seriesTaken == 1 ? rules.breachRisk() : CONFIRMATION_RISK) / looks.size() * part;
        return rules.mayBreach(some) && by.over(some, others, risk) && by.throughout(some, others);
    }

    private LatencyState breach() {
        LatencyEvidence soFar = evidence(rules.breachConfidence(), OptionalLong.empty());
        if (seriesTaken > rules.confirmations()) {
            double risk = rules.breachRisk() / Math.pow(looks.size(), seriesTaken);
            OptionalLong bound = limit.lowerBound(allValues.plus(values), allReferences.plus(references), risk);
            return new Decided(
                    new Breached(evidence(rules.breachConfidence(), anyGross ? OptionalLong.empty() : bound)));
        }
        limit.ratio(values, references).ifPresent(observedBySeries::add);
        allValues = allValues.plus(values);
        allReferences = allReferences.plus(references);
        values = new LatencySeries();
        references = new LatencySeries();
        slowedValues = new LatencySeries();
        slowedReferences = new LatencySeries();
        seriesTaken++;
        looksOfSeries = 0;
        return new NeedsConfirmation(seriesTaken - 1, rules.confirmations(), looks.get(0), soFar);
    }

    private Decided undecided() {
        int used = allValues.size() + values.size();
        if (setAside > used && used + setAside >= looks.get(0)) {
            return undecided(LatencyDoubt.MACHINE_DISTURBED);
        }
        if (seriesTaken > 1) {
            return undecided(LatencyDoubt.NOT_CONFIRMED);
        }
        return undecided(used < looks.get(0) ? LatencyDoubt.TOO_FEW : LatencyDoubt.NEAR_THE_LIMIT);
    }

    private Decided undecided(LatencyDoubt why) {
        int needed = limit.fewest(rules.withinRisk() / looks.size());
        return new Decided(new Undecided(evidence(rules.withinConfidence(), OptionalLong.empty()), why, needed));
    }

    private LatencyEvidence evidence(double confidence, OptionalLong bound) {
        LatencySeries used = allValues.plus(values);
        LatencySeries referencesUsed = allReferences.plus(references);
        List<Long> each = new ArrayList<>(observedBySeries);
        limit.ratio(values, references).ifPresent(each::add);
        OptionalLong reference = limit.any().observed(referencesUsed);
        return new LatencyEvidence(
                limit.ratio(used, referencesUsed),
                used.size(),
                reference.isPresent()
                        ? used.over(limit.of(reference.getAsLong()).nanos())
                        : 0,
                setAside,
                signs.and(new SignCounts()),
                each,
                looksTaken,
                0,
                0,
                confidence,
                bound,
                reference);
    }
}
