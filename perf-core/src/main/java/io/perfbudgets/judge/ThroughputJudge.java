package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Pace;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges how many requests succeed in a time, by batch means: Student's t over the rates of ten contiguous stretches of
 * the load (Schmeiser 1982, Batch Size Effects in the Analysis of Simulation Output, Operations Research 30:3). BREACHED
 * also takes two seconds, seven of the ten stretches under the limit, and a generator that kept up.
 */
final class ThroughputJudge {
    private static final int PARTS = 10;
    private static final int MOST_PARTS_KEPT = 3;
    private static final double PER_HOUR = 3_600;

    private ThroughputJudge() {}

    static Verdict judge(Budget budget, Measurement measurement, LatencyRules rules) {
        LoadRun load = measurement.load().orElse(null);
        if (load == null || load.requests() == 0) {
            return Verdict.unmeasured(
                    budget,
                    measurement.subject(),
                    "throughput is judged under load, and no test with @Load caused any");
        }
        Pace pace = load.pace();
        double limit = budget.limit().value() / PER_HOUR;
        double[] rates = pace.perSecond(PARTS);
        String over =
                String.format(Locale.ROOT, "%,d requests succeeded in %s", pace.done(), Amount.nanos(pace.nanos()));
        if (rates.length == 0) {
            String why = measurement.percentiles().isPresent()
                    ? "; a summary does not tell how evenly"
                    : ", which is too short to tell";
            return verdict(budget, measurement, Outcome.UNDECIDED, over + why);
        }
        long below = Arrays.stream(rates).filter(rate -> rate < limit).count();
        String parts = over + "; " + below + " of " + PARTS + " stretches of it were below the limit";
        if (pace.perSecond() - halfWidth(rates, rules.withinRisk()) >= limit) {
            return verdict(budget, measurement, Outcome.WITHIN, over);
        }
        double upper = pace.perSecond() + halfWidth(rates, rules.breachRisk());
        if (upper >= limit) {
            return verdict(budget, measurement, Outcome.UNDECIDED, over + "; too close to the limit to say");
        }
        if (!load.keptUp()) {
            return verdict(budget, measurement, Outcome.UNDECIDED, parts + "; " + LoadLines.generator(load));
        }
        if (pace.nanos() < rules.floorTime().toNanos()) {
            return verdict(
                    budget,
                    measurement,
                    Outcome.UNDECIDED,
                    parts + "; a breach takes " + Amount.nanos(rules.floorTime().toNanos()));
        }
        return below >= PARTS - MOST_PARTS_KEPT
                ? verdict(
                        budget,
                        measurement,
                        Outcome.BREACHED,
                        parts + "; it is below " + amount(upper) + " with " + percent(rules.breachConfidence())
                                + " confidence")
                : verdict(budget, measurement, Outcome.UNDECIDED, parts + ", as from a disturbance of the machine");
    }

    private static double halfWidth(double[] rates, double risk) {
        double centre = Arrays.stream(rates).average().orElse(0);
        double squares = Arrays.stream(rates)
                .map(rate -> (rate - centre) * (rate - centre))
                .sum();
        int degrees = PARTS - 1;
        return StudentT.critical(risk, degrees) * Math.sqrt(squares / degrees / PARTS);
    }

    private static String percent(double confidence) {
        return BigDecimal.valueOf(confidence)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    private static Amount amount(double perSecond) {
        return new Amount(Dimension.RATE, Math.round(perSecond * PER_HOUR));
    }

    private static Verdict verdict(Budget budget, Measurement measurement, Outcome outcome, String reason) {
        Amount observed = amount(measurement.load().orElseThrow().pace().perSecond());
        return new Verdict(
                budget, measurement.subject(), outcome, Optional.of(observed), reason, Optional.of(measurement));
    }
}
