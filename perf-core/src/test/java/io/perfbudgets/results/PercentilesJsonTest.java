package io.perfbudgets.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.measure.Percentiles;
import io.perfbudgets.measure.Percentiles.Point;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PercentilesJsonTest {
    @Test
    void readsBackWhatIsNoPercentileOfAllAndAMeanThatIsNotTold() {
        Percentiles known = new Percentiles(
                10, List.of(new Point(Double.NaN, 7_000, 8, 2), new Point(1, 9_000, 10, 1)), OptionalLong.empty());

        assertThat(PercentilesJson.read(PercentilesJson.write(known))).isEqualTo(known);
    }

    @Test
    void refusesNumbersThatContradictEachOther() {
        assertThatThrownBy(() -> PercentilesJson.read(PercentilesJson.write(
                                new Percentiles(10, List.of(new Point(1, 9_000, 10, 1)), OptionalLong.empty()))
                        .put("count", 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is none of 9 values");
    }
}
