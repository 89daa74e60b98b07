package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileIntervalTest {

    /** Conover's table of order statistics: for the median of 10 values at 95 %, the second and the ninth. */
    @Test
    void takesTheOrderStatisticsOfTheTextbook() {
        Histogram values = new Histogram(3);
        LongStream.rangeClosed(1, 10).forEach(values::recordValue);

        assertThat(PercentileInterval.of(values, 0.5, 0.05)).contains(new PercentileInterval(2, 9));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 6", "0.95, 89", "0.99, 458"})
    void saysNothingFromTooFewValues(double quantile, int count) {
        Histogram values = new Histogram(3);
        LongStream.range(0, count).forEach(i -> values.recordValue(1_000 + i));

        assertThat(PercentileInterval.of(values, quantile, 0.02)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 100", "0.95, 200", "0.95, 2000", "0.99, 1000"})
    void missesThePercentileAsSeldomAsItSays(double quantile, int count) {
        Random random = new Random(42);
        double truth = 1e6 * Math.exp(0.35 * normalQuantile(quantile));
        int missed = 0;
        int trials = 1_000;
        for (int trial = 0; trial < trials; trial++) {
            Histogram values = new Histogram(3);
            for (int i = 0; i < count; i++) {
                values.recordValue((long) (1e6 * Math.exp(0.35 * random.nextGaussian())));
            }
            PercentileInterval interval =
                    PercentileInterval.of(values, quantile, 0.05).orElseThrow();
            // The histogram's own precision is a thousandth.
            missed += interval.low() > truth * 1.001 || interval.high() < truth * 0.999 ? 1 : 0;
        }
        assertThat(missed / (double) trials).isLessThanOrEqualTo(0.05);
    }

    private static double normalQuantile(double quantile) {
        return switch ((int) Math.round(quantile * 100)) {
            case 50 -> 0;
            case 95 -> 1.644853627;
            default -> 2.326347874;
        };
    }
}
