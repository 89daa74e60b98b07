package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {
    /** Reference values computed with scipy.stats.binom 1.17. */
    @ParameterizedTest
    @CsvSource({
        "60, 0, 0.05, 0.046069798987, 1",
        "60, 3, 0.05, 0.647281011601, 0.58256423134",
        "60, 12, 0.05, 0.999993150424, 3.59770084548e-05",
        "240, 25, 0.05, 0.999799351894, 0.000474247735333",
        "960, 72, 0.05, 0.999670110309, 0.000527040886011",
        "4000, 240, 0.05, 0.997895001204, 0.00260689792727",
        "10, 10, 0.5, 1, 0.0009765625",
        "299, 0, 0.01, 0.0495362566377, 1",
        "2995, 0, 0.001, 0.0499617033974, 1",
        "1000000, 50700, 0.05, 0.999331071111, 0.000679631575451",
        "15, 7, 0.1, 0.999966375112, 0.000310630537603",
        "16, 7, 0.1, 0.999938674547, 0.000504534492348"
    })
    void tailsMatchReferenceValues(long n, long k, double p, double atMost, double atLeast) {
        assertThat(Binomial.atMost(n, k, p)).isCloseTo(atMost, Percentage.withPercentage(1e-6));
        assertThat(Binomial.atLeast(n, k, p)).isCloseTo(atLeast, Percentage.withPercentage(1e-6));
    }

    @Test
    void tailsOfNeighboursAddUpToOne() {
        for (int k = 0; k < 60; k++) {
            assertThat(Binomial.atMost(60, k, 0.05) + Binomial.atLeast(60, k + 1, 0.05))
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void countsOutsideTheRangeAreImpossibleOrCertain() {
        assertThat(Binomial.atMost(10, -1, 0.5)).isZero();
        assertThat(Binomial.atMost(10, 10, 0.5)).isOne();
        assertThat(Binomial.atLeast(10, 0, 0.5)).isOne();
        assertThat(Binomial.atLeast(10, 11, 0.5)).isZero();
    }
}
