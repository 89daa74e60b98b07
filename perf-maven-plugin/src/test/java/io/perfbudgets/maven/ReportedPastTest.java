package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Word;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.history.Commit;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.PastRun;
import io.perfbudgets.maven.history.RunQuery;
import io.perfbudgets.maven.report.Past;
import io.perfbudgets.results.MachineFingerprint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportedPastTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");
    private static final MachineFingerprint OTHER = new MachineFingerprint(
            "EPYC", 64, 256L << 30, "Linux 6.1 amd64", "OpenJDK 17.0.15", List.of("-Xmx512m", "-XX:+UseSerialGC"));

    @TempDir
    Path folder;

    @Test
    void tellsBetweenWhichCommitsALevelChanged() throws Exception {
        for (int run = 0; run < 20; run++) {
            remember(run, PastRun.MACHINE, run < 12 ? 20 : 40, 1);
        }

        Past past = past(run(20, PastRun.MACHINE, 40, 3));

        assertThat(past.courses().get(GAMES))
                .extracting(Past.Course::metric)
                .startsWith(Metric.LATENCY_P95, Metric.QUERIES)
                .doesNotHaveDuplicates();
        Past.Course latency = course(past, Metric.LATENCY_P95);
        assertThat(latency.points()).hasSize(21);
        assertThat(latency.points().get(20).value()).isBetween(40_000_000L, 41_000_000L);
        assertThat(latency.shifts()).singleElement().satisfies(shift -> {
            assertThat(shift.index()).isEqualTo(12);
            assertThat(shift.between()).isEqualTo("c000000011 and c000000012");
            assertThat(shift.after().value()).isGreaterThan(shift.before().value());
        });
        assertThat(course(past, Metric.QUERIES).shifts())
                .containsExactly(new Past.Shift(20, Amount.count(1), Amount.count(3), "c000000019 and this run"));
    }

    @Test
    void setsNoRunOfAnotherMachineOrOfLaterBesideIt() throws Exception {
        remember(0, PastRun.MACHINE, 20, 1);
        remember(1, OTHER, 20, 1);
        remember(3, PastRun.MACHINE, 20, 1);

        Past past = past(run(2, PastRun.MACHINE, 20, 1));

        assertThat(course(past, Metric.QUERIES).points())
                .extracting(Past.Point::commit)
                .containsExactly("c000000000", "");
    }

    @Test
    void holdsTheRunAgainstTheMarkedOneAndNeverAgainstItself() throws Exception {
        remember(0, PastRun.MACHINE, 20, 1);
        remember(1, PastRun.MACHINE, 20, 2);
        try (History history = open()) {
            for (var each : history.runs(RunQuery.of("shop", 2))) {
                history.baseline(each, true);
            }
        }

        Past past = past(run(1, PastRun.MACHINE, 20, 2));

        assertThat(past.comparison()).hasValueSatisfying(compared -> {
            assertThat(compared.before()).isEqualTo("run run-0 of c000000000");
            assertThat(compared.note()).isEmpty();
            assertThat(compared.changes().get(GAMES))
                    .filteredOn(change -> change.metric() == Metric.QUERIES)
                    .singleElement()
                    .satisfies(change -> assertThat(change.word()).isEqualTo(Word.MORE));
        });
    }

    @Test
    void hasNothingToTellWhereTheHistoryIsOff() throws Exception {
        assertThat(new ReportedPast(run(0, PastRun.MACHINE, 20, 1)).in(new HistoryPlace(folder, "off")))
                .isEqualTo(Past.NONE);
    }

    private static Past.Course course(Past past, Metric metric) {
        return past.courses().getOrDefault(GAMES, List.of()).stream()
                .filter(course -> course.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private GateReport run(int number, MachineFingerprint machine, long millis, int queries) throws Exception {
        return new PastRun(folder, "run-" + number, PastRun.FIRST.plus(Duration.ofDays(number)), machine)
                .request(GAMES.name(), queries, PastRun.around(100 + number, millis))
                .judged();
    }

    private void remember(int number, MachineFingerprint machine, long millis, int queries) throws Exception {
        try (History history = open()) {
            String commit = String.format("c%09d", number);
            history.record(run(number, machine, millis, queries), new Commit(commit, "main", false), "");
        }
    }

    private Past past(GateReport report) throws Exception {
        return new ReportedPast(report).in(new HistoryPlace(folder, "history.db"));
    }

    private History open() throws Exception {
        return History.open(folder.resolve("history.db").toString());
    }
}
