package io.perfbudgets.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Allocation;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.UnitLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final Subject TEST = Subject.test("com.acme.GamesTest", "lists");
    private static final Subject ROUTE = Subject.request("GET", "/games");
    private static final Origin ANNOTATION = new Origin("@MaxQueries(2)", "GamesTest.java", 7);
    private static final Origin FILE = new Origin("requests.games.queries", "budgets.yaml", 3);

    @Test
    void aBudgetThatBreaksIsProvedUnlessAWaiverAcceptsThat() {
        Verdict broken = judged(queries(TEST, 2, ANNOTATION), ran(TEST, 1, 3));

        assertThat(broken.outcome()).isEqualTo(Outcome.BREACHED);
        Proof proof = Proof.of(new Finding(broken, Effect.FAILS, Optional.empty()), false);
        assertThat(proof.state()).isEqualTo(Proof.State.PROVED);
        assertThat(proof.injected()).isEqualTo("3 extra statements");
        assertThat(Proof.of(new Finding(broken, Effect.WAIVED, Optional.empty()), false))
                .extracting(Proof::state, Proof::reason)
                .containsExactly(Proof.State.NOT_PROVED, "it breaks, but a waiver accepts that");
    }

    @Test
    void aBudgetThatIsKeptWithAllItWasGivenIsEmpty() {
        assertThat(state(judged(queries(TEST, 9, ANNOTATION), ran(TEST, 1, 3)))).isEqualTo(Proof.State.EMPTY);
    }

    @Test
    void anAnnotationThatCountsNothingIsEmptyAndABudgetOfManyRoutesIsNotProved() {
        assertThat(state(judged(queries(TEST, 2, ANNOTATION), ran(TEST, 0, 0)))).isEqualTo(Proof.State.EMPTY);
        assertThat(state(judged(queries(ROUTE, 2, FILE), ran(ROUTE, 0, 0)))).isEqualTo(Proof.State.NOT_PROVED);
        assertThat(state(judged(queries(TEST, 0, ANNOTATION), ran(TEST, 0, 0)))).isEqualTo(Proof.State.NOT_PROVED);
        assertThat(state(judged(queries(TEST, 2, ANNOTATION), ran(TEST, 1, 0)))).isEqualTo(Proof.State.NOT_PROVED);
    }

    @Test
    void aBudgetThatNothingMetIsEmptyUnlessOnlySomeTestsRan() {
        Verdict unmet = Verdict.unmeasured(queries(ROUTE, 2, FILE), ROUTE, "no request matched");

        assertThat(state(unmet)).isEqualTo(Proof.State.EMPTY);
        assertThat(Proof.of(new Finding(unmet, Effect.WARNS, Optional.empty()), true)
                        .state())
                .isEqualTo(Proof.State.NOT_PROVED);
    }

    @Test
    void everyMetricIsEitherSabotagedOrSaysWhyNot() {
        for (Metric metric : Metric.values()) {
            if (metric == Metric.SLOW_REQUESTS) {
                continue; // needs a threshold
            }
            Budget budget = new Budget(Selector.of(TEST), metric, new Amount(metric.dimension(), 5), ANNOTATION);
            boolean dosed = !Sabotage.statementDose(budget).isNone()
                    || !Sabotage.dose(budget, Subject.Kind.TEST).equals(Dose.NONE);
            assertThat(dosed)
                    .as(metric.key())
                    .isNotEqualTo(Sabotage.refusal(budget).isPresent());
        }
    }

    @Test
    void theDoseFollowsTheLimitAndALargeOneIsRefused() {
        Budget slow = budget(Metric.LATENCY_P95, Dimension.DURATION, 200_000_000);
        assertThat(Sabotage.dose(slow, Subject.Kind.TEST).delayNanos()).isEqualTo(251_000_000);
        assertThat(Sabotage.dose(slow, Subject.Kind.REQUEST)).isEqualTo(new Dose(251_000_000, 12, 0));
        // What is asked often and fast still lasts long enough together for a breach.
        Dose fast = Sabotage.dose(budget(Metric.LATENCY_P50, Dimension.DURATION, 1_000), Subject.Kind.REQUEST);
        assertThat(fast.delayNanos() * fast.delayed()).isGreaterThan(2_000_000_000);
        assertThat(Sabotage.statementDose(budget(Metric.DUPLICATES, Dimension.COUNT, 0)))
                .isEqualTo(new StatementDose(2, 0));
        assertThat(Sabotage.refusal(budget(Metric.LATENCY_P95, Dimension.DURATION, 60_000_000_000L)))
                .contains("its limit is too large: no delay is longer than 5 s");
        assertThat(Sabotage.refusal(budget(Metric.QUERIES, Dimension.COUNT, 1_000_000)))
                .isPresent();
        assertThat(Sabotage.refusal(budget(Metric.ALLOCATION, Dimension.SIZE, 10_000_000_000L)))
                .isPresent();
    }

    @Test
    void theFailureNamesEachEmptyBudgetItsPlaceAndWhatToDo() {
        Proofs proofs = new Proofs(
                "shop",
                List.of(
                        proof(judged(queries(TEST, 2, ANNOTATION), ran(TEST, 1, 3))),
                        proof(judged(queries(TEST, 2, ANNOTATION), ran(TEST, 0, 0)))));

        assertThat(ProofText.headline(proofs)).isEqualTo("Sabotaged budgets of shop: 1 proved, 1 empty");
        assertThat(ProofText.lines(proofs).get(1)).isEqualTo("""
                proved      GamesTest.lists queries, at most 2 (@MaxQueries(2), GamesTest.java:7): 4 with 3 extra statements""");
        assertThat(ProofText.failure(proofs)).isEqualTo("""
                1 of 2 budgets of shop is empty:
                  GamesTest.lists queries, at most 2 (@MaxQueries(2), GamesTest.java:7): it ran no statement on a captured \
                connection, so that it counts none, whatever it runs
                An empty budget passes whatever its code does. mvn perf:doctor says what is captured in this module and what is \
                not; correct the budget's pattern, have the DataSource captured, or take the budget out""");
    }

    private static Proof.State state(Verdict verdict) {
        return proof(verdict).state();
    }

    private static Proof proof(Verdict verdict) {
        return Proof.of(new Finding(verdict, Effect.PASSES, Optional.empty()), false);
    }

    private static Budget budget(Metric metric, Dimension dimension, long limit) {
        return new Budget(Selector.of(TEST), metric, new Amount(dimension, limit), ANNOTATION);
    }

    private static Budget queries(Subject subject, int limit, Origin origin) {
        return new Budget(Selector.of(subject), Metric.QUERIES, Amount.count(limit), origin);
    }

    private static Verdict judged(Budget budget, Measurement measurement) {
        return Judge.judge(budget, measurement, LatencyRules.DEFAULT);
    }

    private static Measurement ran(Subject subject, int own, int extra) {
        UnitLog log = new UnitLog(true);
        for (int i = 0; i < own; i++) {
            log.add(Fingerprint.of("select id from games"), i, 1, 0, 0, () -> CallSite.UNKNOWN);
        }
        for (int i = 0; i < extra; i++) {
            log.add(Fingerprint.of("select 7 as perf_prove"), 1, 1, 0, 0, () -> CallSite.UNKNOWN);
        }
        SubjectRecorder recorder = new SubjectRecorder(subject, "", Instant.EPOCH);
        recorder.add(new UnitResult(1, log.statements(), List.of(), List.of(), false, Allocation.NOT_ASKED, -1), true);
        recorder.sqlCaptured(true);
        return recorder.measurement();
    }
}
