package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.UnitLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");
    private static final Origin ANNOTATION = new Origin("@MaxQueries(1)", "GamesApiIT.java", 42);
    private static final Origin FILE = new Origin("requests.lists.latency.p95", "budgets.yaml", 14);

    private final SubjectRecorder recorder = new SubjectRecorder(GAMES, "com.acme.GamesApiIT.listGames", Instant.EPOCH);

    @Test
    void namesTheRepeatedQueryItsLineAndTheFix() {
        recordNPlusOne();
        assertThat(Explanation.of(judge(Metric.QUERIES, Amount.count(1), ANNOTATION)))
                .isEqualTo("""
                        Performance budget broken: GamesApiIT.listGames  (@MaxQueries(1), GamesApiIT.java:42)
                          GET /api/games ran 101 queries in one request, budget 1
                              1 x  select g.* from games g   (GameRepository.java:31)
                            100 x  select a.* from annotations a where a.game_id = ?   (GameService.java:57)   <- N+1: once per row of games, 100 different values
                          Fix: load annotations for all rows of games in one query (JOIN FETCH, @EntityGraph, or WHERE … IN (…)).""");
    }

    @Test
    void theReadmeShowsTheTextAsItIs() throws IOException {
        recordNPlusOne();
        String text = Explanation.of(judge(Metric.QUERIES, Amount.count(1), ANNOTATION));
        assertThat(Files.readString(Path.of("../README.md"))).contains("```\n" + text + "\n```");
    }

    @Test
    void explainsAForbiddenNPlusOne() {
        recordNPlusOne();
        assertThat(Explanation.of(judge(Metric.N_PLUS_ONE, Amount.count(0), new Origin("@NoNPlusOne", "", 0))))
                .startsWith("""
                        Performance budget broken: GamesApiIT.listGames  (@NoNPlusOne)
                          GET /api/games ran 1 N+1 query in one request, none allowed
                        """);
    }

    @Test
    void statesTheConfidenceOfABrokenPercentileAndItsDistribution() {
        for (int i = 0; i < 420; i++) {
            recorder.add(new UnitResult(250_000_000 + i * 100_000L, log().statements(), List.of(), false), true);
        }
        String text = Explanation.of(judge(Metric.LATENCY_P95, Amount.nanos(200_000_000), FILE));
        assertThat(text)
                .startsWith("Performance budget broken: GET /api/games  (requests.lists.latency.p95, budgets.yaml:14)\n"
                        + "  p95 latency 290 ms, budget 200 ms  (420 requests; p95 is above 2")
                .contains("with 99.9 % confidence")
                .contains("\n  p50 271 ms · p90 288 ms · p95 290 ms · p99 292 ms · max 292 ms; 1 % of the time in SQL");
    }

    @Test
    void saysHowManyValuesAPercentileNeeds() {
        recorder.add(new UnitResult(1_000_000, log().statements(), List.of(), false), true);
        assertThat(Explanation.of(judge(Metric.LATENCY_P99, Amount.nanos(200_000_000), FILE)))
                .startsWith("Performance budget undecided: GET /api/games")
                .contains("(1 request; p99 needs 299 values)");
    }

    @Test
    void saysThatNoDataSourceWasCapturedInsteadOfPassing() {
        recorder.add(new UnitResult(1, new UnitLog(true).statements(), List.of(), false), true);
        assertThat(Explanation.of(judge(Metric.QUERIES, Amount.count(1), ANNOTATION)))
                .isEqualTo(
                        "Performance budget not measured: GamesApiIT.listGames  (@MaxQueries(1), GamesApiIT.java:42)\n"
                                + "  queries of GET /api/games, budget 1: no captured DataSource was used, so a count of zero says"
                                + " nothing: wrap it with PerfDataSource.wrap(dataSource) or connect through jdbc:p6spy:…");
    }

    @Test
    void namesAStatementThatNothingTiesToAUnit() {
        recorder.add(new UnitResult(1, new UnitLog(true).statements(), List.of(), false), true);
        recorder.sqlCaptured(true);
        recorder.addUnattributed(new Unattributed("select * from jobs", "pool-1-thread-1"));
        assertThat(judge(Metric.QUERIES, Amount.count(1), ANNOTATION))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(
                        Outcome.UNMEASURED,
                        "a statement on thread \"pool-1-thread-1\" may belong to it, but nothing ties it to a unit:"
                                + " select * from jobs");
    }

    private void recordNPlusOne() {
        UnitLog log = log();
        recorder.add(new UnitResult(5_000_000, log.statements(), NPlusOne.in(log.statements()), false), true);
    }

    private static UnitLog log() {
        UnitLog log = new UnitLog(true);
        int games = log.add(
                Fingerprint.of("select g.* from games g"), 0, 1_000_000, 0, 0, () -> site("GameRepository", 31));
        log.addRows(games, 100);
        for (int id = 0; id < 100; id++) {
            log.add(
                    Fingerprint.of("select a.* from annotations a where a.game_id = ?"),
                    id,
                    10_000,
                    0,
                    0,
                    () -> site("GameService", 57));
        }
        return log;
    }

    private Verdict judge(Metric metric, Amount limit, Origin origin) {
        return Judge.judge(
                new Budget(Selector.of(GAMES), metric, limit, origin), recorder.measurement(), LatencyRules.DEFAULT);
    }

    private static CallSite site(String type, int line) {
        return new CallSite("com.acme." + type, "list", type + ".java", line, line);
    }
}
