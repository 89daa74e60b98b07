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
import io.perfbudgets.sql.Connections;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.ReadRows;
import io.perfbudgets.sql.Transactions;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
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

    @Test
    void explainsAnExactNumberOfQueriesInBothDirections() {
        recordNPlusOne();
        recorder.sqlCaptured(true);
        Origin origin = new Origin("@MaxQueries(exactly = 3)", "GamesApiIT.java", 42);
        assertThat(Explanation.of(judge(Metric.QUERIES_EXACTLY, Amount.count(3), origin)))
                .contains("\n  GET /api/games ran 101 queries in one request, expected exactly 3\n")
                .contains("100 x  select a.*")
                .endsWith("\n  More than expected. If that is meant, raise the number.");
        assertThat(Explanation.of(judge(Metric.QUERIES_EXACTLY, Amount.count(102), origin)))
                .contains("\n  GET /api/games ran 101 queries in one request, expected exactly 102\n")
                .endsWith("\n  Fewer than expected: something is not loaded any more, or now comes from a cache."
                        + " If that is meant, lower the number.");
        assertThat(judge(Metric.QUERIES_EXACTLY, Amount.count(101), origin).outcome())
                .isEqualTo(Outcome.WITHIN);
    }

    @Test
    void anExactNumberThatNothingCouldCountIsNotBrokenByZero() {
        recorder.add(new UnitResult(1, new UnitLog(true).statements(), List.of(), false), true);
        assertThat(judge(Metric.QUERIES_EXACTLY, Amount.count(3), ANNOTATION).outcome())
                .isEqualTo(Outcome.UNMEASURED);
    }

    @Test
    void anExactNumberIsNotBrokenByUnitsThatFailedEarly() {
        recorder.add(new UnitResult(1, UnitStatements.NONE, List.of(), true), false);
        recorder.sqlCaptured(true);
        assertThat(judge(Metric.QUERIES_EXACTLY, Amount.count(3), FILE))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(Outcome.UNMEASURED, "all of 1 request failed");
    }

    @Test
    void explainsRepeatedSelectsManyRowsAndConnections() {
        UnitLog log = log();
        log.add(Fingerprint.of("select g.* from games g"), 0, 1, 0, 0, () -> site("GameService", 12));
        log.add(Fingerprint.of("update games set title = ?"), 0, 1, 40, 0, () -> site("GameService", 70));
        log.connection(site("GameService", 20));
        log.connection(site("Audit", 8)).end();
        recorder.add(new UnitResult(5_000_000, log.statements(), List.of(), false), true);
        assertThat(Explanation.of(judge(Metric.DUPLICATES, Amount.count(0), new Origin("@NoDuplicateQueries", "", 0))))
                .isEqualTo("""
                        Performance budget broken: GamesApiIT.listGames  (@NoDuplicateQueries)
                          GET /api/games ran 1 query again with the same values in one request, none allowed
                              1 x  select g.* from games g   (GameService.java:12)   <- the same again 1 times
                          Fix: read it once and pass the answer on, or cache it for the unit.""");
        assertThat(Explanation.of(judge(Metric.ROWS, Amount.count(50), new Origin("@MaxRows(50)", "", 0))))
                .isEqualTo("""
                        Performance budget broken: GamesApiIT.listGames  (@MaxRows(50))
                          GET /api/games read 100 rows in one request, budget 50
                              1 x  select g.* from games g   (GameRepository.java:31)   <- 100 rows
                          Fix: read a page of them, or let the database filter, count and sum.""");
        assertThat(Explanation.of(judge(Metric.ROWS_UPDATED, Amount.count(1), FILE)))
                .contains("GET /api/games changed 40 rows in one request, budget 1")
                .endsWith("update games set title = ?   (GameService.java:70)   <- 40 rows changed");
        assertThat(Explanation.of(judge(Metric.CONNECTIONS, Amount.count(1), new Origin("@MaxConnections(1)", "", 0))))
                .isEqualTo("""
                        Performance budget broken: GamesApiIT.listGames  (@MaxConnections(1))
                          GET /api/games held 2 connections at once in one request, budget 1
                              1 x  opened at (GameService.java:20)
                              1 x  opened at (Audit.java:8)
                          Fix: close the first connection before the second is taken: threads that each hold one and wait for another one empty a pool for good.""");
        assertThat(Explanation.of(
                        judge(Metric.CONNECTION_LEAKS, Amount.count(0), new Origin("@NoConnectionLeak", "", 0))))
                .isEqualTo("""
                        Performance budget broken: GamesApiIT.listGames  (@NoConnectionLeak)
                          GET /api/games left 1 connection open in one request, none allowed
                              1 x  opened at (GameService.java:20)
                          Fix: close it in any case, by try (Connection connection = …) { … }.""");
    }

    @Test
    void showsTheUnitThatIsWorstInTheMetricAtHand() {
        recordNPlusOne();
        UnitLog duplicates = new UnitLog(true);
        for (int i = 0; i < 3; i++) {
            duplicates.add(Fingerprint.of("select * from settings"), 0, 1, 0, 0, () -> site("Settings", 5));
        }
        recorder.add(new UnitResult(1, duplicates.statements(), List.of(), false), true);
        assertThat(Explanation.of(judge(Metric.DUPLICATES, Amount.count(0), FILE)))
                .contains("3 x  select * from settings   (Settings.java:5)   <- the same again 2 times");
    }

    @Test
    void judgesTransactionsAsAMaximumThatMustRecurForAWhile() {
        for (int i = 0; i < 20; i++) {
            recordTransaction(i == 7 ? 300_000_000 : 20_000_000);
        }
        assertThat(transactions(400).outcome()).isEqualTo(Outcome.WITHIN);
        assertThat(Explanation.of(transactions(100)))
                .startsWith("Performance budget undecided: GamesApiIT.listGames  (@MaxTransactionTime)\n"
                        + "  longest transaction 300 ms, budget 100 ms  (20 requests; ")
                .contains("\n  p50 20 ms · ");
        assertThat(transactions(10))
                .extracting(Verdict::outcome)
                .as("all over the limit, for less than two seconds")
                .isEqualTo(Outcome.UNDECIDED);
        for (int i = 0; i < 100; i++) {
            recordTransaction(20_000_000);
        }
        assertThat(transactions(10).outcome()).isEqualTo(Outcome.BREACHED);
        assertThat(transactions(100).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    private Verdict transactions(long limitMillis) {
        return judge(
                Metric.TRANSACTION, Amount.nanos(limitMillis * 1_000_000), new Origin("@MaxTransactionTime", "", 0));
    }

    @Test
    void saysThatNoTransactionWasBegun() {
        recordNPlusOne();
        assertThat(judge(Metric.TRANSACTION, Amount.nanos(1), FILE))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(
                        Outcome.UNMEASURED, "no transaction was begun in 1 request through a captured DataSource");
    }

    @Test
    void showsNoStatementTwiceWhenSeveralBudgetsBreakTogether() {
        recordNPlusOne();
        Verdict queries = judge(Metric.QUERIES, Amount.count(1), ANNOTATION);
        Verdict nPlusOne = judge(Metric.N_PLUS_ONE, Amount.count(0), new Origin("@NoNPlusOne", "", 0));
        assertThat(Explanation.of(List.of(queries, nPlusOne))).isEqualTo(Explanation.of(queries) + """


                        Performance budget broken: GamesApiIT.listGames  (@NoNPlusOne)
                          GET /api/games ran 1 N+1 query in one request, none allowed
                                (statements as above)""");
    }

    private void recordTransaction(long nanos) {
        UnitStatements statements =
                new UnitStatements(List.of(), 0, 0, new Transactions(1, nanos, nanos), Connections.NONE);
        recorder.add(new UnitResult(nanos, statements, List.of(), false), true);
    }

    @Test
    void showsBothWhereTwoWaysLeadToTheSameStatement() {
        UnitLog log = new UnitLog(true);
        for (int way = 0; way < 2; way++) {
            CallSite site = new CallSite("com.acme.Games", "list", "Games.java", 7, way);
            log.add(Fingerprint.of("select * from games"), way, 1_000, 0, 0, () -> site);
        }
        recorder.add(new UnitResult(1_000_000, log.statements(), List.of(), false), true);
        Verdict queries = judge(Metric.QUERIES, Amount.count(1), ANNOTATION);
        assertThat(Explanation.of(List.of(queries))).isEqualTo(Explanation.of(queries));
        assertThat(Explanation.of(queries)
                        .lines()
                        .filter(line -> line.endsWith("1 x  select * from games   (Games.java:7)")))
                .hasSize(2);
    }

    private void recordNPlusOne() {
        UnitLog log = log();
        recorder.add(new UnitResult(5_000_000, log.statements(), NPlusOne.in(log.statements()), false), true);
    }

    private static UnitLog log() {
        UnitLog log = new UnitLog(true);
        ReadRows games = log.add(
                Fingerprint.of("select g.* from games g"), 0, 1_000_000, 0, 0, () -> site("GameRepository", 31));
        games.add(100);
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
