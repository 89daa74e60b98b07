package io.perfbudgets.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.budget.Metric;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void keepsAFewBytesOfAHistogramAndTellsTheSame() throws Exception {
        Histogram histogram = histogram();

        Durations durations = Durations.of(histogram);

        assertThat(durations.count()).isEqualTo(100);
        assertThat(durations.packed().length * 100).isLessThan(histogram.getEstimatedFootprintInBytes());
        assertThat(durations.histogram()).isEqualTo(histogram);
        assertThat(durations.value(Metric.LATENCY_P95)).isEqualTo(histogram.getValueAtPercentile(95));
        assertThat(durations.value(Metric.LATENCY_MAX)).isEqualTo(histogram.getValueAtPercentile(100));
        assertThat(durations.value(Metric.LATENCY_MEAN)).isEqualTo(Math.round(histogram.getMean()));
        assertThat(Durations.of(durations.packed())).isEqualTo(durations).hasSameHashCodeAs(durations);
    }

    @Test
    void isNotChangedByWhatACallerDoesWithTheHistogram() {
        Durations durations = Durations.of(histogram());

        durations.histogram().recordValue(1);
        durations.packed()[0]++;

        assertThat(durations.histogram()).isEqualTo(histogram());
    }

    @Test
    void refusesDamagedBytes() {
        byte[] packed = Durations.of(histogram()).packed();
        packed[5] ^= 0x55;

        assertThatThrownBy(() -> Durations.of(packed)).isInstanceOf(DataFormatException.class);
        assertThatThrownBy(() -> Durations.of(new byte[0])).isInstanceOf(DataFormatException.class);
    }

    private static Histogram histogram() {
        Histogram histogram = new Histogram(3);
        for (int i = 1; i <= 100; i++) {
            histogram.recordValue(i * 1_000_000L);
        }
        return histogram;
    }
}
