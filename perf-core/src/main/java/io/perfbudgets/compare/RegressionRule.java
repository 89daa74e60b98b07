package io.perfbudgets.compare;

import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.StudentT;
import java.util.Arrays;

/**
 * Decides whether a statistic of a run's durations is worse than it was in the baseline. One run is one value, whatever
 * number of durations is behind it: runs of the same code differ by more than what differs within a run, so how much they
 * do is taken from past runs (Student's t on the logarithms). Immutable, thread-safe.
 *
 * @param falseAlarm the chance that a run of unchanged code is said to be worse in any of its regression budgets
 * @param confirming how many runs in a row have to show it: what slows a machine down for the time of one run is no
 *     regression
 */
public record RegressionRule(double falseAlarm, int confirming) {
    /** One false alarm in a hundred runs, and the run before has to show it too. */
    public static final RegressionRule DEFAULT = new RegressionRule(0.01, 2);

    /** With fewer past runs nobody knows how much runs differ. */
    static final int FEWEST_RUNS = 3;

    /** No two runs are believed to be more alike. */
    private static final double LEAST_SPREAD = 0.01;

    private static final double WITHIN_RISK = 0.05;

    /** More past runs than this nobody waits for. */
    private static final int MOST_RUNS = 200;

    /** The same where {@code budgets} are judged in one run, each of which may give the alarm. */
    public RegressionRule among(int budgets) {
        return new RegressionRule(falseAlarm / Math.max(1, budgets), confirming);
    }

    /**
     * Decides.
     *
     * @param baseline the values of the runs that are compared with, at least one
     * @param recent the values of past runs of the same code, as far as known, from which is taken how much runs differ
     * @param after the value of this run, and those of the runs just before it, the newest first
     * @param factor by which share it may be worse: 1.1 for 10 %
     */
    RegressionDecision decide(long[] baseline, long[] recent, long[] after, double factor) {
        double[] was = logs(baseline);
        double[] is = Arrays.copyOf(logs(after), Math.min(after.length, confirming));
        double allowed = Math.log(factor);
        double now = is[0] - mean(was);
        double together = mean(is) - mean(was);
        if (recent.length < FEWEST_RUNS) {
            return new RegressionDecision(Outcome.UNDECIDED, Math.exp(now), 0, 0, FEWEST_RUNS - recent.length);
        }
        double spread = Math.max(LEAST_SPREAD, deviation(logs(recent)));
        int runs = recent.length;
        double alone = now + bound(WITHIN_RISK, spread, 1, was.length, runs);
        double both = together + bound(WITHIN_RISK, spread, is.length, was.length, runs);
        if (alone < allowed || (both < allowed && now <= allowed)) {
            return new RegressionDecision(Outcome.WITHIN, Math.exp(now), Math.exp(Math.min(alone, both)), spread, 0);
        }
        double least = together - bound(falseAlarm, spread, is.length, was.length, runs);
        boolean each = Arrays.stream(is).allMatch(value -> value - mean(was) > allowed);
        if (is.length == confirming && each && least > 0) {
            return new RegressionDecision(Outcome.BREACHED, Math.exp(together), Math.exp(least), spread, 0);
        }
        return new RegressionDecision(
                Outcome.UNDECIDED, Math.exp(now), 0, spread, needed(now, allowed, spread, is.length, runs));
    }

    /** How many more runs would decide it, if it went on like this; -1 if no number would. */
    private int needed(double shift, double allowed, double spread, int after, int runs) {
        if (!decides(MOST_RUNS, shift, allowed, spread)) {
            return -1;
        }
        int low = runs;
        int high = MOST_RUNS;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (decides(middle, shift, allowed, spread)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Math.max(Math.max(confirming - after, 1), low - runs);
    }

    private boolean decides(int past, double shift, double allowed, double spread) {
        return shift > allowed
                ? shift > bound(falseAlarm, spread, confirming, past, past)
                : shift + bound(WITHIN_RISK, spread, confirming, past, past) < allowed;
    }

    /** How far the difference of two means of runs may be from the truth, but for a chance of {@code risk}. */
    private static double bound(double risk, double spread, int after, int before, int runs) {
        int degrees = runs - 1;
        int odd = degrees % 2 == 0 ? degrees - 1 : degrees; // which errs on the careful side
        return StudentT.critical(risk, odd) * spread * Math.sqrt(1.0 / after + 1.0 / before);
    }

    private static double[] logs(long[] values) {
        return Arrays.stream(values)
                .mapToDouble(value -> Math.log((double) Math.max(1, value)))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
