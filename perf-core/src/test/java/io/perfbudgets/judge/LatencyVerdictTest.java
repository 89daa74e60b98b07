package io.perfbudgets.judge;

import static io.perfbudgets.judge.Samples.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.LatencyState.Decided;
import io.perfbudgets.judge.LatencyState.NeedsConfirmation;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.UnitStatements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class LatencyVerdictTest {
    private static final Subject LISTS = Subject.test("com.acme.GamesIT", "lists");

    private final SubjectRecorder recorder = new SubjectRecorder(LISTS, "", Instant.EPOCH);
    private final List<String> announced = new ArrayList<>();

    @Test
    void aBreachSaysWhatEachSeriesShowed() {
        int[] taken = {0};
        Verdict verdict = decide(
                Metric.LATENCY_P95,
                LIMIT,
                LatencyRules.DEFAULT,
                10_000,
                () -> LIMIT * (3 + taken[0]++ / 376),
                Sign.NONE);

        assertThat(verdict.reason())
                .isEqualTo("1,128 iterations; p95 is above 5 ms with 99.9 % confidence;"
                        + " confirmed by 2 fresh series: 4 ms and 5 ms");
        assertThat(announced)
                .containsExactly(
                        "GamesIT.lists: p95 latency 3 ms, budget 1 ms (376 iterations) looks broken. It counts as broken"
                                + " only if each of 2 fresh series says the same; series 1 of 2 begins",
                        "GamesIT.lists: p95 latency 4 ms, budget 1 ms (752 iterations) was confirmed by series 1 of 2;"
                                + " series 2 begins");
    }

    @Test
    void whereOnlyCountsAreLeftNobodyKnowsWhenTheSlowOnesCame() {
        for (int i = 0; i < 5_000; i++) {
            recorder.add(
                    new UnitResult(i == 2_000 ? LIMIT * 2 : LIMIT / 2, UnitStatements.NONE, List.of(), false), true);
        }
        Verdict verdict = Judge.judge(
                new Budget(
                        Selector.of(LISTS),
                        Metric.LATENCY_MAX,
                        Amount.nanos(LIMIT),
                        new Origin("@LatencyBudget", "GamesIT.java", 7)),
                recorder.measurement(),
                LatencyRules.DEFAULT);

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.reason())
                .isEqualTo(
                        "5,000 iterations; 1 over the limit, so few that they may have come in one stretch, as from a"
                                + " disturbance of the machine");
    }

    @Test
    void aBreachThatWasNotConfirmedShowsBothSeries() {
        int[] taken = {0};
        Verdict verdict = decide(
                Metric.LATENCY_P95,
                LIMIT,
                LatencyRules.DEFAULT,
                10_000,
                () -> taken[0]++ < 376 ? LIMIT * 3 : LIMIT / 2,
                Sign.NONE);

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.reason())
                .endsWith("; a series over the limit was not confirmed by a fresh one: 3 ms, then 500 µs");
    }

    @Test
    void aP99OfFiftyValuesIsUndecidedAndSaysHowManyItNeeds() {
        for (int i = 0; i < 50; i++) {
            record(LIMIT / 2);
        }
        Verdict verdict = Judge.judge(budget(Metric.LATENCY_P99, LIMIT), recorder.measurement(), LatencyRules.DEFAULT);

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.reason()).isEqualTo("50 iterations; p99 needs 299 values");
    }

    @Test
    void slowCodeSaysHowMuchTimeWouldDecideIt() {
        long each = Duration.ofMillis(320).toNanos();
        LatencyRules rules = LatencyRules.DEFAULT.withTimeFor(Duration.ofSeconds(8), each);
        Verdict verdict = decide(Metric.LATENCY_P95, 400 * LIMIT, rules, 25, () -> each, Sign.NONE);

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.reason())
                .isEqualTo("25 iterations; p95 needs 59 values, about 18.9 s at 320 ms each:"
                        + " raise its time (perf.latency.maxTime) to 24s or more");
    }

    @Test
    void valuesSetAsideAreShownWithTheSignThatSpokeAgainstThem() {
        Verdict verdict = decide(
                Metric.LATENCY_P95,
                LIMIT,
                LatencyRules.DEFAULT,
                10_000,
                () -> LIMIT / 2,
                Sign.NONE,
                Sign.NONE,
                Sign.WAITED);

        assertThat(verdict.reason())
                .isEqualTo("97 iterations; p95 is at most 500 µs with 95 % confidence;"
                        + " 48 more set aside, the machine was disturbed: other work held its processors (48)");
    }

    @Test
    void aDisturbedMachineIsNamedWithItsSigns() {
        Verdict verdict = decide(
                Metric.LATENCY_P95,
                LIMIT,
                LatencyRules.DEFAULT,
                10_000,
                () -> LIMIT * 2,
                Sign.STOLEN,
                Sign.STOLEN,
                Sign.SLOW_PROCESSOR);

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.reason())
                .isEqualTo(
                        "none of 1,500 iterations counts, though shown here: the machine was disturbed during all of them:"
                                + " its hypervisor took processor time away (1,000), its processor was slow (500)");
    }

    private Verdict decide(
            Metric metric, long limit, LatencyRules rules, int most, LongSupplier values, Sign... signs) {
        Budget budget = budget(metric, limit);
        LatencyDecision decision = LatencyDecision.of(LatencyLimit.ofQuantile(metric.quantile(), limit), rules);
        for (int i = 0; i < most && !(decision.state() instanceof Decided); i++) {
            long nanos = values.getAsLong();
            record(nanos);
            if (decision.add(nanos, signs[i % signs.length]) instanceof NeedsConfirmation state) {
                announced.add(Explanation.confirming(budget, LISTS, state));
            }
        }
        return Judge.judge(budget, recorder.measurement(), decision.timeUp());
    }

    private void record(long nanos) {
        recorder.add(new UnitResult(nanos, UnitStatements.NONE, List.of(), false), true);
    }

    private static Budget budget(Metric metric, long limit) {
        return new Budget(
                Selector.of(LISTS), metric, Amount.nanos(limit), new Origin("@LatencyBudget", "GamesIT.java", 7));
    }
}
