package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

class ParallelTest {

    @Test
    void eachOfManyTestsAtTheSameTimeHasItsOwnCount() {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .selectors(selectClass(Many.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(50).failed(50));
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class Many {
        static java.util.stream.IntStream queries() {
            return java.util.stream.IntStream.range(0, 100);
        }

        @ParameterizedTest
        @MethodSource("queries")
        @MaxQueries(3)
        void runs(int number) throws SQLException {
            for (int i = 0; i < (number % 2 == 0 ? 3 : 4); i++) {
                assertThat(Samples.query("select title from games")).isNotEmpty();
            }
        }
    }
}
