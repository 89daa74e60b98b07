package io.perfbudgets.benchmarks.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuelTest {
    /** The figures of so short a run mean nothing; that each way runs the work and is timed must stay true. */
    @ParameterizedTest
    @CsvSource({
        "H2, PERF_JUNIT",
        "H2, PERF_JUNIT_NO_UNIT",
        "H2, P6SPY",
        "H2, DATASOURCE_PROXY_COUNT",
        "H2, DATASOURCE_PROXY_LISTENER",
        "H2, QUICKPERF",
        "SQLITE, PERF_JUNIT"
    })
    void timesEachWayBesideTheRawDriver(Engine engine, Way way) throws Throwable {
        List<Cost> costs = new Duel(engine, way, 1, 1).fight();

        assertThat(costs).extracting(Cost::work).containsExactly(Work.values());
        assertThat(costs)
                .allSatisfy(cost -> assertThat(cost.nanos()).isPositive())
                .allSatisfy(cost -> assertThat(cost.rawNanos()).isPositive())
                .allSatisfy(cost -> assertThat(cost.ratio()).isPositive());
    }
}
