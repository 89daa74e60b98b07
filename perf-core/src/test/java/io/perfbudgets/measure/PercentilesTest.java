package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.measure.Percentiles.Point;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    /** Of ten values: the fifth is 50, the ninth 90, the last 100. */
    private static final Percentiles TEN = new Percentiles(
            10,
            List.of(new Point(0.5, 50, 5, 6), new Point(0.9, 90, 9, 2), new Point(1, 100, 10, 1)),
            OptionalLong.of(55));

    @Test
    void boundsHowManyValuesAreOverALimit() {
        assertThat(TEN.fewestOver(49)).isEqualTo(6);
        assertThat(TEN.fewestOver(50)).isEqualTo(2);
        assertThat(TEN.mostOver(50)).isEqualTo(5);
        assertThat(TEN.mostOver(49)).isEqualTo(10);
        assertThat(TEN.fewestOver(100)).isZero();
        assertThat(TEN.mostOver(100)).isZero();
    }

    @Test
    void knowsLessOfAllButSomeValues() {
        Percentiles eight = TEN.without(2);

        assertThat(eight.count()).isEqualTo(8);
        assertThat(eight.mostOver(90)).isEqualTo(1);
        assertThat(eight.fewestOver(49)).isEqualTo(4);
        assertThat(eight.at(0.5)).isEmpty();
        assertThat(eight.mean()).isEmpty();
        assertThat(TEN.without(0)).isSameAs(TEN);
    }

    @Test
    void addsBoundsAndNeverAveragesPercentiles() {
        Percentiles other =
                new Percentiles(20, List.of(new Point(0.5, 60, 10, 11), new Point(1, 80, 20, 1)), OptionalLong.of(40));

        Percentiles both = TEN.plus(other);

        assertThat(both.count()).isEqualTo(30);
        assertThat(both.mostOver(60)).isEqualTo(5 + 10);
        assertThat(both.fewestOver(59)).isEqualTo(2 + 11);
        assertThat(both.at(0.5)).isEmpty();
        assertThat(both.at(1)).hasValue(100);
        assertThat(both.mean()).hasValue(45);
    }

    @Test
    void refusesMoreValuesThanThereAre() {
        assertThatThrownBy(() -> new Percentiles(4, List.of(new Point(1, 100, 5, 1)), OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
