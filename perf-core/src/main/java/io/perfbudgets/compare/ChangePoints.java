package io.perfbudgets.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Finds where a series of runs changed its level and kept it: E-divisive means (Matteson and James 2014, A Nonparametric
 * Approach for Multiple Change Point Analysis of Multivariate Data; used on runs of a database's tests by Daly et al. 2020,
 * The Use of Change Point Detection to Identify Software Performance Regressions in a Continuous Integration System). The
 * split that divides a stretch best by the energy distance is kept if a shuffled stretch is seldom divided as well; then
 * both sides are divided likewise. It knows nothing of how values are distributed.
 *
 * <p>Stateless. Time grows with the square of the series; shuffles are the same in every call.
 */
final class ChangePoints {
    /** A level is one if so many runs keep it. */
    static final int FEWEST_RUNS = 5;

    /** The chance that a series without a change is said to have one. */
    static final double RISK = 0.01;

    private static final int SHUFFLES = 299;

    private ChangePoints() {}

    /** The best place to divide a stretch, and how well it divides it. */
    private record Split(int from, int to, int at, double gain) {}

    /**
     * The indices at which a new level begins, ascending.
     *
     * @param values in the order of time
     */
    static List<Integer> in(double[] values) {
        List<Integer> found = new ArrayList<>();
        divide(values, 0, values.length, new Random(values.length), found);
        found.sort(Integer::compare);
        return found;
    }

    private static void divide(double[] values, int from, int to, Random random, List<Integer> found) {
        if (to - from < 2 * FEWEST_RUNS) {
            return;
        }
        Split split = best(values, from, to);
        if (split.gain() <= 0 || !isSignificant(values, split, random)) {
            return;
        }
        found.add(split.at());
        divide(values, from, split.at(), random, found);
        divide(values, split.at(), to, random, found);
    }

    private static boolean isSignificant(double[] values, Split split, Random random) {
        double[] shuffled = Arrays.copyOfRange(values, split.from(), split.to());
        int asGood = 1; // the stretch itself is one of the orders
        int mayBe = (int) (RISK * (SHUFFLES + 1));
        for (int shuffle = 0; shuffle < SHUFFLES && asGood <= mayBe; shuffle++) {
            for (int i = shuffled.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                double swapped = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = swapped;
            }
            asGood += best(shuffled, 0, shuffled.length).gain() >= split.gain() ? 1 : 0;
        }
        return asGood <= mayBe;
    }

    /** Moves the border from left to right and keeps the sums of distances within and between both sides. */
    private static Split best(double[] values, int from, int to) {
        double left = 0;
        double right = 0;
        for (int i = from; i < to; i++) {
            right += distances(values, i, from, i);
        }
        double between = 0;
        Split best = new Split(from, to, from, 0);
        for (int at = from + 1; at <= to - FEWEST_RUNS; at++) {
            int moved = at - 1;
            double toLeft = distances(values, moved, from, moved);
            double toRight = distances(values, moved, at, to);
            left += toLeft;
            right -= toRight;
            between += toRight - toLeft;
            if (at - from >= FEWEST_RUNS) {
                double gain = energy(left, right, between, at - from, to - at);
                if (gain > best.gain()) {
                    best = new Split(from, to, at, gain);
                }
            }
        }
        return best;
    }

    private static double distances(double[] values, int of, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.abs(values[of] - values[i]);
        }
        return sum;
    }

    /** The scaled sample energy distance between two sides of {@code n} and {@code m} values. */
    private static double energy(double left, double right, double between, int n, int m) {
        double distance =
                2 * between / ((double) n * m) - 2 * left / ((double) n * (n - 1)) - 2 * right / ((double) m * (m - 1));
        return (double) n * m / (n + m) * distance;
    }
}
