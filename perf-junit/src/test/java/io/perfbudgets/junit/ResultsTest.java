package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.results.PreparedRun;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a test run that a build has prepared leaves behind. */
class ResultsTest {
    @TempDir
    Path target;

    @BeforeEach
    void prepare() throws IOException {
        Path budgets = target.resolve("budgets.yaml");
        Files.writeString(budgets, """
                version: 1
                tests:
                  "*ResultsTest$Plain.*": { queries: 1 }
                sql: { nPlusOne: forbid }
                """);
        new PreparedRun("run-7", "shop", target.resolve("results"), List.of(budgets)).write(target);
        System.setProperty(
                PreparedRun.PROPERTY, target.resolve("perf/run.properties").toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(PreparedRun.PROPERTY);
    }

    @Test
    void recordsTestsRequestsAndOperationsWithTheirVerdicts() throws IOException {
        run(Annotated.class);

        List<ResultRecord> records = records();
        assertThat(records)
                .extracting(each -> each.measurement().subject())
                .containsExactly(Subject.test(Annotated.class.getName(), "syncs"), Subject.operation("db-sync"));
        ResultRecord operation = records.get(1);
        assertThat(operation.measurement().test()).isEqualTo(Annotated.class.getName() + ".syncs");
        assertThat(operation.measurement().worst(Metric.QUERIES)).isEqualTo(2);
        assertThat(records.get(0).measurement().worst(Metric.QUERIES)).isEqualTo(3);
        assertThat(records.get(0).verdicts())
                .extracting(each -> each.budget().metric(), each -> each.outcome())
                .contains(org.assertj.core.groups.Tuple.tuple(Metric.QUERIES, Outcome.WITHIN));
    }

    @Test
    void budgetFilesHoldForTestsWithoutAnnotationsByAutoDetection() {
        var failure = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .selectors(selectClass(Plain.class))
                .execute()
                .testEvents()
                .failed()
                .list();
        assertThat(failure).hasSize(1);
        assertThat(failure.get(0).getPayload().orElseThrow().toString())
                .contains("ResultsTest$Plain.readsTwice ran 2 queries in one iteration, budget 1")
                .contains("budgets.yaml:3");
    }

    /** Its client has the answer before the request runs its only query, as with a server that writes a log at the end. */
    @Test
    void anOperationHasTheStatementsOfARequestThatEndsAfterItsAnswer() throws IOException {
        run(LateRequest.class);

        assertThat(records())
                .filteredOn(each -> each.measurement().subject().equals(Subject.operation("late")))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.measurement().worst(Metric.QUERIES)).isEqualTo(1));
    }

    @Test
    void tellsHowFastTheMachineIsWhereThereAreDurationsToCompare() throws IOException {
        run(Timed.class);

        try (var files = Files.list(target.resolve("results"))) {
            assertThat(ResultsReader.read(files.findFirst().orElseThrow(), each -> {})
                            .run()
                            .machine()
                            .canary())
                    .isPresent();
        }
    }

    private List<ResultRecord> records() throws IOException {
        List<ResultRecord> records = new ArrayList<>();
        try (var files = Files.list(target.resolve("results"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            ResultsReader.Summary summary = ResultsReader.read(all.get(0), records::add);
            assertThat(summary.run().runId()).isEqualTo("run-7");
            assertThat(summary.complete()).isTrue();
        }
        return records;
    }

    static class Timed {
        @Test
        @MaxQueries(20)
        void syncs() throws Exception {
            for (int i = 0; i < 12; i++) {
                Perf.measure("db-sync", () -> query("select 1"));
            }
        }
    }

    static class Annotated {
        @Test
        @MaxQueries(3)
        void syncs() throws Exception {
            query("select title from games");
            Perf.measure("db-sync", () -> {
                query("select id from games");
                query("select id from games");
            });
        }
    }

    static class LateRequest {
        @Test
        @MaxQueries(1)
        void asksInAnOperation() throws Exception {
            CountDownLatch answered = new CountDownLatch(1);
            ExecutorService server = Executors.newSingleThreadExecutor();
            try {
                Perf.measure("late", () -> {
                    String header = Units.header();
                    CountDownLatch begun = new CountDownLatch(1);
                    server.execute(() -> {
                        Units.Scope request =
                                Objects.requireNonNull(Units.beginRequest(Subject.request("GET", "/late"), header));
                        begun.countDown();
                        try {
                            answered.await();
                            query("select title from games");
                        } catch (InterruptedException | SQLException broken) {
                            throw new IllegalStateException(broken);
                        } finally {
                            request.close();
                        }
                    });
                    begun.await();
                    answered.countDown();
                });
            } finally {
                server.shutdown();
            }
        }
    }

    static class Plain {
        @Test
        void readsTwice() throws SQLException {
            query("select id from games");
            query("select title from games");
        }
    }
}
