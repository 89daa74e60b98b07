package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.FailureKind;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Pace;
import io.perfbudgets.measure.SubjectRecorder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error rates and throughput. */
class LoadJudgesTest {
    private static final Subject TEST = Subject.test("com.acme.GamesIT", "health");
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({
        "1%,   299,    0, WITHIN",
        "1%,   298,    0, UNDECIDED",
        "1%,   100,    0, UNDECIDED",
        "1%,   1000,   4, WITHIN",
        "1%,   1000,  10, UNDECIDED",
        "1%,   1000,  22, BREACHED",
        "1%,   100,    6, BREACHED",
        "1%,   100,    2, UNDECIDED",
        "0%,   1,      0, WITHIN",
        "0%,   100000, 1, BREACHED",
        "5%,   59,     0, WITHIN",
    })
    void anErrorRateIsBinomial(String limit, long requests, long failed, Outcome outcome) {
        LoadRun load = load(requests, failed, Pace.NONE, 0);
        assertThat(judge(Metric.ERROR_RATE, limit, load).outcome()).isEqualTo(outcome);
    }

    @Test
    void saysHowManyRequestsAnErrorRateNeeds() {
        assertThat(judge(Metric.ERROR_RATE, "1%", load(100, 0, Pace.NONE, 0)).reason())
                .isEqualTo("0 of 100 requests failed; it needs 299 requests");
    }

    @Test
    void isSeldomWrongAboutAnErrorRateAtTheLimit() {
        Random random = new Random(7);
        int breached = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            long failed =
                    random.ints(500).filter(i -> Math.floorMod(i, 100) == 0).count();
            breached += judge(Metric.ERROR_RATE, "1%", load(500, failed, Pace.NONE, 0))
                                    .outcome()
                            == Outcome.BREACHED
                    ? 1
                    : 0;
        }
        assertThat(breached).isLessThanOrEqualTo(8);
    }

    @Test
    void throughputIsWithinOnlyWhenItsStretchesAgree() {
        assertThat(throughput(steady(60, 1), 0)).isEqualTo(Outcome.WITHIN);
        assertThat(throughput(steady(51, 20), 0)).isEqualTo(Outcome.UNDECIDED);
        assertThat(throughput(steady(30, 3), 0)).isEqualTo(Outcome.BREACHED);
    }

    @Test
    void throughputIsNotBreachedByTheGeneratorNorInAMomentNorByOneDisturbance() {
        assertThat(throughput(steady(30, 3), 0.5)).isEqualTo(Outcome.UNDECIDED);
        assertThat(throughput(new Pace(List.of(new Pace.Stretch(1, SECOND))), 0))
                .isEqualTo(Outcome.UNDECIDED);
        List<Pace.Stretch> brief = new ArrayList<>();
        steady(30, 3).stretches().forEach(each -> brief.add(new Pace.Stretch(each.done() / 10, each.nanos() / 10)));
        assertThat(throughput(new Pace(brief), 0)).isEqualTo(Outcome.UNDECIDED);
        List<Pace.Stretch> disturbed = new ArrayList<>(steady(55, 1).stretches().subList(0, 6));
        disturbed.addAll(steady(1, 1).stretches().subList(0, 4));
        assertThat(throughput(new Pace(disturbed), 0)).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void explainsTheModelTheAchievementAndTheKindsOfFailures() {
        LoadRun load = new LoadRun(
                "closed model, 10 at a time",
                100,
                12,
                new Pace(List.of(new Pace.Stretch(88, 2 * SECOND))),
                0,
                0,
                List.of(
                        new FailureKind("java.lang.AssertionError at GamesIT.java:44", 10, "at …"),
                        new FailureKind("java.net.SocketTimeoutException at Socket.java:7", 2, "at …")));
        assertThat(Explanation.of(judge(Metric.ERROR_RATE, "1%", load))).isEqualTo("""
                        Performance budget broken: GamesIT.health  (@MaxErrorRate("1%"), GamesIT.java:42)
                          error rate 12 %, budget 1 %  (12 of 100 requests failed; within the budget so many would be rarer than 0.1 %)
                          under load: closed model, 10 at a time; 100 requests, 44/s, 12 failed
                             10 x  java.lang.AssertionError at GamesIT.java:44
                              2 x  java.net.SocketTimeoutException at Socket.java:7""");
        assertThat(Explanation.of(judge(Metric.THROUGHPUT, "50/s", load)))
                .contains("  throughput 44/s, budget at least 50/s  (88 requests succeeded in 2 s, which is too short");
    }

    private static Outcome throughput(Pace pace, double generatorShare) {
        return judge(Metric.THROUGHPUT, "50/s", load(1, 0, pace, generatorShare))
                .outcome();
    }

    /** Ten seconds around a rate. */
    private static Pace steady(int rate, int spread) {
        List<Pace.Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            stretches.add(new Pace.Stretch(rate + (i % 2 == 0 ? spread : -spread), SECOND));
        }
        return new Pace(stretches);
    }

    private static LoadRun load(long requests, long failed, Pace pace, double generatorShare) {
        long generator = Math.round(generatorShare * 1_000);
        return new LoadRun("open model, 50/s", requests, failed, pace, generator, 1_000 - generator, List.of());
    }

    private static Verdict judge(Metric metric, String limit, LoadRun load) {
        SubjectRecorder recorder = new SubjectRecorder(TEST, TEST.name(), Instant.EPOCH);
        recorder.addLoad(load);
        Origin origin = new Origin("@MaxErrorRate(\"1%\")", "GamesIT.java", 42);
        Budget budget = new Budget(Selector.of(TEST), metric, Amount.parse(metric.dimension(), limit), origin);
        return Judge.judge(budget, recorder.measurement(), LatencyRules.DEFAULT);
    }
}
