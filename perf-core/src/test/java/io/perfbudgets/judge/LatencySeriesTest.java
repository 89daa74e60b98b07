package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencySeriesTest {
    @Test
    void ranksAsSortingDoes() {
        Random random = new Random(3);
        for (int size = 1; size < 60; size++) {
            long[] values = random.longs(size, 0, 20).toArray();
            LatencySeries series = LatencySeries.of(values);
            Arrays.sort(values);

            for (int rank = 0; rank < size; rank++) {
                assertThat(series.ranked(rank)).isEqualTo(values[rank]);
            }
        }
    }

    @Test
    void blocksAndPartsCoverTheSeriesWithoutOverlap() {
        LatencySeries series = LatencySeries.of(Samples.everyNthOver(1_003, 7));

        assertThat(series.blocks()).isEqualTo(41);
        assertThat(series.partStart(0, 41)).isZero();
        assertThat(series.partStart(41, 41)).isEqualTo(1_003);
        assertThat(series.part(0, 3).size()
                        + series.part(1, 3).size()
                        + series.part(2, 3).size())
                .isEqualTo(1_003);
        assertThat(LatencySeries.of(1, 2, 3).blocks()).isEqualTo(3);
    }
}
