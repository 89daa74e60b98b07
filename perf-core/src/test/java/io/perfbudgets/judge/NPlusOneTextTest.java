package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.Access;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.LoopOwner;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.QueryGrowth;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.Trail;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole texts about repeated queries. */
class NPlusOneTextTest {
    private static final Subject TEST = Subject.test("com.acme.GamesTest", "lists");
    private static final Fingerprint GAMES = Fingerprint.of("select * from games");
    private static final Fingerprint ANNOTATIONS = Fingerprint.of("select * from annotations where game_id = ?");

    private final SubjectRecorder recorder = new SubjectRecorder(TEST, TEST.name(), Instant.EPOCH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JPA | JOIN FETCH, @EntityGraph, or WHERE … IN (…)",
                "JPA_LAZY | JOIN FETCH or @EntityGraph; @BatchSize makes it a few",
                "JDBC | a JOIN, or WHERE … IN (…) with the keys of all rows",
                "SPRING_JDBC | a JOIN, or WHERE … IN (…) with the keys of all rows",
                "SPRING_DATA_JDBC | a JOIN in @Query, or findAllById with the keys of all rows",
                "JOOQ | a join, MULTISET, or .in(…) with the keys of all rows",
                "MYBATIS | a JOIN with a nested result map instead of a nested select, or <foreach> in WHERE … IN (…)"
            })
    void namesTheFixForTheTechnologyInUse(Access access, String how) {
        record(log(5, 5, access, "GameRepository.findByGame"));
        assertThat(broken()).isEqualTo("""
                        Performance budget broken: GamesTest.lists  (@NoNPlusOne, GamesTest.java:9)
                          GamesTest.lists ran 1 N+1 query in one iteration, none allowed
                              1 x  select * from games   (Games.java:31)
                              5 x  select * from annotations where game_id = ?   (Games.java:57)   <- N+1: once per row of games, 5 different values, through GameRepository.findByGame
                          Fix: load annotations for all rows of games in one query (%s).""".formatted(how));
    }

    @Test
    void saysThatItIsNotSureWhatDrivesTheLoop() {
        record(log(5, 3, Access.JPA_LAZY, "Annotation"));
        assertThat(broken()).isEqualTo("""
                        Performance budget broken: GamesTest.lists  (@NoNPlusOne, GamesTest.java:9)
                          GamesTest.lists ran 1 N+1 query in one iteration, none allowed
                              1 x  select * from games   (Games.java:31)
                              5 x  select * from annotations where game_id = ?   (Games.java:57)   <- N+1: 5 different values, loading Annotation
                          Fix: load annotations for all rows of games in one query (JOIN FETCH or @EntityGraph; @BatchSize makes it a few).
                          Unsure: the query before it, select * from games, read 3 rows, so it may not be what drives the loop. Growing the data with @ConstantQueries proves it.""");
    }

    @Test
    void saysThatAQueryCouldBeRunOnce() {
        UnitLog log = new UnitLog(true);
        for (int i = 0; i < 3; i++) {
            log.add(GAMES, 0, 1, 0, 0, () -> site(31, Access.JDBC, ""));
            log.add(ANNOTATIONS, 7, 1, 0, 0, () -> site(57, Access.JDBC, ""));
        }
        UnitStatements ran = log.statements();
        recorder.add(new UnitResult(1, ran, List.of(), RunOnce.in(ran), false), true);
        assertThat(Explanation.of(judge(Metric.QUERIES, "@MaxQueries(0)"))).isEqualTo("""
                        Performance budget broken: GamesTest.lists  (@MaxQueries(0), GamesTest.java:9)
                          GamesTest.lists ran 6 queries in one iteration, none allowed
                              3 x  select * from games   (Games.java:31)   <- it has no values and nothing is written in between: run it once, keep the result
                              3 x  select * from annotations where game_id = ?   (Games.java:57)   <- the same values each time and nothing is written in between: run it once, keep the result""");
        assertThat(Explanation.of(judge(Metric.REPEATS, "@NoRepeatedQueries"))).isEqualTo("""
                        Performance budget broken: GamesTest.lists  (@NoRepeatedQueries, GamesTest.java:9)
                          GamesTest.lists ran 2 queries that could be run once in one iteration, none allowed
                              3 x  select * from games   (Games.java:31)   <- it has no values and nothing is written in between: run it once, keep the result
                              3 x  select * from annotations where game_id = ?   (Games.java:57)   <- the same values each time and nothing is written in between: run it once, keep the result
                          Fix: run it once before the loop and keep the result.""");
    }

    @Test
    void saysHowQueriesGrowByTable() {
        QueryGrowth growth = new QueryGrowth("games", List.of(point(5, 5), point(15, 10), point(40, 25)));
        assertThat(grown(growth, Optional.empty())).isEqualTo("""
                        Performance budget broken: GamesTest.lists  (@ConstantQueries(grow = "addGames"), GamesTest.java:9)
                          queries = 1 + 1.0 × games: 6 -> 16 -> 41 with 5 -> 15 -> 40 games
                            annotations (SELECT): 5 -> 15 -> 40
                            5 -> 15 -> 40 x  select * from annotations where game_id = ?   (Games.java:57)
                          Fix: load annotations for all rows of games in one query (JOIN FETCH or @EntityGraph; @BatchSize makes it a few).""");
    }

    @Test
    void saysWhyGrowthWasNotMeasured() {
        UnitLog same = log(0, 5, Access.JPA, "");
        QueryGrowth growth = new QueryGrowth(
                "games",
                List.of(
                        new QueryGrowth.Point(5, 5, same.statements()),
                        new QueryGrowth.Point(15, 10, same.statements())));
        assertThat(grown(growth, Optional.of("nothing shows that the data grew")))
                .isEqualTo("""
                        Performance budget not measured: GamesTest.lists  (@ConstantQueries(grow = "addGames"), GamesTest.java:9)
                          statements that grow with the data of GamesTest.lists, budget 0: nothing shows that the data grew""");
        assertThat(grown(growth, Optional.empty())).isEqualTo("""
                        Performance budget kept: GamesTest.lists  (@ConstantQueries(grow = "addGames"), GamesTest.java:9)
                          queries = 1 with 5 -> 15 games""");
    }

    private String grown(QueryGrowth growth, Optional<String> doubt) {
        recorder.sqlCaptured(true);
        Budget budget = budget(Metric.QUERIES_GROWTH, "@ConstantQueries(grow = \"addGames\")");
        return Explanation.of(Judge.judge(budget, recorder.measurement(), growth, doubt));
    }

    private static QueryGrowth.Point point(int size, int added) {
        return new QueryGrowth.Point(
                size, added, log(size, size, Access.JPA_LAZY, "").statements());
    }

    private static UnitLog log(int repeats, int rows, Access access, String through) {
        UnitLog log = new UnitLog(true);
        log.add(GAMES, 0, 1, 0, 0, () -> site(31, access, "")).add(rows);
        for (int id = 0; id < repeats; id++) {
            log.add(ANNOTATIONS, id, 1, 0, 0, () -> site(57, access, through));
        }
        return log;
    }

    private static CallSite site(int line, Access access, String through) {
        Trail trail = new Trail(line, LoopOwner.APPLICATION, access, through);
        return new CallSite("com.acme.Games", "list", "Games.java", line, line, trail);
    }

    private void record(UnitLog log) {
        recorder.add(new UnitResult(1, log.statements(), NPlusOne.in(log.statements()), false), true);
    }

    private String broken() {
        return Explanation.of(judge(Metric.N_PLUS_ONE, "@NoNPlusOne"));
    }

    private Verdict judge(Metric metric, String declaration) {
        return Judge.judge(budget(metric, declaration), recorder.measurement(), LatencyRules.DEFAULT);
    }

    private static Budget budget(Metric metric, String declaration) {
        return new Budget(Selector.of(TEST), metric, Amount.count(0), new Origin(declaration, "GamesTest.java", 9));
    }
}
