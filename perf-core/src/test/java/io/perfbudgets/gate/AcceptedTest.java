package io.perfbudgets.gate;

import static io.perfbudgets.gate.Recorded.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.FullScanAllowance;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.QueryAllowance;
import io.perfbudgets.budget.QueryAllowances;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.UnitLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedTest {
    private static final String RUN = "run-1";
    private static final Fingerprint ANNOTATIONS = Fingerprint.of("select * from annotations where game_id = ?");
    private static final Fingerprint CONFIG = Fingerprint.of("select * from config");
    private static final Origin ANNOTATION = new Origin("@AllowQuery(table = \"annotations\")", "GamesIT.java", 42);

    @TempDir
    Path folder;

    private final UnitLog log = new UnitLog(true);

    @Test
    void countsNoAcceptedQueryAndListsEachWithItsReason() throws IOException {
        nPlusOneAndRepeats();
        record(new QueryAllowances(
                List.of(allowance(Metric.N_PLUS_ONE, "annotations", ANNOTATION)),
                List.of(
                        allowance(Metric.REPEATS, "config", inFile("allowRepeats")),
                        allowance(Metric.DUPLICATES, "config", inFile("allowDuplicates")))));

        GateReport report = judge("sql: { nPlusOne: forbid, duplicates: forbid, repeats: forbid }");

        assertThat(report.passed()).isTrue();
        assertThat(report.problems())
                .containsExactly(
                        listed("nPlusOne, 5 x select * from annotations where game_id = ?  (Games.java:57)"),
                        listed("repeats, 4 x select * from config  (Games.java:31)"),
                        listed("duplicates, 4 x select * from config  (Games.java:31)"));
    }

    @Test
    void countsWhatIsNotAccepted() throws IOException {
        nPlusOneAndRepeats();
        record(new QueryAllowances(List.of(), List.of(allowance(Metric.REPEATS, "annotations", ANNOTATION))));

        assertThat(judge("sql: { nPlusOne: forbid, duplicates: forbid, repeats: forbid }")
                        .findings())
                .extracting(finding -> finding.verdict().budget().metric().key() + " "
                        + finding.verdict().observed().orElseThrow())
                .containsExactlyInAnyOrder("nPlusOne 1", "duplicates 3", "repeats 1");
    }

    @Test
    void warnsOfAnEntryOfTheFileThatNothingNeeds() throws IOException {
        nPlusOneAndRepeats();
        record(QueryAllowances.NONE);

        assertThat(judge("sql: { allowNPlusOne: [ { at: ClipService.*, reason: three at most } ] }")
                        .problems())
                .containsExactly(new Problem(
                        "N+1 queries in ClipService.* are accepted (sql.allowNPlusOne[0], budgets.yaml:2; reason: three"
                                + " at most), but there was none. Take the entry out",
                        Effect.WARNS));
    }

    @Test
    void warnsOfAnAnnotationThatNothingNeedsOnceForAllItsTests() throws IOException {
        QueryAllowances unused =
                new QueryAllowances(List.of(allowance(Metric.N_PLUS_ONE, "annotations", ANNOTATION)), List.of());
        log.add(CONFIG, 0, 1, 0, 0, () -> site(31));
        Recorded.jvm(
                folder,
                RUN,
                11,
                plain(recorder(unused).measurement()),
                plain(recorder(unused).measurement()));

        assertThat(judge("").problems())
                .containsExactly(new Problem(
                        "N+1 queries of annotations are accepted (@AllowQuery(table = \"annotations\"), GamesIT.java:42;"
                                + " reason: three at most), but there was none. Take the entry out",
                        Effect.WARNS));
    }

    @Test
    void staysSilentOnAnEntryThatOneOfSeveralTestsNeeds() throws IOException {
        QueryAllowances one =
                new QueryAllowances(List.of(allowance(Metric.N_PLUS_ONE, "annotations", ANNOTATION)), List.of());
        SubjectRecorder without = recorder(one);
        nPlusOneAndRepeats();
        Recorded.jvm(
                folder,
                RUN,
                11,
                plain(without.measurement()),
                plain(recorder(one).measurement()));

        assertThat(judge("").problems()).extracting(Problem::effect).containsExactly(Effect.WAIVED);
    }

    @Test
    void listsAcceptedFullScansAndWarnsOfAnEntryThatNoPlanNeeds() throws IOException {
        SubjectRecorder recorder = recorder(QueryAllowances.NONE);
        ScanFinding scan = new ScanFinding(
                ScanFinding.Kind.FILTER, "games", List.of("title"), -1, CONFIG, site(31), "H2", "index it", "few rows");
        FullScanAllowance declared = new FullScanAllowance("clips", true, "two", ANNOTATION);
        recorder.addPlans(new PlanAudit(1, List.of(scan), List.of(), List.of(declared)));
        Recorded.jvm(folder, RUN, 11, plain(recorder.measurement()));

        assertThat(judge("""
                        sql:
                          allowFullScans:
                            - { table: games, reason: few rows }
                            - { table: countries, reason: "40 rows" }
                        """).problems())
                .containsExactly(
                        new Problem(
                                "Accepted: GET /games fullScans, it reads all of games to filter by title "
                                        + " (Games.java:31), reason: few rows",
                                Effect.WAIVED),
                        new Problem(
                                "Full scans of clips are accepted (@AllowQuery(table = \"annotations\"),"
                                        + " GamesIT.java:42; reason: two), but no plan had one that asks for the whole"
                                        + " table. Take the entry out",
                                Effect.WARNS),
                        new Problem(
                                "Full scans of countries are accepted (sql.allowFullScans[1], budgets.yaml:5; reason:"
                                        + " 40 rows), but no plan had one. Take the entry out",
                                Effect.WARNS));
    }

    private void nPlusOneAndRepeats() {
        for (int i = 0; i < 5; i++) {
            int id = i;
            log.add(ANNOTATIONS, id, 1, 0, 0, () -> site(57));
        }
        for (int i = 0; i < 4; i++) {
            log.add(CONFIG, 0, 1, 0, 0, () -> site(31));
        }
    }

    private void record(QueryAllowances allowances) throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(recorder(allowances).measurement()));
    }

    private SubjectRecorder recorder(QueryAllowances allowances) {
        SubjectRecorder recorder =
                new SubjectRecorder(Subject.request("GET", "/games"), "GamesIT.lists", Instant.EPOCH, allowances);
        var ran = log.statements();
        recorder.add(new UnitResult(1_000, ran, NPlusOne.in(ran), RunOnce.in(ran), false), true);
        recorder.sqlCaptured(true);
        return recorder;
    }

    private static Problem listed(String what) {
        return new Problem("Accepted: GET /games " + what + ", reason: three at most", Effect.WAIVED);
    }

    private static Origin inFile(String key) {
        return new Origin("sql." + key + "[0]", "budgets.yaml", 3);
    }

    private static QueryAllowance allowance(Metric metric, String table, Origin origin) {
        return new QueryAllowance(metric, table, "", "", "three at most", origin);
    }

    private static CallSite site(int line) {
        return new CallSite("com.acme.Games", "list", "Games.java", line, line);
    }

    private GateReport judge(String yaml) throws IOException {
        Path file = folder.resolve("budgets.yaml");
        Files.writeString(file, "version: 1\n" + yaml);
        Gate gate = new Gate(Budgets.read(List.of(file), ""), LocalDate.of(2026, 11, 23));
        GateReport report = gate.judge("shop", RunResults.read(folder, RUN));
        return gate.unmet(report, gate.coverage(report), false);
    }
}
