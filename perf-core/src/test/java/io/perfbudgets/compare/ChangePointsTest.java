package io.perfbudgets.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
    private final Random random = new Random(3);

    @Test
    void findsEachChangeOfLevel() {
        double[] values = noise(60, 0.03);
        add(values, 20, 60, 0.15);
        add(values, 45, 60, -0.1);

        List<Integer> found = ChangePoints.in(values);

        assertThat(found).hasSize(2);
        assertThat(found.get(0)).isBetween(19, 21);
        assertThat(found.get(1)).isBetween(44, 46);
    }

    @Test
    void findsNoChangeInTooFewRunsAndInEqualOnes() {
        assertThat(ChangePoints.in(new double[0])).isEmpty();
        assertThat(ChangePoints.in(new double[] {1, 1, 1, 1, 9, 9, 9, 9, 9})).isEmpty();
        assertThat(ChangePoints.in(new double[40])).isEmpty();
    }

    @Test
    void oneSlowRunIsNoChange() {
        double[] values = noise(40, 0.02);
        values[20] += 1;

        assertThat(ChangePoints.in(values)).isEmpty();
    }

    /** The rates that docs/verdicts.md states. */
    @Test
    void findsAChangeOfTenPercentAndGivesAFalseAlarmInAboutOneSeriesOfAHundred() {
        int trials = 600;
        int wrong = 0;
        int found = 0;
        for (int trial = 0; trial < trials; trial++) {
            wrong += ChangePoints.in(noise(50, 0.05)).isEmpty() ? 0 : 1;
            double[] changed = noise(50, 0.05);
            add(changed, 40, 50, 0.1);
            found += ChangePoints.in(changed).isEmpty() ? 0 : 1;
        }
        assertThat(wrong / (double) trials).isLessThanOrEqualTo(0.02);
        assertThat(found / (double) trials).isGreaterThan(0.9);
    }

    private double[] noise(int count, double spread) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = spread * random.nextGaussian();
        }
        return values;
    }

    private static void add(double[] values, int from, int to, double shift) {
        for (int i = from; i < to; i++) {
            values[i] += shift;
        }
    }
}
