package io.perfbudgets.junit.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.p6spy.engine.wrapper.ConnectionWrapper;
import io.micrometer.core.annotation.Timed;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.Delegating;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What the post-processors do to beans, without Spring Boot around them. */
class SpringWiringTest {

    @Test
    void aDataSourceBeanKeepsItsClassAndGivesCapturedConnections() throws Exception {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            try (Connection connection = context.getBean(Pool.class).getConnection()) {
                assertThat(connection).isInstanceOf(ConnectionWrapper.class);
            }
        }
    }

    @Test
    void aStatementThroughADelegatingDataSourceBeanCountsOnce() throws Throwable {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            DataSource delegating = context.getBean("delegating", DataSource.class);
            List<Measurement> measured = measure(() -> query(delegating));
            assertThat(measured.get(0).worst(Metric.QUERIES)).isEqualTo(1);
        }
    }

    @Test
    void aMethodNamedInTheBudgetFileIsAnOperation() throws Throwable {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            Sync sync = context.getBean(Sync.class);
            List<Measurement> measured = measure(() -> assertThat(sync.run()).isEqualTo("synced"));
            assertThat(measured).extracting(Measurement::subject).contains(Subject.operation("db-sync"));
            Measurement operation = measured.get(1);
            assertThat(operation.units()).isEqualTo(1);
            assertThat(operation.worst(Metric.QUERIES)).isEqualTo(1);
        }
    }

    @Test
    void aMethodTimedUnderTheNameOfAnOperationIsOne() throws Throwable {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            Sync sync = context.getBean(Sync.class);
            List<Measurement> measured = measure(() -> {
                sync.prune();
                sync.unnamed();
            });
            assertThat(measured)
                    .extracting(Measurement::subject)
                    .containsExactly(Subject.test("Sample", "test"), Subject.operation("prune"));
            assertThat(measured.get(1).worst(Metric.QUERIES)).isEqualTo(1);
        }
    }

    @Test
    void anObservationNamedInTheBudgetFileIsAnOperation(@TempDir Path folder) throws Throwable {
        Path file =
                Files.writeString(folder.resolve("budgets.yaml"), "version: 1\noperations: { prune: { queries: 1 } }");
        ObservedOperations wiring =
                new ObservedOperations(Budgets.read(List.of(file), "").operationNames());
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(ObservedOperations.class, () -> wiring);
            context.registerBean(ObservationRegistry.class, ObservationRegistry::create);
            context.refresh();
            ObservationRegistry registry = context.getBean(ObservationRegistry.class);
            List<Measurement> measured = measure(
                    () -> Observation.createNotStarted("prune", registry).observe(() -> {}));
            assertThat(measured).extracting(Measurement::subject).contains(Subject.operation("prune"));
        }
    }

    @Test
    void aTaskExecutorBeanKeepsItsClassAndCarriesTheUnit() throws Throwable {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            DataSource source = context.getBean(Pool.class);
            ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
            List<Measurement> measured = measure(() -> {
                executor.submit(() -> {
                            query(source);
                            return 1;
                        })
                        .get();
            });
            assertThat(measured.get(0).worst(Metric.QUERIES)).isEqualTo(1);
            assertThat(measured.get(0).unattributed()).isEmpty();
        }
    }

    @Test
    void anAsyncMethodIsItsCallersWork() throws Throwable {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            Reports reports = context.getBean(Reports.class);
            assertCountedOnce(measure(() -> reports.write().get()));
        }
    }

    @Test
    void anExecutorServiceBeanCarriesTheUnit() throws Throwable {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            DataSource source = context.getBean(Pool.class);
            for (String name : List.of("fixed", "single")) {
                ExecutorService threads = context.getBean(name, ExecutorService.class);
                assertCountedOnce(measure(() -> threads.submit(asking(source)).get()));
                assertCountedOnce(measure(
                        () -> threads.invokeAll(List.of(asking(source))).get(0).get()));
            }
        }
    }

    @Test
    void anExecutorThatIsDeclaredByAClassOfTheJdkStaysWhatItIsAndItsWorkIsSaidToBeNobodys() throws Throwable {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            DataSource source = context.getBean(Pool.class);
            ThreadPoolExecutor threads = context.getBean("threads", ThreadPoolExecutor.class);
            List<Measurement> measured =
                    measure(() -> threads.submit(asking(source)).get());
            assertThat(measured.get(0).unattributed()).hasSize(1);
        }
    }

    private static Callable<Integer> asking(DataSource source) {
        return () -> {
            query(source);
            return 1;
        };
    }

    private static void assertCountedOnce(List<Measurement> measured) {
        assertThat(measured.get(0).worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(measured.get(0).unattributed()).isEmpty();
    }

    private static List<Measurement> measure(Units.Body body) throws Throwable {
        RunningTest test = RunningTests.begin(Subject.test("Sample", "test"));
        try {
            Units.iterate(test, body);
        } finally {
            RunningTests.end(test);
        }
        return test.measurements(true);
    }

    private static void query(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select table_name from information_schema.tables")) {
            assertThat(rows.next()).isTrue();
        }
    }

    /** A class of its own, as pools are, which is injected by its class. */
    static class Pool extends Delegating {
        Pool(DataSource target) {
            super(target);
        }
    }

    static class Sync {
        private final DataSource source;

        Sync(DataSource source) {
            this.source = source;
        }

        String run() throws SQLException {
            query(source);
            return "synced";
        }

        @Timed("prune")
        void prune() throws SQLException {
            query(source);
        }

        @Timed("of no budget")
        void unnamed() throws SQLException {
            query(source);
        }
    }

    static class Reports {
        private final DataSource source;

        Reports(DataSource source) {
            this.source = source;
        }

        @Async("executor")
        CompletableFuture<String> write() throws SQLException {
            query(source);
            return CompletableFuture.completedFuture("written");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class Application {
        @Bean
        static DataSourceCapture capture() {
            return new DataSourceCapture();
        }

        @Bean
        static OperationMethods operations() {
            return new OperationMethods(Map.of(Sync.class.getName() + ".run", "db-sync"), Set.of("db-sync", "prune"));
        }

        @Bean
        static CarryingExecutors executors() {
            return new CarryingExecutors();
        }

        @Bean
        ThreadPoolTaskExecutor executor() {
            return new ThreadPoolTaskExecutor();
        }

        @Bean(destroyMethod = "shutdownNow")
        ThreadPoolExecutor threads() {
            return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Bean(destroyMethod = "shutdownNow")
        ExecutorService fixed() {
            return Executors.newFixedThreadPool(1);
        }

        @Bean(destroyMethod = "shutdownNow")
        ExecutorService single() {
            return Executors.newSingleThreadExecutor();
        }

        @Bean
        Reports reports(Pool pool) {
            return new Reports(pool);
        }

        @Bean
        Pool pool() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:spring");
            return new Pool(source);
        }

        @Bean
        DataSource delegating(Pool pool) {
            return new Delegating(pool);
        }

        @Bean
        Sync sync(Pool pool) {
            return new Sync(pool);
        }
    }
}
