package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Percentiles;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.ReadRows;
import io.perfbudgets.sql.UnitLog;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SubjectFactsTest {

    @Test
    void showsWhatTheWorstUnitDidInTheDatabase() {
        UnitLog log = new UnitLog(true);
        for (int i = 0; i < 3; i++) {
            run(log, "select * from games", 0, 0).add(10);
        }
        for (int id = 0; id < 5; id++) {
            run(log, "insert into games values (?)", id, 1);
        }
        run(log, "select next value for games_seq", 0, 0);
        log.connection(site());
        log.transaction(System.nanoTime() - 5_000_000).end();
        SubjectRecorder recorder = new SubjectRecorder(Subject.request("GET", "/api/games"), "", Instant.EPOCH);
        recorder.add(new UnitResult(9_000_000, log.statements(), List.of(), false), true);
        recorder.sqlCaptured(true);
        Measurement measurement = recorder.measurement();

        JsonNode unit = UnitsJson.of(measurement).get(0);
        assertThat(unit.path("title").asText()).isEqualTo("typical · slowest · most statements");
        assertThat(unit.path("rows").path(0).path("count").asLong()).isEqualTo(3);
        assertThat(unit.path("rows").path(0).path("rows").asText()).isEqualTo("30");
        assertThat(unit.path("rows").path(0).path("marks").path(0).asText()).isEqualTo("the same again: 2 ×");
        assertThat(unit.path("rows").path(1).path("rows").asText()).isEqualTo("5 changed");
        assertThat(unit.path("rows").path(1).path("marks").path(0).asText())
                .isEqualTo("a batch would save 4 round trips");
        assertThat(SubjectFacts.of(measurement))
                .extracting(fact -> fact.name() + ": " + fact.value())
                .contains("rows read, worst: 30", "rows changed, worst: 5", "duplicates, worst: 2")
                .contains("connections at once: 1")
                .anyMatch(value -> value.startsWith("transaction, longest: "));
        assertThat(SubjectFacts.notes(measurement))
                .contains("1 statements that fetched identifiers are not counted.")
                .contains("1 × left open, opened at Games.java:7.")
                .anyMatch(note -> note.startsWith("Transactions of that request: 1, the longest "))
                .anyMatch(note -> note.startsWith("Connections of that request: 1, held for "));
    }

    @Test
    void listsWhatASummaryTellsFromTheMiddleToTheLongest() {
        SubjectRecorder recorder = new SubjectRecorder(Subject.request("GET", "/api/games"), "", Instant.EPOCH);
        recorder.addUnits(100, 0, new Latencies());
        recorder.addPercentiles(new Percentiles(
                100,
                List.of(
                        new Percentiles.Point(1, 90_000_000, 100, 1),
                        new Percentiles.Point(0.95, 40_000_000, 95, 5),
                        new Percentiles.Point(0.5, 10_000_000, 50, 50)),
                OptionalLong.empty()));

        assertThat(SubjectFacts.of(recorder.measurement()))
                .extracting(fact -> fact.name() + " " + fact.value())
                .containsExactly("requests 100", "p50 10 ms", "p95 40 ms", "max 90 ms");
    }

    private static ReadRows run(UnitLog log, String sql, long values, long updatedRows) {
        return log.add(Fingerprint.of(sql), values, 1_000, updatedRows, 0, SubjectFactsTest::site);
    }

    private static CallSite site() {
        return new CallSite("com.acme.Games", "list", "Games.java", 7, 7);
    }
}
