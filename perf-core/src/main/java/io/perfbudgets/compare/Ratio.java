package io.perfbudgets.compare;

import io.perfbudgets.judge.PercentileInterval;
import io.perfbudgets.judge.StudentT;
import io.perfbudgets.measure.Normalisation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Between which bounds the ratio of a percentile after to the same percentile before lies, with 99 % confidence.
 *
 * @param low lower bound; above 1 means slower
 * @param high upper bound; below 1 means faster
 */
public record Ratio(double low, double high) {
    private static final double RISK = 0.01;

    /** From so many runs on each side their differences tell how much runs differ. */
    static final int FEWEST_RUNS = 3;

    /**
     * By Welch's t of the logarithms of the runs' percentiles (Welch 1947, The generalization of "Student's" problem):
     * what differs from run to run, such as the order in which classes were compiled, is in it.
     *
     * @param before one percentile for each run, at least {@value #FEWEST_RUNS}
     * @param after likewise
     */
    static Ratio ofRuns(long[] before, long[] after) {
        double[] logsBefore = logs(before);
        double[] logsAfter = logs(after);
        double errorBefore = squaredError(logsBefore);
        double errorAfter = squaredError(logsAfter);
        double error = Math.sqrt(errorBefore + errorAfter);
        double difference = mean(logsAfter) - mean(logsBefore);
        double half = error == 0
                ? 0
                : error * StudentT.critical(RISK / 2, degrees(errorBefore, before.length, errorAfter, after.length));
        return new Ratio(Math.exp(difference - half), Math.exp(difference + half));
    }

    /**
     * By the order statistics of the values themselves: says nothing of how much runs differ, so a small difference may
     * well be one of the runs and not of the code.
     *
     * @return empty if either side has too few values
     */
    static Optional<Ratio> ofValues(Histogram before, Histogram after, double quantile) {
        Optional<PercentileInterval> first = PercentileInterval.of(before, quantile, RISK / 2);
        Optional<PercentileInterval> second = PercentileInterval.of(after, quantile, RISK / 2);
        return first.flatMap(was -> second.map(is ->
                new Ratio((double) is.low() / Math.max(1, was.high()), (double) is.high() / Math.max(1, was.low()))));
    }

    /** The same where what was before comes from another machine. */
    Ratio at(Normalisation before) {
        return new Ratio(low / before.most(), high / before.least());
    }

    /** {@code 0.12 to 0.15 x}, with two digits that count. */
    @Override
    public String toString() {
        int digits = low > 0 ? (int) Math.max(2, Math.min(6, 1 - Math.floor(Math.log10(low)))) : 2;
        return String.format(Locale.ROOT, "%." + digits + "f to %." + digits + "f x", low, high);
    }

    static Histogram together(List<Observed> runs) {
        Histogram all = runs.get(0).histogram();
        runs.stream().skip(1).forEach(run -> all.add(run.histogram()));
        return all;
    }

    /** Welch and Satterthwaite's degrees of freedom, rounded down to an odd number, which errs on the careful side. */
    private static int degrees(double errorBefore, int before, double errorAfter, int after) {
        double sum = errorBefore + errorAfter;
        double degrees = sum * sum / (errorBefore * errorBefore / (before - 1) + errorAfter * errorAfter / (after - 1));
        int whole = (int) Math.max(1, Math.floor(degrees));
        return whole % 2 == 0 ? whole - 1 : whole;
    }

    private static double[] logs(long[] values) {
        return Arrays.stream(values)
                .mapToDouble(value -> Math.log((double) Math.max(1, value)))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Of the mean. */
    private static double squaredError(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return squares / (values.length - 1) / values.length;
    }
}
