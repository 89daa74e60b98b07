package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.prove.Proof;
import io.perfbudgets.prove.Proofs;
import io.perfbudgets.results.PreparedRun;
import io.perfbudgets.results.ProvingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a run that is to prove that their budgets can be broken. */
class ProveTest {
    @TempDir
    Path target;

    private Path budgets;

    @BeforeEach
    void prepare() throws IOException {
        budgets = target.resolve("budgets.yaml");
        Files.writeString(budgets, """
                version: 1
                requests: { games: { match: GET /games, queries: 3, latency: { p95: 30ms }, allocation: 1MB } }
                operations: { sync: { queries: 2, latency: { max: 20ms } } }
                """);
        System.setProperty(
                PreparedRun.PROPERTY, target.resolve("perf/run.properties").toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(PreparedRun.PROPERTY);
    }

    @Test
    void everyBudgetThatIsCapturedBreaksAndNoTestFailsByThat() throws IOException {
        prepared().writeSabotaged(target, ProvingProcess.current());

        assertThat(run(Kept.class, Served.class).testEvents().failed().list()).isEmpty();

        assertThat(proofs(Proof.State.PROVED))
                .containsExactlyInAnyOrder(
                        tuple("ProveTest$Kept.reads", "queries"),
                        tuple("ProveTest$Kept.reads", "nPlusOne"),
                        tuple("ProveTest$Kept.reads", "duplicates"),
                        tuple("ProveTest$Kept.reads", "repeats"),
                        tuple("ProveTest$Kept.isFast", "latency.p95"),
                        tuple("ProveTest$Kept.isFrugal", "allocation"),
                        tuple("ProveTest$Kept.runsExactlyTwo", "queries.exactly"),
                        tuple("ProveTest$Kept.readsRows", "rows"),
                        tuple("ProveTest$Kept.assertsItsOwn", "queries"),
                        tuple("GET /games", "queries"),
                        tuple("GET /games", "latency.p95"),
                        tuple("GET /games", "allocation"),
                        tuple("sync", "queries"),
                        tuple("sync", "latency.max"));
        assertThat(proofs(Proof.State.EMPTY)).isEmpty();
        assertThat(proofs(Proof.State.NOT_PROVED)).isEmpty();
    }

    @Test
    void aBudgetWhoseStatementsAreNotCapturedIsEmpty() throws IOException {
        prepared().writeSabotaged(target, ProvingProcess.current());

        run(Small.class, NotCaptured.class);

        assertThat(judged().of(Proof.State.EMPTY))
                .extracting(proof -> proof.verdict().subject().shortName(), Proof::reason)
                .contains(tuple(
                        "ProveTest$NotCaptured.readsOnAConnectionOfItsOwn",
                        "it ran no statement on a captured connection, so that it counts none, whatever it runs"))
                .doesNotContain(tuple("ProveTest$NotCaptured.runsNothingAsItMust", ""));
        assertThat(proofs(Proof.State.NOT_PROVED))
                .contains(tuple("ProveTest$NotCaptured.runsNothingAsItMust", "queries"));
    }

    @Test
    void whatIsLeftBehindByAnotherProcessSabotagesNothing() throws IOException {
        prepared().write(target);
        prepared().writeSabotaged(target, ProcessHandle.current().pid() + "@1");

        assertThat(run(Small.class).testEvents().failed().list()).isEmpty();

        RunResults read = RunResults.read(target.resolve("results"), "run-9");
        assertThat(read.verdicts()).isNotEmpty().allSatisfy(verdict -> assertThat(verdict.outcome())
                .isNotEqualTo(io.perfbudgets.judge.Outcome.BREACHED));
        assertThat(read.measurement(Subject.test(Small.class.getName(), "reads"))
                        .orElseThrow()
                        .worstUnit()
                        .count())
                .isEqualTo(1);
    }

    private PreparedRun prepared() {
        return new PreparedRun("run-9", "shop", target.resolve("results"), List.of(budgets));
    }

    private List<Tuple> proofs(Proof.State state) {
        return judged().of(state).stream()
                .map(proof -> tuple(
                        proof.verdict().subject().shortName(),
                        proof.verdict().budget().name()))
                .toList();
    }

    private Proofs judged() {
        Gate gate = new Gate(Budgets.read(List.of(budgets), "shop"), LocalDate.of(2026, 11, 25));
        return Proofs.of(gate.judge("shop", RunResults.read(target.resolve("results"), "run-9")), false);
    }

    static class Kept {
        @Test
        @MaxQueries(1)
        @NoNPlusOne
        @NoDuplicateQueries
        @NoRepeatedQueries
        void reads() throws SQLException {
            query("select title from games");
        }

        @Test
        @LatencyBudget(p95 = "20ms")
        void isFast() {}

        @Test
        @MaxAllocation("200kB")
        void isFrugal() {}

        @Test
        @MaxQueries(exactly = 2)
        void runsExactlyTwo() throws SQLException {
            query("select title from games");
            query("select id from games");
        }

        @Test
        @MaxRows(5)
        void readsRows() throws SQLException {
            query("select title from games");
        }

        @Test
        @MaxQueries(2)
        void assertsItsOwn() throws Exception {
            Perf.queries(() -> query("select id from games")).hasAtMost(1);
            query("select title from games");
        }
    }

    static class Small {
        @Test
        @MaxQueries(1)
        void reads() throws SQLException {
            query("select title from games");
        }
    }

    @ExtendWith(PerfExtension.class)
    static class Served {
        @Test
        void serves() throws Exception {
            for (int i = 0; i < 30; i++) {
                try (Units.Scope request =
                        Objects.requireNonNull(Units.beginRequest(Subject.request("GET", "/routed-later"), null))) {
                    query("select title from games");
                    request.subject(Subject.request("GET", "/games"));
                }
                Perf.measure("sync", () -> query("select id from games"));
            }
        }
    }

    static class NotCaptured {
        @Test
        @MaxQueries(2)
        void readsOnAConnectionOfItsOwn() throws SQLException {
            try (Connection raw = DriverManager.getConnection("jdbc:h2:mem:samples");
                    var statement = raw.createStatement()) {
                statement.executeQuery("select id from games");
            }
        }

        @Test
        @MaxQueries(0)
        void runsNothingAsItMust() {}
    }
}
