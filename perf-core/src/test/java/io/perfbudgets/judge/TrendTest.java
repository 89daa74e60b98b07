package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.SubjectRecorder;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final int SAMPLES = 50;
    private static final long LEVEL = 60_000_000;
    private static final double NOISE = 300_000;
    private static final Subject APPLICATION = Subject.process("clips");

    private final GrowthRule flat = new GrowthRule(
            new Budget(
                    Selector.of(APPLICATION),
                    Metric.MEMORY_GROWTH,
                    new Amount(Dimension.SIZE, 0),
                    new Origin("process.memory.growth", "budgets.yaml", 7)),
            0.999,
            4);
    private final Random random = new Random(3);

    @Test
    void findsTheSlopeThroughNoiseAndWildSamples() {
        Trend trend = trend(hour -> 5_000_000 * hour + (hour > 0.5 && hour < 0.55 ? 80_000_000 : 0));

        assertThat(trend.slope()).isBetween(4_400_000.0, 5_600_000.0);
        assertThat(trend.lowerBound(0.001)).isBetween(3_000_000.0, trend.slope());
        assertThat(trend.upperBound(0.001)).isBetween(trend.slope(), 8_000_000.0);
    }

    @Test
    void boundsHoldAsOftenAsTheySay() {
        long outside = IntStream.range(0, 2_000)
                .filter(run -> trend(hour -> 0).lowerBound(0.05) > 0)
                .count();

        assertThat(outside).isBetween(60L, 140L);
    }

    @Test
    void callsNothingALeakThatIsFlat() {
        long breached = IntStream.range(0, 2_000)
                .filter(run -> flat.isBreached(trend(hour -> 0)))
                .count();

        assertThat(breached).isZero();
        assertThat(judge(trend(hour -> 0)).outcome()).isEqualTo(Outcome.WITHIN);
    }

    @Test
    void callsASteadyLeakWhatItIs() {
        Verdict verdict = judge(trend(hour -> 4_000_000 * hour));

        assertThat(verdict.outcome()).isEqualTo(Outcome.BREACHED);
        assertThat(Explanation.of(verdict))
                .startsWith(
                        "Performance budget broken: clips  (process.memory.growth, budgets.yaml:7)\n  clips grew by ")
                .contains(" MB an hour, budget flat  (50 samples of the live heap; above ")
                .contains("\n  Fix: find what the later requests left behind");
    }

    @Test
    void isSilentOnACacheThatFillsUpAndStays() {
        Trend filling = trend(hour -> 20_000_000 * Math.min(hour, 0.4));

        assertThat(filling.lowerBound(0.001)).isPositive();
        assertThat(flat.isBreached(filling)).isFalse();
    }

    @Test
    void saysThatItCannotTell() {
        assertThat(judge(Trend.of(List.of(new Trend.Sample(0, 1), new Trend.Sample(1, 9))))
                        .reason())
                .isEqualTo("2 samples of the live heap; it needs 10 samples");
        assertThat(judge(trend(hour -> 600_000 * hour)).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    private Verdict judge(Trend trend) {
        return flat.judge(trend, new SubjectRecorder(APPLICATION, "", Instant.EPOCH).measurement(), "the live heap");
    }

    /** One hour of memory that wanders as {@code growth} says. */
    private Trend trend(DoubleUnaryOperator growth) {
        return Trend.of(IntStream.range(0, SAMPLES)
                .mapToObj(i -> {
                    double hour = (double) i / SAMPLES;
                    double value = LEVEL + growth.applyAsDouble(hour) + NOISE * random.nextGaussian();
                    return new Trend.Sample(hour, Math.round(value));
                })
                .toList());
    }
}
