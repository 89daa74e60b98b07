package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.Measurement;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges whether the live heap of a JVM grows with each iteration of a test by more than its limit. {@code flat}, a limit of
 * 0, allows 10 bytes an iteration and 32 kB in all, since no JVM is still to the byte.
 *
 * <p>WITHIN when the slope of the later half of the looks is below the limit with 95 % confidence: what filled up and stays
 * is no leak. BREACHED when the slope is above it with the confidence of the policy, in the later half for itself with 95 %,
 * and does not lessen: a cache that fills takes ever fewer new entries. It lessens if it does from half to half, or to the
 * last third from either of those before, since something else that shrinks for a while may hide it in one of them.
 * Everything else is UNDECIDED.
 */
public final class LeakRule {
    private static final double WITHIN_RISK = 0.05;
    private static final double FLAT = 10;
    private static final double FLAT_IN_ALL = 32_000;
    /** A slope that falls to less than this share of what it was is one of something that fills up. */
    private static final double LESSENS = 0.85;
    /** The same for thirds, whose slopes are less certain. */
    private static final double THIRD_LESSENS = 0.8;

    private final Budget budget;
    private final double breachRisk;

    /**
     * @param budget on growth, bytes an iteration
     * @param confidence of a breach, 0.999 for 99.9 %
     */
    public LeakRule(Budget budget, double confidence) {
        this.budget = budget;
        this.breachRisk = 1 - confidence;
    }

    /** What {@code trend}, over iterations, comes to. */
    public Outcome decide(Trend trend) {
        double limit = limit(trend);
        Trend later = trend.laterHalf();
        if (later.upperBound(WITHIN_RISK) <= limit) {
            return Outcome.WITHIN;
        }
        return isOver(trend, limit) && !lessens(trend) ? Outcome.BREACHED : Outcome.UNDECIDED;
    }

    private double limit(Trend trend) {
        return budget.limit().value() == 0
                ? Math.max(FLAT, FLAT_IN_ALL / Math.max(1, trend.span()))
                : budget.limit().value();
    }

    private boolean isOver(Trend trend, double limit) {
        return trend.lowerBound(breachRisk) > limit && trend.laterHalf().lowerBound(WITHIN_RISK) > limit;
    }

    private static boolean lessens(Trend trend) {
        return fromHalfToHalf(trend) || lastThird(trend) < THIRD_LESSENS * steeperThirdBefore(trend);
    }

    private static boolean fromHalfToHalf(Trend trend) {
        return trend.laterHalf().slope() < LESSENS * trend.earlierHalf().slope();
    }

    private static double lastThird(Trend trend) {
        return trend.part(2, 3).slope();
    }

    private static double steeperThirdBefore(Trend trend) {
        return Math.max(trend.part(0, 3).slope(), trend.part(1, 3).slope());
    }

    /**
     * The verdict.
     *
     * @param disturbed why a breach could be another's doing; empty if it could not
     * @param grown the classes that grew, for people; empty if not known
     */
    public Verdict judge(Trend trend, Measurement measurement, Optional<String> disturbed, String grown) {
        Outcome found = decide(trend);
        Outcome outcome = found == Outcome.BREACHED && disturbed.isPresent() ? Outcome.UNDECIDED : found;
        String looks = String.format(
                Locale.ROOT, "%d looks at the live heap over %,d iterations", trend.size(), (long) trend.span());
        String why =
                switch (outcome) {
                    case BREACHED ->
                        "at least " + each(trend.lowerBound(breachRisk)) + "; the later half alone "
                                + each(trend.laterHalf().slope());
                    case WITHIN ->
                        "at most " + each(trend.laterHalf().upperBound(WITHIN_RISK))
                                + " in the later half with 95 % confidence";
                    default ->
                        disturbed.filter(reason -> found == Outcome.BREACHED).orElseGet(() -> doubt(trend));
                };
        Amount observed = new Amount(Dimension.SIZE, Math.max(0, Math.round(trend.slope())));
        return new Verdict(
                budget,
                measurement.subject(),
                outcome,
                Optional.of(observed),
                "± " + plusMinus(trend) + "; " + looks + "; " + why + (grown.isEmpty() ? "" : "\n" + grown),
                Optional.of(measurement));
    }

    private String doubt(Trend trend) {
        if (trend.size() < 2 * Trend.FEWEST) {
            return "it needs " + 2 * Trend.FEWEST + " looks";
        }
        if (isOver(trend, limit(trend))) {
            boolean halves = fromHalfToHalf(trend);
            double before = halves ? trend.earlierHalf().slope() : steeperThirdBefore(trend);
            double after = halves ? trend.laterHalf().slope() : lastThird(trend);
            return "it lessens from " + each(before) + " to " + each(after)
                    + ", as of a cache that fills: more iterations tell";
        }
        Trend later = trend.laterHalf();
        return "in the later half between " + each(later.lowerBound(WITHIN_RISK)) + " and "
                + each(later.upperBound(WITHIN_RISK)) + ", too wide to say";
    }

    /** Half of what lies between the bounds of the slope: {@code 1.1 kB ± 0.1 kB}. */
    static String plusMinus(Trend trend) {
        return size((trend.upperBound(WITHIN_RISK) - trend.lowerBound(WITHIN_RISK)) / 2);
    }

    private static String each(double bytes) {
        return Double.isInfinite(bytes) ? "any amount" : size(bytes) + " each";
    }

    private static String size(double bytes) {
        return (bytes <= -0.5 ? "-" : "") + new Amount(Dimension.SIZE, Math.round(Math.abs(bytes)));
    }
}
