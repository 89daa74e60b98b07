package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongAnnotationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noUnit | p95: '200' has no unit: write 200ms, 1.5s or 2m",
                "wrongUnit | p95: '10MB' has the unit 'MB'",
                "falling | p95 (50 ms) is below p50 (90 ms)",
                "zero | p50 of zero can never be kept",
                "noLatencyLimit | has no limit: give at least one, such as p95 = \"200ms\"",
                "noQueryLimit | has no limit: give at least one, such as @MaxQueries(1)",
                "negative | has a negative limit"
            })
    void isRefusedBeforeAnythingOfTheTestRuns(String method, String problem) {
        Wrong.ran = false;
        Throwable failure = Samples.throwableOf(Wrong.class, method);
        assertThat(failure)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(" on " + Wrong.class.getName() + "." + method + " ")
                .hasMessageContaining(problem);
        assertThat(Wrong.ran).isFalse();
    }

    static class Wrong {
        static boolean ran;

        @BeforeEach
        void run() {
            ran = true;
        }

        @Test
        @LatencyBudget(p95 = "200")
        void noUnit() {}

        @Test
        @LatencyBudget(p95 = "10MB")
        void wrongUnit() {}

        @Test
        @LatencyBudget(p95 = "50ms", p50 = "90ms")
        void falling() {}

        @Test
        @LatencyBudget(p50 = "0ms")
        void zero() {}

        @Test
        @LatencyBudget
        void noLatencyLimit() {}

        @Test
        @MaxQueries
        void noQueryLimit() {}

        @Test
        @MaxQueries(-5)
        void negative() {}
    }
}
