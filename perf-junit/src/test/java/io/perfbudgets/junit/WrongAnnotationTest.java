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
            quoteCharacter = '`',
            value = {
                "noUnit | p95: '200' has no unit: write 200ms, 1.5s or 2m",
                "wrongUnit | p95: '10MB' has the unit 'MB'",
                "falling | p95 (50 ms) is below p50 (90 ms)",
                "ofNothing | p95 is a factor, and nothing says of what",
                "meanOfOther | mean cannot be a factor",
                "unused | has a reference, but no limit that is a factor",
                "zero | p50: a limit of zero can never be kept",
                "noLatencyLimit | has no limit: give at least one, such as p95 = \"200ms\"",
                "noQueryLimit | has no limit: give at least one, such as @MaxQueries(1)",
                "negative | has a negative limit",
                "mostAndExactly | has both a most and an exact number: keep one of the two",
                "noRowLimit | has no limit: give at least one, such as @MaxRows(1)",
                "noConnectionLimit | has no limit: give at least one, such as @MaxConnections(1)",
                "noTransactionUnit | '100' has no unit: write 200ms, 1.5s or 2m",
                "noSize | is wrong: '10' has no unit: write 10MB (10^6 bytes) or 10MiB (2^20 bytes)",
                "noIterations | has a negative number of iterations",
                "zeroTransaction | a limit of zero can never be kept"
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

    @Test
    void tellsAllMistakesOfOneElementTogether() {
        assertThat(Samples.failureOf(Wrong.class, "severalAtOnce"))
                .contains("p95: '200' has no unit")
                .contains("p50: '10MB' has the unit 'MB'")
                .contains("@MaxQueries(-5)")
                .contains("@MaxRows on ")
                .contains("@MaxTransactionTime(\"soon\")");
    }

    static class Wrong {
        static boolean ran;

        @Test
        @MaxAllocation("10")
        void noSize() {}

        @Test
        @FlatMemory(iterations = -1)
        void noIterations() {}

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
        @LatencyBudget(p95 = "1.2x")
        void ofNothing() {}

        @Test
        @LatencyBudget(p95 = "2x", mean = "1.2x", reference = "canary")
        void meanOfOther() {}

        @Test
        @LatencyBudget(p95 = "1s", reference = "canary")
        void unused() {}

        @Test
        @LatencyBudget
        void noLatencyLimit() {}

        @Test
        @MaxQueries
        void noQueryLimit() {}

        @Test
        @MaxQueries(-5)
        void negative() {}

        @Test
        @MaxQueries(value = 3, exactly = 3)
        void mostAndExactly() {}

        @Test
        @MaxRows
        void noRowLimit() {}

        @Test
        @MaxConnections(-1)
        void noConnectionLimit() {}

        @Test
        @MaxTransactionTime("100")
        void noTransactionUnit() {}

        @Test
        @MaxTransactionTime("0s")
        void zeroTransaction() {}

        @Test
        @LatencyBudget(p50 = "10MB", p95 = "200")
        @MaxQueries(-5)
        @MaxRows
        @MaxTransactionTime("soon")
        void severalAtOnce() {}
    }
}
