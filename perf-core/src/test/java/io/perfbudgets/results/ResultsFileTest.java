package io.perfbudgets.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.QueryAllowance;
import io.perfbudgets.budget.QueryAllowances;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Allocation;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.measure.Disturbed;
import io.perfbudgets.measure.Examples;
import io.perfbudgets.measure.FailureKind;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Pace;
import io.perfbudgets.measure.Percentiles;
import io.perfbudgets.measure.Series;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Connections;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    private static final RunContext RUN = RunContext.current("run-1", "shop");

    @TempDir
    Path folder;

    @Test
    void readsBackWhatWasWritten() throws IOException {
        ResultRecord written = record("GET /api/games");
        Path file;
        try (ResultsWriter writer = ResultsWriter.create(folder, RUN)) {
            file = writer.file();
            writer.append(written);
        }

        List<ResultRecord> read = new ArrayList<>();
        ResultsReader.Summary summary = ResultsReader.read(file, read::add);

        assertThat(summary.complete()).isTrue();
        assertThat(summary.run()).isEqualTo(RUN);
        assertThat(ResultsReader.header(file)).contains(summary.run());
        Measurement before = written.measurement();
        Measurement after = read.get(0).measurement();
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("latencies", "transactions", "allocations.warm")
                .isEqualTo(before);
        assertThat(after.transactions().ordered())
                .hasSize(1)
                .isEqualTo(before.transactions().ordered());
        assertThat(after.worstUnit(Metric.CONNECTION_LEAKS).connections().leaked())
                .isEqualTo(1);
        assertThat(after.allocations().warm().ordered()).containsExactly(4_096);
        assertThat(after.latencies().ordered()).isEqualTo(before.latencies().ordered());
        assertThat(after.latencies().histogram()).isEqualTo(before.latencies().histogram());
        assertThat(read.get(0).verdicts())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*latencies.*", ".*transactions.*", ".*allocations.warm.*")
                .isEqualTo(written.verdicts());
    }

    @Test
    void readsBackThatTheMachineWasDisturbed() throws IOException {
        Measurement disturbed = record("GET /api/games").measurement().disturbedBy("PRESSURE");
        Path file;
        try (ResultsWriter writer = ResultsWriter.create(folder, RUN)) {
            file = writer.file();
            writer.append(new ResultRecord(disturbed, List.of()));
        }

        List<ResultRecord> read = new ArrayList<>();
        ResultsReader.read(file, read::add);
        assertThat(read.get(0).measurement().disturbed())
                .isEqualTo(disturbed.disturbed())
                .isEqualTo(new Disturbed(disturbed.latencies().count(), Set.of("PRESSURE")));
    }

    @Test
    void tellsHowFastTheMachineIsAtTheEndAndOnlyThere() throws IOException {
        Path file;
        try (ResultsWriter writer = ResultsWriter.create(folder, RUN)) {
            file = writer.file();
            writer.canary(new CanaryTimes(14_000, 31_000));
        }

        assertThat(ResultsReader.read(file, result -> {}).run().machine())
                .isEqualTo(RUN.machine().with(new CanaryTimes(14_000, 31_000)));
        Files.writeString(file, Files.readAllLines(file).get(0) + "\n");
        assertThat(ResultsReader.read(file, result -> {}).run().machine().canary())
                .isEmpty();
    }

    @Test
    void readsWhatWasWrittenBeforeAUnitsFactsWereKnownAndCallsNoneOfThemKept() throws IOException {
        Path file;
        try (ResultsWriter writer = ResultsWriter.create(folder, RUN)) {
            file = writer.file();
            writer.append(record("GET /api/games"));
        }
        ObjectMapper json = new ObjectMapper();
        List<String> older = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            ObjectNode node = (ObjectNode) json.readTree(line);
            node.remove(List.of("transactions", "worstUnits", "unattributed", "examples", "series"));
            if (node.get("worst") instanceof ObjectNode worst) {
                worst.retain("queries", "queries.select", "nPlusOne");
                ((ObjectNode) node.get("worstUnit")).retain("housekeeping", "groups");
                node.get("worstUnit").get("groups").forEach(group -> ((ObjectNode) group)
                        .remove(List.of("duplicates", "columns", "updatedRows", "batches")));
            }
            older.add(node.toString());
        }
        Files.write(file, older);

        List<ResultRecord> read = new ArrayList<>();
        ResultsReader.read(file, read::add);

        Measurement measurement = read.get(0).measurement();
        assertThat(measurement.worst(Metric.QUERIES)).isEqualTo(6);
        assertThat(measurement.worstUnit(Metric.ROWS)).isEqualTo(measurement.worstUnit());
        assertThat(measurement.worstUnit().duplicates()).isZero();
        assertThat(measurement.worstUnit().connections()).isEqualTo(Connections.NONE);
        assertThat(measurement.transactions().count()).isZero();
        assertThat(measurement.examples()).isEqualTo(Examples.NONE);
        assertThat(measurement.series()).isEmpty();
        Budget rows = new Budget(
                Selector.of(measurement.subject()), Metric.ROWS, Amount.count(10), new Origin("rows", "", 0));
        assertThat(Judge.judge(rows, measurement, LatencyRules.DEFAULT))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(Outcome.UNMEASURED, "the results were written by a version that did not count it");
    }

    @Test
    void keepsEveryWholeRecordOfAKilledJvmAndNamesTheTestItDiedIn() throws IOException {
        ResultsWriter writer = ResultsWriter.create(folder, RUN);
        writer.append(record("GET /a"));
        writer.started("com.acme.GamesIT.lists");
        writer.append(record("GET /b"));
        String whole = Files.readString(writer.file());
        Path killed = folder.resolve("killed.jsonl");
        Files.writeString(killed, whole.substring(0, whole.length() - 40));

        List<ResultRecord> read = new ArrayList<>();
        ResultsReader.Summary summary = ResultsReader.read(killed, read::add);

        assertThat(read).extracting(r -> r.measurement().subject().name()).containsExactly("GET /a");
        assertThat(summary.complete()).isFalse();
        assertThat(summary.truncated()).isTrue();
        assertThat(summary.unfinished()).containsExactly("com.acme.GamesIT.lists");
    }

    @Test
    void refusesANewerMajorVersion() throws IOException {
        Path file = folder.resolve("new.jsonl");
        Files.writeString(file, "{\"schema\":\"perf-results\",\"version\":\"2.0\"}\n");
        assertThatThrownBy(() -> ResultsReader.read(file, record -> {}))
                .isInstanceOf(ResultsException.class)
                .hasMessageContaining("version 2.0")
                .hasMessageContaining("perf-maven-plugin as new as perf-junit");
    }

    @Test
    void namesFileAndLineOfADamagedRecord() throws IOException {
        ResultsWriter writer = ResultsWriter.create(folder, RUN);
        writer.append(record("GET /a"));
        Path damaged = folder.resolve("damaged.jsonl");
        Files.writeString(damaged, Files.readString(writer.file()) + "{\"kind\":\"MOON\"}\n{\"end\":true}\n");
        assertThatThrownBy(() -> ResultsReader.read(damaged, record -> {}))
                .isInstanceOf(ResultsException.class)
                .hasMessageContaining("damaged.jsonl:3")
                .hasMessageContaining("'MOON' is none of");
    }

    @Test
    void refusesForeignAndEmptyFiles() throws IOException {
        Path foreign = folder.resolve("foreign.jsonl");
        Files.writeString(foreign, "{\"hello\":1}\n");
        assertThatThrownBy(() -> ResultsReader.read(foreign, record -> {})).hasMessageContaining("names no schema");
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        assertThatThrownBy(() -> ResultsReader.read(empty, record -> {})).hasMessageContaining("is empty");
        assertThat(ResultsReader.header(empty)).isEmpty();
    }

    static ResultRecord record(String request) {
        Subject subject = new Subject(Subject.Kind.REQUEST, request);
        SubjectRecorder recorder = new SubjectRecorder(
                subject,
                "com.acme.GamesIT.lists",
                Instant.now(),
                new QueryAllowances(
                        List.of(new QueryAllowance(
                                Metric.REPEATS,
                                "games",
                                "select *",
                                "Games.*",
                                "cheap",
                                new Origin("@AllowQuery", "", 0))),
                        List.of()));
        UnitLog log = new UnitLog(true);
        log.add(Fingerprint.of("select * from games"), 0, 1_000, 0, 0, () -> site(31));
        for (int id = 0; id < 5; id++) {
            log.add(Fingerprint.of("select * from annotations where game_id = ?"), id, 2_000, 0, 0, () -> site(57));
        }
        recorder.add(new UnitResult(5_000_000, log.statements(), NPlusOne.in(log.statements()), false), true);
        recorder.add(new UnitResult(7_000_000, log.statements(), List.of(), true), true);
        UnitLog repeats = new UnitLog(true);
        for (int i = 0; i < 3; i++) {
            repeats.add(Fingerprint.of("select * from games"), 0, 1_000, 0, 0, () -> site(31));
            repeats.add(Fingerprint.of("select * from config"), 0, 1_000, 0, 0, () -> site(33));
        }
        recorder.add(new UnitResult(1, repeats.statements(), List.of(), RunOnce.in(repeats.statements()), false), true);
        UnitLog other = new UnitLog(true);
        other.connection(site(12)).end();
        other.connection(site(13));
        other.transaction(System.nanoTime() - 3_000_000).end();
        Allocation allocation = new Allocation(4_096, 1_024, false, List.of("pool-1"), "");
        recorder.add(new UnitResult(1_000_000, other.statements(), List.of(), List.of(), false, allocation, 512), true);
        recorder.add(
                new UnitResult(1, UnitStatements.NONE, List.of(), List.of(), false, Allocation.unknown("virtual"), -1),
                false);
        recorder.addUnattributed(new Unattributed("select ?", "pool-1"));
        recorder.sqlCaptured(true);
        recorder.addLoad(new LoadRun(
                "closed model, 10 at a time",
                100,
                2,
                new Pace(List.of(new Pace.Stretch(98, 1_000_000_000))),
                1_000,
                2_000,
                List.of(new FailureKind("java.io.IOException at Games.java:7", 2, "at Games.java:7"))));
        recorder.addSeries(
                new Series("live heap", Dimension.SIZE, List.of(new Series.Sample(0, 7), new Series.Sample(9, 8, 3))));
        recorder.addPercentiles(new Percentiles(
                10,
                List.of(new Percentiles.Point(0.95, 7_000, 9, 2), new Percentiles.Point(1, 9_000, 10, 1)),
                OptionalLong.of(5_000)));
        Measurement measurement = recorder.measurement();
        Origin origin = new Origin("@MaxQueries(1)", "GamesIT.java", 42);
        Budget budget = new Budget(Selector.of(subject), Metric.QUERIES, Amount.count(1), origin);
        Verdict verdict = new Verdict(
                budget,
                subject,
                Outcome.BREACHED,
                Optional.of(Amount.count(6)),
                "the worst of 2 requests",
                Optional.of(measurement));
        return new ResultRecord(measurement, List.of(verdict));
    }

    private static CallSite site(int line) {
        return new CallSite("com.acme.Games", "list", "Games.java", line, line);
    }
}
