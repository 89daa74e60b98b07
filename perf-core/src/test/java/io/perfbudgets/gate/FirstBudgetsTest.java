package io.perfbudgets.gate;

import static io.perfbudgets.gate.Recorded.RUN;
import static io.perfbudgets.gate.Recorded.millis;
import static io.perfbudgets.gate.Recorded.plain;
import static io.perfbudgets.gate.Recorded.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Headroom;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstBudgetsTest {
    @TempDir
    Path folder;

    @Test
    void writesEveryRequestAndOperationWithHeadroom() throws IOException {
        Recorded.jvm(
                folder,
                RUN,
                11,
                plain(request("GET /api/games/{id}", 2, millis(100, 20))),
                plain(request("GET /api/games", 1, millis(100, 41))),
                plain(Recorded.measurement(Subject.operation("db sync"), 3, millis(8, 7))),
                plain(Recorded.measurement(Subject.operation("once"), 0, millis(1, 7))),
                plain(withoutSql("untimed")));

        assertThat(written()).isEqualTo("""
            # First budgets, written by perf:init from run run-1.
            # Durations and sizes have 100 % of headroom above what was measured, counts are what the worst unit did.
            version: 1
            requests:
              get-api-games:
                match: GET /api/games
                latency: { p95: 83ms }   # 41.1 ms in 100 units
                queries: 1
                nPlusOne: forbid
              get-api-games-id:
                match: "GET /api/games/{id}"
                latency: { p95: 41ms }   # 20.1 ms in 100 units
                queries: 2
                nPlusOne: forbid
            operations:
              "db sync":
                latency: { p50: 15ms }   # 7 ms in 8 units
                queries: 3
                nPlusOne: forbid
              once:
                # no latency: 1 run; p50 needs 5 values
                queries: 0
                nPlusOne: forbid
              untimed: {}
                # no latency: nothing was timed
            """);
        assertThat(judged(written()).passed()).isTrue();
    }

    @Test
    void theFilePassesOnTheResultsThatItWasMadeOfHoweverHostileTheirNames() throws IOException {
        LongStream heavyTail = LongStream.concat(millis(80, 10), millis(4, 400));
        Recorded.jvm(
                folder,
                RUN,
                11,
                plain(request("GET /**", 1, millis(70, 5))),
                plain(request("GET /files/{name}", 1, millis(70, 5))),
                plain(request("GET /files/{other}", 4, heavyTail)),
                plain(request("GET /a\"b'#:\\{x}]", 1, millis(70, 5))),
                plain(Recorded.measurement(Subject.operation("true: [x] # no comment \"quoted\""), 1, millis(70, 5))),
                plain(Recorded.measurement(Subject.operation("line\nbreak: 1"), 1, millis(70, 5))));

        String text = written();
        GateReport report = judged(text);

        assertThat(report.findings()).extracting(finding -> finding.effect()).containsOnly(Effect.PASSES);
        assertThat(report.findings())
                .extracting(finding -> finding.verdict().subject().name())
                .contains("GET /**", "GET /files/{name}", "GET /files/{other}", "GET /a\"b'#:\\{x}]")
                .doesNotContain("line\nbreak: 1");
        assertThat(text.indexOf("GET /files")).isLessThan(text.indexOf("GET /**"));
    }

    @Test
    void writesNothingWhereNothingWasObserved() {
        assertThat(FirstBudgets.of(RunResults.read(folder, RUN), new Headroom(1)))
                .isEmpty();
    }

    private static Measurement withoutSql(String operation) {
        return new SubjectRecorder(Subject.operation(operation), "", Instant.EPOCH).measurement();
    }

    private String written() {
        return FirstBudgets.of(RunResults.read(folder, RUN), new Headroom(1)).orElseThrow();
    }

    private GateReport judged(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("budgets.yaml"), text);
        Gate gate = new Gate(Budgets.read(List.of(file), "shop"), LocalDate.of(2026, 11, 23));
        GateReport report = gate.judge("shop", RunResults.read(folder, RUN));
        return gate.unmet(report, gate.coverage(report), false);
    }
}
