package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
    /** Reference values computed with scipy.stats.t 1.17. */
    @ParameterizedTest
    @CsvSource({
        "9, 0.05, 1.833112933",
        "9, 0.0083, 2.935788946",
        "9, 0.0002, 5.460819907",
        "9, 1e-06, 10.72016041",
        "5, 0.01, 3.364929999",
        "1, 0.05, 6.313751515",
        "3, 0.001, 10.21453185"
    })
    void tailAndCriticalValueMatchReferenceValues(int degrees, double chance, double critical) {
        assertThat(StudentT.critical(chance, degrees)).isCloseTo(critical, Percentage.withPercentage(1e-4));
        assertThat(StudentT.atLeast(critical, degrees)).isCloseTo(chance, Percentage.withPercentage(1e-3));
    }

    @Test
    void refusesEvenDegreesOfFreedom() {
        assertThatIllegalArgumentException().isThrownBy(() -> StudentT.atLeast(1, 4));
    }
}
