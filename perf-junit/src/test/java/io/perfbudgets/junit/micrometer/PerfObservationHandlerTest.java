package io.perfbudgets.junit.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.PerfDataSource;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerfObservationHandlerTest {
    private static final Subject TEST = Subject.test("Sample", "test");

    private final DataSource data = database();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    PerfObservationHandlerTest() {
        registry.observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()))
                .observationHandler(new PerfObservationHandler(Set.of("orders.export", "orders.item")));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void anObservationNamedInTheBudgetFileIsAnOperation() throws Throwable {
        List<Measurement> measured = measure(() -> {
            observation("orders.export").observeChecked(this::query);
            observation("orders.export").observeChecked(() -> {
                query();
                query();
            });
        });
        assertThat(measured).extracting(Measurement::subject).containsExactly(TEST, Subject.operation("orders.export"));
        assertThat(measured.get(1).units()).isEqualTo(2);
        assertThat(measured.get(1).worst(Metric.QUERIES)).isEqualTo(2);
        assertThat(measured.get(0).worst(Metric.QUERIES)).isEqualTo(3);
    }

    @Test
    void otherObservationsAreLeftAlone() throws Throwable {
        List<Measurement> measured = measure(() -> observation("orders.list").observeChecked(this::query));
        assertThat(measured).extracting(Measurement::subject).containsExactly(TEST);
    }

    @Test
    void oneWithinAnotherIsSummedIntoIt() throws Throwable {
        List<Measurement> measured = measure(() -> observation("orders.export").observeChecked(() -> {
            query();
            for (int item = 0; item < 3; item++) {
                observation("orders.item").observeChecked(this::query);
            }
        }));
        assertThat(of(measured, "orders.export").worst(Metric.QUERIES)).isEqualTo(4);
        assertThat(of(measured, "orders.item").worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(of(measured, "orders.item").units()).isEqualTo(3);
    }

    @Test
    void anErrorMakesItsRunAFailedOne() throws Throwable {
        List<Measurement> measured = measure(
                () -> assertThatThrownBy(() -> observation("orders.export").observe(() -> {
                            throw new IllegalStateException("no disk");
                        }))
                        .hasMessage("no disk"));
        assertThat(of(measured, "orders.export").failed()).isEqualTo(1);
    }

    @Test
    void itMayStopOnAnotherThreadThanItStartedOn() throws Throwable {
        List<Measurement> measured = measure(() -> {
            Observation observation = observation("orders.export").start();
            query(); // no scope is open: the test's own
            threads.submit(() -> {
                        observation.scopedChecked(this::query);
                        observation.stop();
                        return null;
                    })
                    .get();
            query();
        });
        assertThat(of(measured, "orders.export").worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(measured.get(0).worst(Metric.QUERIES)).isEqualTo(3);
        assertThat(measured.get(0).unattributed()).isEmpty();
    }

    @Test
    void whatIsPropagatedFromItsScopeIsItsWork() throws Throwable {
        threads.submit(() -> {}).get();
        List<Measurement> measured = measure(() -> observation("orders.export").observeChecked(() -> {
            threads.submit(ContextSnapshotFactory.builder().build().captureAll().wrap(() -> {
                        query();
                        return null;
                    }))
                    .get();
            query();
            return null;
        }));
        assertThat(of(measured, "orders.export").worst(Metric.QUERIES)).isEqualTo(2);
        assertThat(measured.get(0).unattributed()).isEmpty();
    }

    @Test
    void aScopeThatIsNeverClosedEndsWithIt() throws Throwable {
        List<Measurement> measured = measure(() -> {
            Observation observation = observation("orders.export").start();
            Observation.Scope forgotten = observation.openScope();
            query();
            observation.stop();
            query();
            forgotten.close();
            query();
        });
        assertThat(of(measured, "orders.export").worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(measured.get(0).worst(Metric.QUERIES)).isEqualTo(3);
    }

    @Test
    void withoutATestItIsJustRun() throws Throwable {
        assertThat(observation("orders.export").observe(() -> "exported")).isEqualTo("exported");
    }

    private Observation observation(String name) {
        return Observation.createNotStarted(name, registry);
    }

    private static Measurement of(List<Measurement> measured, String operation) {
        return measured.stream()
                .filter(each -> each.subject().equals(Subject.operation(operation)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Measurement> measure(Units.Body body) throws Throwable {
        RunningTest test = RunningTests.begin(TEST);
        try {
            Units.iterate(test, body);
        } finally {
            RunningTests.end(test);
        }
        return test.measurements(true);
    }

    private void query() throws SQLException {
        try (Connection connection = data.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select table_name from information_schema.tables")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private static DataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:observed;DB_CLOSE_DELAY=-1");
        return PerfDataSource.wrap(source);
    }
}
