package io.perfbudgets.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perfbudgets.judge.Outcome;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegressionRuleTest {
    private static final int TRIALS = 4_000;
    private static final double FIVE_PERCENT = 1.05;

    private final Random random = new Random(11);

    /** The table in docs/verdicts.md. */
    @ParameterizedTest
    @CsvSource({
        // runs differ by, baseline, slowed runs, red if unchanged, if 10 % slower, if 20 % slower
        "0.02, 10, 0, 0.000, 0.97, 1.00",
        "0.03, 10, 0, 0.002, 0.81, 1.00",
        "0.03, 30, 0, 0.002, 0.87, 1.00",
        "0.05, 10, 0, 0.007, 0.38, 0.94",
        "0.02, 10, 0.05, 0.004, 0.60, 0.67"
    })
    void findsAShiftOfTenPercentAndGivesAtMostOneFalseAlarmInAHundred(
            double spread, int runs, double slowed, double unchanged, double tenPercent, double twentyPercent) {
        assertThat(red(1, spread, runs, slowed, 1)).isLessThanOrEqualTo(0.01).isCloseTo(unchanged, within(0.003));
        assertThat(red(1.1, spread, runs, slowed, 1)).isCloseTo(tenPercent, within(0.02));
        assertThat(red(1.2, spread, runs, slowed, 1)).isCloseTo(twentyPercent, within(0.02));
    }

    @Test
    void holdsTheRateOfFalseAlarmsForAllBudgetsOfARunTogether() {
        double each = red(1, 0.03, 10, 0, 50);

        assertThat(1 - Math.pow(1 - each, 50)).isLessThanOrEqualTo(0.02);
    }

    @Test
    void oneSlowRunIsNoRegressionBeforeAnotherOneShowsIt() {
        long[] past = {100, 101, 99, 100, 102, 98, 100, 101, 99, 100};

        RegressionDecision first = RegressionRule.DEFAULT.decide(past, past, new long[] {130, 100}, FIVE_PERCENT);
        RegressionDecision second = RegressionRule.DEFAULT.decide(past, past, new long[] {131, 130}, FIVE_PERCENT);

        assertThat(first.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(first.needed()).isEqualTo(1);
        assertThat(second.outcome()).isEqualTo(Outcome.BREACHED);
        assertThat(second.bound()).isBetween(1.2, 1.3);
    }

    @Test
    void oneFastRunAfterASlowOneKeepsTheBudget() {
        long[] past = {100, 101, 99, 100, 102, 98, 100, 101, 99, 100};

        assertThat(RegressionRule.DEFAULT
                        .decide(past, past, new long[] {100, 130}, FIVE_PERCENT)
                        .outcome())
                .isEqualTo(Outcome.WITHIN);
    }

    @Test
    void saysHowManyMoreRunsItNeeds() {
        long[] few = {100, 104};
        long[] noisy = {100, 130, 80, 95, 120};

        assertThat(RegressionRule.DEFAULT.decide(few, few, new long[] {120, 120}, FIVE_PERCENT))
                .satisfies(decision -> {
                    assertThat(decision.outcome()).isEqualTo(Outcome.UNDECIDED);
                    assertThat(decision.needed()).isEqualTo(1);
                });
        assertThat(RegressionRule.DEFAULT
                        .decide(noisy, noisy, new long[] {120, 120}, FIVE_PERCENT)
                        .needed())
                .isEqualTo(-1);
        assertThat(RegressionRule.DEFAULT
                        .decide(noisy, noisy, new long[] {170, 170}, FIVE_PERCENT)
                        .needed())
                .isPositive();
    }

    /** How often a budget of 5 % is red where the code became slower by {@code shift}. */
    private double red(double shift, double spread, int runs, double slowed, int budgets) {
        RegressionRule rule = RegressionRule.DEFAULT.among(budgets);
        int red = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            long[] past = runs(runs, 1, spread, slowed);
            long[] after = runs(2, shift, spread, slowed);
            red += rule.decide(past, past, after, FIVE_PERCENT).outcome() == Outcome.BREACHED ? 1 : 0;
        }
        return red / (double) TRIALS;
    }

    private long[] runs(int count, double shift, double spread, double slowed) {
        long[] runs = new long[count];
        for (int i = 0; i < count; i++) {
            double burst = random.nextDouble() < slowed ? 1.3 : 1;
            runs[i] = Math.round(1e8 * shift * burst * Math.exp(spread * random.nextGaussian()));
        }
        return runs;
    }
}
