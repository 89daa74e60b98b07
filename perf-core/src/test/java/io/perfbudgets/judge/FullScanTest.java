package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.FullScanAllowance;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.plan.ScanFinding.Kind;
import io.perfbudgets.plan.Unexplained;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullScanTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");
    private static final Budget BUDGET = new Budget(
            Selector.of(GAMES),
            Metric.FULL_SCANS,
            Amount.count(0),
            new Origin("@IndexedQueries", "GamesApiIT.java", 42));

    @Test
    void saysWhatIsReadByWhichStatementFromWhereAndTheIndexThatIsMissing() {
        Verdict verdict = judge(new PlanAudit(
                4,
                List.of(
                        filter(),
                        finding(
                                Kind.WHOLE_TABLE,
                                "clips",
                                List.of(),
                                -1,
                                "select * from clips",
                                "limit or page it",
                                ""),
                        finding(
                                Kind.SORT,
                                "clips",
                                List.of("title"),
                                20,
                                "select * from clips where game_id = ? order by title",
                                "CREATE INDEX clips_by_game_id_title ON clips (game_id, title)  would save the sort",
                                ""),
                        finding(
                                Kind.WHOLE_TABLE,
                                "countries",
                                List.of(),
                                40,
                                "select * from countries",
                                "",
                                "40 rows")),
                List.of(),
                List.of()));
        assertThat(verdict.outcome()).isEqualTo(Outcome.BREACHED);
        assertThat(Explanation.of(verdict)).isEqualTo("""
                        Performance budget broken: GamesApiIT.listGames  (@IndexedQueries, GamesApiIT.java:42)
                          GET /api/games needs 2 full scans, none allowed  (the plans of 4 statements)
                            reads all of games to filter by title, status, 2,000 rows by PostgreSQL's estimate   (GameRepository.java:31)
                              select g.* from games g where g.title = ? and g.status = ?
                              Fix: CREATE INDEX games_by_title_status ON games (title, status)
                            reads all of clips   (GameRepository.java:31)
                              select * from clips
                              Fix: limit or page it
                            Not counted: it sorts what it finds in clips by title; CREATE INDEX clips_by_game_id_title ON clips (game_id, title)  would save the sort""");
    }

    @Test
    void isKeptWhereEveryPlanWasReadAndNoneHasAFullScan() {
        Verdict verdict = judge(new PlanAudit(1, List.of(), List.of(), List.of()));
        assertThat(verdict.outcome()).isEqualTo(Outcome.WITHIN);
        assertThat(Explanation.of(verdict))
                .contains("GET /api/games needs 0 full scans, none allowed  (the plan of 1 statement)");
    }

    @Test
    void isNotMeasuredWhereOnePlanIsNotKnown() {
        Unexplained gap = new Unexplained(
                Fingerprint.of("select * from games where id = 5"),
                "plans of Oracle are not read; those of SQLite, PostgreSQL, MariaDB, MySQL and H2 are");
        Verdict verdict = judge(new PlanAudit(0, List.of(), List.of(gap), List.of()));
        assertThat(Explanation.of(verdict)).isEqualTo("""
                        Performance budget not measured: GamesApiIT.listGames  (@IndexedQueries, GamesApiIT.java:42)
                          full scans of GET /api/games, budget 0: the plan of a statement is not known, because plans of Oracle are not read; those of SQLite, PostgreSQL, MariaDB, MySQL and H2 are: select * from games where id = ?""");
    }

    @Test
    void isNotMeasuredWhereNobodyAskedForPlans() {
        assertThat(Judge.judge(BUDGET, recorder().measurement(), LatencyRules.DEFAULT)
                        .outcome())
                .isEqualTo(Outcome.UNMEASURED);
    }

    @Test
    void anAllowanceIsAboutATableWhateverItsSchemaAndCase() {
        PlanAudit plans = new PlanAudit(1, List.of(filter()), List.of(), List.of());
        assertThat(allowance("GAMES", false).covers("shop.games", false)).isTrue();
        assertThat(plans.allowing(List.of(allowance("GAMES", false))).fullScans())
                .isZero();
        assertThat(plans.allowing(List.of(allowance("game*", false))).fullScans())
                .isZero();
        assertThat(plans.allowing(List.of(allowance("clips", false))).fullScans())
                .isOne();
        assertThat(plans.allowing(List.of(allowance("games", true))).fullScans())
                .as("it looks for rows")
                .isOne();
    }

    @Test
    void findingsOfSeveralTestsAddUpAndEachStandsOnce() {
        SubjectRecorder recorder = recorder();
        PlanAudit accepted = new PlanAudit(1, List.of(filter().allowedFor("known")), List.of(), List.of());
        recorder.addPlans(accepted);
        assertThat(recorder.measurement().worst(Metric.FULL_SCANS)).isZero();
        recorder.addPlans(new PlanAudit(1, List.of(filter()), List.of(), List.of()));
        recorder.addPlans(accepted);
        assertThat(recorder.measurement().worst(Metric.FULL_SCANS)).isOne();
        assertThat(recorder.measurement().plans().orElseThrow().findings()).hasSize(1);
    }

    private static FullScanAllowance allowance(String table, boolean onlyWhole) {
        return new FullScanAllowance(table, onlyWhole, "small", new Origin("sql.allowFullScans[0]", "budgets.yaml", 3));
    }

    private static Verdict judge(PlanAudit plans) {
        SubjectRecorder recorder = recorder();
        recorder.addPlans(plans);
        return Judge.judge(BUDGET, recorder.measurement(), LatencyRules.DEFAULT);
    }

    private static SubjectRecorder recorder() {
        SubjectRecorder recorder = new SubjectRecorder(GAMES, "com.acme.GamesApiIT.listGames", Instant.EPOCH);
        recorder.add(new UnitResult(1_000, UnitStatements.NONE, List.of(), false), true);
        recorder.sqlCaptured(true);
        return recorder;
    }

    private static ScanFinding filter() {
        return finding(
                Kind.FILTER,
                "games",
                List.of("title", "status"),
                2_000,
                "select g.* from games g where g.title = 'x' and g.status = 'y'",
                "CREATE INDEX games_by_title_status ON games (title, status)",
                "");
    }

    private static ScanFinding finding(
            Kind kind, String table, List<String> columns, long rows, String sql, String fix, String allowed) {
        CallSite site = new CallSite("com.acme.GameRepository", "all", "GameRepository.java", 31, 0);
        return new ScanFinding(kind, table, columns, rows, Fingerprint.of(sql), site, "PostgreSQL", fix, allowed);
    }
}
