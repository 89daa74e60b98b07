package io.perfbudgets.benchmarks.driving;

import java.util.Arrays;
import java.util.Locale;

/**
 * Ours beside another's, round by round.
 *
 * @param unit of {@code ours} and {@code other}
 * @param ours the median of the rounds
 * @param other the median of the rounds
 * @param ratio the median of the ratios of the rounds
 * @param aim what the ratio should be
 * @param atMost whether the aim is an upper limit
 * @param met whether it is kept
 */
record Comparison(
        String what, String unit, double ours, double other, double ratio, double aim, boolean atMost, boolean met) {
    static final String HEADING =
            String.format(Locale.ROOT, "%-62s %14s %14s %7s %10s", "", "ours", "other", "ratio", "aim");

    static Comparison atMost(String what, String unit, double[] ours, double[] other, double aim) {
        double ratio = ratio(ours, other);
        return new Comparison(what, unit, median(ours), median(other), ratio, aim, true, ratio <= aim);
    }

    static Comparison atLeast(String what, String unit, double[] ours, double[] other, double aim) {
        double ratio = ratio(ours, other);
        return new Comparison(what, unit, median(ours), median(other), ratio, aim, false, ratio >= aim);
    }

    private static double ratio(double[] ours, double[] other) {
        double[] ratios = new double[ours.length];
        Arrays.setAll(ratios, round -> ours[round] / other[round]);
        return median(ratios);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-62s %,11.1f %2s %,11.1f %2s %7.3f %s %.2f %s",
                what,
                ours,
                unit,
                other,
                unit,
                ratio,
                atMost ? "<=" : ">=",
                aim,
                met ? "met" : "NOT MET");
    }
}
