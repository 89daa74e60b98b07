package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
    private final Random random = new Random(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 19, 20, 21, 64, 65, 4_096, 5_000})
    void answersAsAHistogramOfAllValuesDoes(int count) {
        Histogram expected = new Histogram(3);
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            long nanos = random.nextLong(10_000_000_000L);
            expected.recordValue(nanos);
            latencies.add(nanos);
        }

        assertThat(latencies.count()).isEqualTo(count);
        for (double quantile : new double[] {0.0001, 0.05, 0.5, 0.9, 0.95, 0.99, 0.999, 1}) {
            assertThat(latencies.percentile(quantile))
                    .as("p%s", quantile * 100)
                    .isEqualTo(expected.getValueAtPercentile(quantile * 100));
        }
        assertThat(latencies.max()).isEqualTo(expected.getMaxValue());
        assertThat(latencies.mean()).isEqualTo(Math.round(expected.getMean()));
        assertThat(latencies.histogram()).isEqualTo(expected);
    }

    @Test
    void keepsTheFirstValuesInTheirOrder() {
        Latencies latencies = of(3, 1, 2);
        latencies.addAll(of(9, 8));
        assertThat(latencies.ordered()).containsExactly(3, 1, 2, 9, 8);
        assertThat(latencies.isInOrder()).isTrue();

        latencies.addAll(of(LongStream.range(0, Latencies.KEPT).toArray()));
        latencies.add(7);
        latencies.addAll(of(6));

        assertThat(latencies.ordered()).hasSize(Latencies.KEPT).startsWith(3, 1, 2, 9, 8, 0, 1);
        assertThat(latencies.isInOrder()).isFalse();
        assertThat(latencies.count()).isEqualTo(Latencies.KEPT + 7);
    }

    @Test
    void goesOnAfterItsHistogramWasAskedFor() {
        Latencies latencies = of(1, 2);
        assertThat(latencies.over(1)).isEqualTo(1);
        latencies.add(3);
        latencies.addAll(of(4));

        assertThat(latencies.over(1)).isEqualTo(3);
        assertThat(latencies.count()).isEqualTo(4);
        assertThat(latencies.ordered()).containsExactly(1, 2, 3, 4);
    }

    private static Latencies of(long... values) {
        return new Latencies(values);
    }
}
