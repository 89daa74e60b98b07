package io.perfbudgets.junit.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.ReadRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One unit serves for several iterations, but never for what belongs to an earlier one of them. */
class LaneTest {
    private static final Subject REQUEST = Subject.request("GET", "/api/games");

    private final RunningTest test = RunningTests.begin(Subject.test("LaneTest", "sample"));

    @AfterEach
    void end() {
        RunningTests.end(test);
    }

    private interface Iterations {
        void run(Lane lane) throws Throwable;
    }

    private Measurement own(Iterations iterations) throws Throwable {
        try (Lane lane = Lane.alone(test)) {
            iterations.run(lane);
        }
        return test.measurements(true).get(0);
    }

    private static void query() {
        Units.statement(ReadRows.NOBODY, Fingerprint.of("select id from games"), 0, 1, -1, 0, () -> CallSite.UNKNOWN);
    }

    private static void onAnotherThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work, "other");
        thread.start();
        thread.join();
    }

    private static void request(@Nullable String header) {
        Units.Scope request = Units.beginRequest(REQUEST, header);
        query();
        if (request != null) {
            request.close();
        }
    }

    @Test
    void iterationsThatRanNoSqlAreUnitsWithoutStatements() throws Throwable {
        Measurement own = own(lane -> {
            lane.time(() -> {});
            lane.time(LaneTest::query);
            lane.time(() -> {});
        });

        assertThat(own.units()).isEqualTo(3);
        assertThat(own.worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(own.worst(Metric.QUERIES_EXACTLY)).isZero();
        assertThat(own.latencies().count()).isEqualTo(3);
    }

    @Test
    void durationsAreKeptInTheirOrderWhateverElseWasObserved() throws Throwable {
        List<Long> taken = new ArrayList<>();
        Measurement own = own(lane -> {
            test.timed(false);
            lane.time(() -> {});
            test.timed(true);
            for (int i = 0; i < 600; i++) {
                boolean queries = i % 100 == 7;
                lane.time(() -> {
                    if (queries) {
                        query();
                    }
                });
                taken.add(lane.nanos());
            }
        });

        assertThat(own.units()).isEqualTo(601);
        assertThat(own.latencies().ordered()).containsExactly(taken.toArray(Long[]::new));
    }

    @Test
    void workThatIsHandedOnInOneIterationAndRunsInTheNextCountsForNeither() throws Throwable {
        List<Runnable> late = new ArrayList<>();
        Measurement own = own(lane -> {
            lane.time(() -> late.add(Propagation.carry((Runnable) LaneTest::query)));
            lane.time(() -> late.get(0).run());
        });

        assertThat(own.worst(Metric.QUERIES)).isZero();
        assertThat(own.unattributed()).extracting(Unattributed::statement).containsExactly("select id from games");
    }

    @Test
    void aRequestThatComesWhenItsIterationIsOverIsNotTheNextOnes() throws Throwable {
        String[] header = new String[1];
        Measurement own = own(lane -> {
            lane.time(() -> header[0] = Units.header());
            lane.time(() -> onAnotherThread(() -> request(header[0])));
        });

        assertThat(own.worst(Metric.QUERIES)).isZero();
        assertThat(own.unattributed())
                .extracting(Unattributed::statement)
                .containsExactly("the request GET /api/games, which came when the iteration that had sent it was over");
        Measurement request = test.measurements(true).get(1);
        assertThat(request.worst(Metric.QUERIES))
                .as("the request itself is known")
                .isEqualTo(1);
        assertThat(request.unattributed()).isEmpty();
    }

    @Test
    void aRequestOfAnOperationThatIsOverIsItsIterationsWhileThatRuns() throws Throwable {
        Measurement own = own(lane -> lane.time(() -> {
            Units.Scope operation = Units.beginOperation("sync");
            String header = Units.header();
            if (operation != null) {
                operation.close();
            }
            onAnotherThread(() -> request(header));
        }));

        assertThat(own.worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(own.unattributed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestWithoutAUnitsNameIsTheOneRunningIterations(boolean testsName) throws Throwable {
        String header = testsName ? test.id() : null;
        Measurement own = own(lane -> {
            lane.time(() -> {});
            lane.time(() -> onAnotherThread(() -> request(header)));
            lane.time(() -> {});
        });

        assertThat(own.worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(own.unattributed()).isEmpty();
    }

    @Test
    void aFailedIterationHasNoTimeAndTheNextOneGoesOn() throws Throwable {
        Measurement own = own(lane -> {
            assertThatThrownBy(() -> lane.time(() -> {
                        query();
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            lane.time(() -> {});
        });

        assertThat(own.units()).isEqualTo(2);
        assertThat(own.failed()).isEqualTo(1);
        assertThat(own.latencies().count()).isEqualTo(1);
    }

    @Test
    void whatItsThreadDoesAfterwardsIsNobodys() throws Throwable {
        Measurement own = own(lane -> lane.time(() -> {}));
        query();

        assertThat(own.worst(Metric.QUERIES)).isZero();
        assertThat(test.iteration()).isNull();
    }
}
