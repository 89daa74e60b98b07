package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Pace;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request is slow over 200 ms here; the fast ones take 20 ms, the slow ones 310 ms. */
class SlowRequestsTest {
    private static final Subject GAMES = new Subject(Subject.Kind.REQUEST, "GET /api/games");
    private static final long MILLI = 1_000_000;

    @TempDir
    Path folder;

    private final SubjectRecorder recorder = new SubjectRecorder(GAMES, "com.acme.GamesIT.lists", Instant.EPOCH);

    @ParameterizedTest(name = "{0} allowed, {1} requests, every {3}. of the first {2} slow: {4}")
    @CsvSource({
        " 0,    1,    0,  1, WITHIN",
        " 0,  420,    0,  1, WITHIN",
        " 0,  420,    1,  1, UNDECIDED",
        " 1,  420,    1,  1, WITHIN",
        " 0,  420,   40,  1, UNDECIDED",
        " 0,  420,  250,  1, UNDECIDED",
        " 0,  420,  420, 20, BREACHED",
        " 0,  420,  420, 60, UNDECIDED",
        " 0,    4,    4,  1, UNDECIDED",
        " 0,    6,    6,  1, UNDECIDED",
        " 0,    7,    7,  1, BREACHED",
        "20,  420,  420, 20, UNDECIDED",
        "21,  420,  420, 20, WITHIN",
        " 3,  420,  420, 20, BREACHED",
        " 0, 5000,    1,  1, UNDECIDED",
        " 0, 5000, 5000,  2, BREACHED",
    })
    void aBreachTakesSlowRequestsThatRecur(int allowed, int requests, int slow, int every, Outcome outcome)
            throws IOException {
        record(requests, slow, every);
        assertThat(judge(allowed).outcome()).isEqualTo(outcome);
    }

    @Test
    void explainsABreach() throws IOException {
        record(420, 420, 2);
        assertThat(Explanation.of(judge(0))).isEqualTo("""
                        Performance budget broken: GET /api/games  (requests.lists.slowRequests, budgets.yaml:4)
                          slow requests 210, budget 0  (210 of 420 requests took longer than 200 ms, in 17 of 17 blocks of the run)
                          p50 20 ms · p90 310 ms · p95 310 ms · p99 310 ms · max 310 ms; 5 % of the time in SQL (9 ms, 1 query)
                              1 x  select g.* from games g   (Games.java:31)   9 ms""");
    }

    @Test
    void saysWhatIsMissingForABreach() throws IOException {
        record(420, 1, 1);
        assertThat(judge(0).reason())
                .isEqualTo("1 of 420 requests took longer than 200 ms, in 1 of 17 blocks of the run; as from a"
                        + " disturbance of the machine, or from the data of one of several tests: a breach takes some in"
                        + " half of the blocks and in each third");
    }

    @Test
    void saysHowManyRequestsABreachTakes() throws IOException {
        record(4, 4, 1);
        assertThat(judge(0).reason())
                .isEqualTo("4 of 4 requests took longer than 200 ms, in 4 of 4 blocks of the run; a breach takes"
                        + " 7 requests");
    }

    @Test
    void leavesWarmUpsAndFailuresOut() throws IOException {
        recorder.add(new UnitResult(310 * MILLI, UnitStatements.NONE, List.of(), false), false);
        recorder.add(new UnitResult(310 * MILLI, UnitStatements.NONE, List.of(), true), true);
        assertThat(judge(0))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(
                        Outcome.UNMEASURED, "none of 2 requests was timed: they all failed or were part of a warm-up");
    }

    @Test
    void blamesTheLoadGeneratorWhereItIsLate() throws IOException {
        record(420, 420, 1);
        recorder.addLoad(new LoadRun(
                "open model, 50/s",
                420,
                0,
                new Pace(List.of(new Pace.Stretch(420, 4_000 * MILLI))),
                500,
                500,
                List.of()));
        assertThat(judge(0))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(
                        Outcome.UNDECIDED,
                        "420 of 420 requests took longer than 200 ms, in 17 of 17 blocks of the run; the load generator"
                                + " could not keep up, so the limit may be broken by it");
    }

    @Test
    void blamesTheMachineWhereItWasDisturbedDuringTheTestsThatTookAQuarterOfThem() throws IOException {
        record(300, 300, 1);
        Measurement calm = recorder.measurement();
        SubjectRecorder all = new SubjectRecorder(GAMES, "", Instant.EPOCH);
        all.add(calm);
        all.add(calm);
        all.add(calm);
        assertThat(judge(0, all.measurement()).outcome()).isEqualTo(Outcome.BREACHED);

        all.add(calm.disturbedBy("PRESSURE"));
        assertThat(judge(0, all.measurement()))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(
                        Outcome.UNDECIDED,
                        "1,200 of 1,200 requests took longer than 200 ms, in 50 of 50 blocks of the run; the machine was"
                                + " disturbed during the tests that took 300 of 1,200 durations: other processes held its"
                                + " processors");

        all.add(calm);
        assertThat(judge(0, all.measurement()).outcome())
                .as("a fifth of the durations")
                .isEqualTo(Outcome.BREACHED);
    }

    @Test
    void aBudgetThatIsKeptOnADisturbedMachineIsKept() throws IOException {
        record(300, 0, 1);
        assertThat(judge(0, recorder.measurement().disturbedBy("STOLEN")).outcome())
                .isEqualTo(Outcome.WITHIN);
    }

    /** So many requests, of which every so-manieth of the first is slow. */
    private void record(int requests, int slow, int every) {
        UnitLog log = new UnitLog(true);
        log.add(
                Fingerprint.of("select g.* from games g"),
                0,
                9 * MILLI,
                0,
                0,
                () -> new CallSite("com.acme.Games", "list", "Games.java", 31, 31));
        UnitStatements statements = log.statements();
        for (int i = 0; i < requests; i++) {
            long millis = i < slow && i % every == 0 ? 310 : 20;
            recorder.add(new UnitResult(millis * MILLI, statements, List.of(), false), true);
        }
    }

    private Verdict judge(int allowed) throws IOException {
        return judge(allowed, recorder.measurement());
    }

    private Verdict judge(int allowed, Measurement measurement) throws IOException {
        Path file = folder.resolve("budgets.yaml");
        Files.writeString(file, """
                version: 1
                defaults: { slowRequest: 200ms }
                requests:
                  lists: { match: GET /api/games, slowRequests: %d }
                """.formatted(allowed));
        Budget budget = Budgets.read(List.of(file), "").budgetsFor(GAMES).get(0);
        return Judge.judge(budget, measurement, LatencyRules.DEFAULT);
    }
}
