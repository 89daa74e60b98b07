package io.perfbudgets.compare;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import java.util.List;

/**
 * How many units failed, and between what the share of failures lies that this shows.
 *
 * @param units of how many
 */
record FailedShare(long units, long failed) {
    /** So many deviations of the standard normal distribution on either side hold 99.5 % of it. */
    private static final double DEVIATIONS = 2.81;

    static FailedShare of(List<Observed> runs) {
        return new FailedShare(
                runs.stream().mapToLong(Observed::units).sum(),
                runs.stream().mapToLong(Observed::failed).sum());
    }

    Amount share() {
        return new Amount(Metric.ERROR_RATE.dimension(), Math.round(1e6 * failed / units));
    }

    double low() {
        return middle() - half();
    }

    double high() {
        return middle() + half();
    }

    /** Wilson's interval (1927), which holds for shares near 0 too. */
    private double middle() {
        return (failed + DEVIATIONS * DEVIATIONS / 2) / (units + DEVIATIONS * DEVIATIONS);
    }

    private double half() {
        double share = (double) failed / units;
        return DEVIATIONS
                / (units + DEVIATIONS * DEVIATIONS)
                * Math.sqrt(units * share * (1 - share) + DEVIATIONS * DEVIATIONS / 4);
    }
}
