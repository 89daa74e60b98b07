package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColdStartTest {
    private static final long LIMIT = 3_000;

    @ParameterizedTest
    @CsvSource({
        "2900, 500, 0.9, false",
        "3100, 500, 0.05, false",
        "3100, 500, 0.2, true",
        "9000, 500, 0.2, true",
        "9000, 3001, 0.9, false"
    })
    void isDoubtfulOnlyIfOthersMayHaveMadeItSlow(long nanos, long least, double others, boolean doubtful) {
        assertThat(new ColdStart(nanos, least, others).isDoubtful(LIMIT)).isEqualTo(doubtful);
    }
}
