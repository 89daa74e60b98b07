package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LeakRuleTest {
    private static final Subject TEST = Subject.test("com.acme.GamesIT", "lists");
    private static final Measurement MEASUREMENT = new SubjectRecorder(TEST, TEST.name(), Instant.EPOCH).measurement();
    private static final int LOOKS = 24;
    private static final int BLOCK = 750;
    private static final int SEEDS = 200;

    @Test
    void findsALeakOfAHundredBytesAnIterationInEveryRun() {
        assertThat(outcomes(0, iteration -> 100 * iteration)).containsOnly(Outcome.BREACHED);
    }

    @Test
    void neverTakesALiveSetThatOnlyWobblesForALeak() {
        assertThat(outcomes(0, iteration -> 0)).doesNotContain(Outcome.BREACHED);
        assertThat(withNoise(0, 1, iteration -> 0, 500).size()).isEqualTo(LOOKS);
        assertThat(rule(0).decide(withNoise(0, 1, iteration -> 0, 500))).isEqualTo(Outcome.WITHIN);
    }

    @Test
    void keepsACacheThatIsFullByTheMiddle() {
        assertThat(outcomes(0, iteration -> 100 * Math.min(iteration, 6_000)))
                .containsOnly(Outcome.WITHIN, Outcome.UNDECIDED)
                .contains(Outcome.WITHIN);
    }

    @Test
    void neverTakesACacheThatIsStillFillingForALeak() {
        for (double fill : new double[] {3_000, 9_000, 18_000, 30_000}) {
            assertThat(outcomes(0, iteration -> 2e6 * (1 - Math.exp(-iteration / fill)), 5_000))
                    .as("fills with a constant of %s", fill)
                    .doesNotContain(Outcome.BREACHED);
        }
    }

    /** As after other tests, whose objects go while this one already fills its cache. */
    @Test
    void neverTakesACacheThatIsStillFillingForALeakWhereSomethingElseShrinks() {
        for (double from : new double[] {0, 3_000, 6_000, 9_000}) {
            assertThat(outcomes(
                            0,
                            iteration -> 2e6 * (1 - Math.exp(-iteration / 12_000))
                                    - 60 * Math.max(0, Math.min(iteration - from, 5_000)),
                            5_000))
                    .as("shrinks from iteration %s on", from)
                    .doesNotContain(Outcome.BREACHED);
        }
    }

    @Test
    void allowsWhatALimitAllows() {
        assertThat(outcomes(500, iteration -> 100 * iteration)).containsOnly(Outcome.WITHIN);
        assertThat(outcomes(50, iteration -> 100 * iteration)).containsOnly(Outcome.BREACHED);
    }

    @Test
    void explainsALeak() {
        Trend trend = withNoise(0, 7, iteration -> 1_100 * iteration, 2_000);
        Verdict verdict = rule(0).judge(trend, MEASUREMENT, Optional.empty(), "grown: byte[] by 19 MB");
        assertThat(Explanation.of(verdict))
                .startsWith("Performance budget broken: GamesIT.lists  (@FlatMemory, GamesIT.java:42)\n"
                        + "  GamesIT.lists leaks 1.1 kB in each iteration, budget flat  (±")
                .contains("24 looks at the live heap over 17,250 iterations; at least 1.")
                .contains("\n  grown: byte[] by 19 MB\n")
                .contains("\n  Fix: find what");
    }

    @Test
    void blamesNoTestForWhatOthersMayHaveKept() {
        Trend trend = withNoise(0, 7, iteration -> 1_100 * iteration, 2_000);
        assertThat(rule(0).judge(trend, MEASUREMENT, Optional.of("other tests ran"), ""))
                .extracting(Verdict::outcome)
                .isEqualTo(Outcome.UNDECIDED);
    }

    private static List<Outcome> outcomes(long limit, DoubleUnaryOperator live) {
        return outcomes(limit, live, 20_000);
    }

    private static List<Outcome> outcomes(long limit, DoubleUnaryOperator live, double noise) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            outcomes.add(rule(limit).decide(withNoise(limit, seed, live, noise)));
        }
        return outcomes;
    }

    private static Trend withNoise(long limit, int seed, DoubleUnaryOperator live, double noise) {
        Random random = new Random(seed * 31L + limit);
        List<Trend.Sample> samples = new ArrayList<>();
        for (int look = 1; look <= LOOKS; look++) {
            double at = look * BLOCK;
            samples.add(
                    new Trend.Sample(at, Math.round(40e6 + live.applyAsDouble(at) + random.nextGaussian() * noise)));
        }
        return Trend.of(samples);
    }

    private static LeakRule rule(long limit) {
        return new LeakRule(
                new Budget(
                        Selector.of(TEST),
                        Metric.MEMORY_GROWTH,
                        new Amount(Dimension.SIZE, limit),
                        new Origin("@FlatMemory", "GamesIT.java", 42)),
                0.999);
    }
}
