package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.Measurement;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges whether memory grows by more than its limit an hour. {@code flat}, a limit of 0, allows one hundredth of the level
 * an hour, since no memory is still to the byte.
 *
 * <p>WITHIN when the slope is below the limit with 95 % confidence. BREACHED when it is above with the confidence of the
 * policy, shared among the looks, and in the later half of the time for itself with 95 %: a cache that fills up and stays
 * is no leak. Everything else is UNDECIDED.
 */
public final class GrowthRule {
    private static final double WITHIN_RISK = 0.05;
    private static final double FLAT = 0.01;

    private final Budget budget;
    private final double breachRisk;

    /**
     * @param budget on growth, bytes an hour
     * @param confidence of a breach, 0.999 for 99.9 %
     * @param looks how many times a breach may be asked for
     */
    public GrowthRule(Budget budget, double confidence, int looks) {
        this.budget = budget;
        this.breachRisk = (1 - confidence) / looks;
    }

    private double limit(Trend trend) {
        return budget.limit().value() == 0
                ? FLAT * trend.level()
                : budget.limit().value();
    }

    /** Whether more samples could not make it keep its budget. */
    public boolean isBreached(Trend trend) {
        return trend.lowerBound(breachRisk) > limit(trend) && trend.laterHalf().lowerBound(WITHIN_RISK) > limit(trend);
    }

    /**
     * The verdict on all samples.
     *
     * @param of what was sampled, and what of it could not be seen
     */
    public Verdict judge(Trend trend, Measurement measurement, String of) {
        boolean within = trend.upperBound(WITHIN_RISK) <= limit(trend);
        Outcome outcome = isBreached(trend) ? Outcome.BREACHED : within ? Outcome.WITHIN : Outcome.UNDECIDED;
        String bound =
                switch (outcome) {
                    case BREACHED -> "above " + perHour(trend.lowerBound(breachRisk));
                    case WITHIN -> "at most " + perHour(trend.upperBound(WITHIN_RISK)) + " with 95 % confidence";
                    default ->
                        trend.size() < Trend.FEWEST
                                ? "it needs " + Trend.FEWEST + " samples"
                                : "between " + perHour(trend.lowerBound(WITHIN_RISK)) + " and "
                                        + perHour(trend.upperBound(WITHIN_RISK)) + ", too wide to say";
                };
        Amount observed = new Amount(Dimension.SIZE, Math.max(0, Math.round(trend.slope())));
        return new Verdict(
                budget,
                measurement.subject(),
                outcome,
                Optional.of(observed),
                String.format(Locale.ROOT, "%d samples of %s; %s", trend.size(), of, bound),
                Optional.of(measurement));
    }

    private static String perHour(double bytes) {
        String size = Double.isInfinite(bytes)
                ? "any amount"
                : new Amount(Dimension.SIZE, Math.round(Math.abs(bytes))).toString();
        return (bytes < 0 ? "-" : "") + size + " an hour";
    }
}
