package io.perfbudgets.judge;

import static io.perfbudgets.judge.Samples.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.judge.LatencyJudgement.Breached;
import io.perfbudgets.judge.LatencyJudgement.Undecided;
import io.perfbudgets.judge.LatencyJudgement.Within;
import io.perfbudgets.judge.LatencyState.Decided;
import io.perfbudgets.judge.LatencyState.NeedsConfirmation;
import io.perfbudgets.judge.LatencyState.NeedsMore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LatencyDecisionTest {
    private static final LatencyLimit P95 = LatencyLimit.percentile(0.95, LIMIT);
    private final List<NeedsConfirmation> confirmations = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0.50, 7", "0.90, 47", "0.95, 97", "0.99, 496", "0.999, 4000"})
    void aClearPassIsDecidedWithTheFewestValuesThatItsPercentileAllows(double quantile, int values) {
        LatencyJudgement judgement = run(LatencyLimit.percentile(quantile, LIMIT), () -> LIMIT);

        assertThat(judgement).isInstanceOf(Within.class);
        assertThat(judgement.evidence().used()).isEqualTo(values);
        assertThat(judgement.evidence().over()).isZero();
        assertThat(judgement.evidence().bound()).hasValue(LIMIT);
    }

    @Test
    void saysHowManyValuesAreWantedUntilTheNextLook() {
        LatencyDecision decision = LatencyDecision.of(P95, LatencyRules.DEFAULT);

        assertThat(decision.state()).isEqualTo(new NeedsMore(10));
        assertThat(decision.add(1)).isEqualTo(new NeedsMore(9));
    }

    @Test
    void aClearBreachIsConfirmedByTwoDeclaredSeriesBeforeItIsBelieved() {
        LatencyJudgement judgement = run(P95, Samples.lognormal(1.5, 1));

        assertThat(judgement).isInstanceOf(Breached.class);
        assertThat(confirmations).extracting(NeedsConfirmation::series).containsExactly(1, 2);
        assertThat(confirmations).extracting(NeedsConfirmation::of).containsOnly(2);
        LatencyEvidence evidence = judgement.evidence();
        assertThat(evidence.series()).hasSize(3).allSatisfy(p95 -> assertThat(p95)
                .isGreaterThan(LIMIT));
        assertThat(confirmations.get(1).soFar().series())
                .isEqualTo(evidence.series().subList(0, 2));
        assertThat(evidence.used()).isGreaterThanOrEqualTo(3 * 240);
        assertThat(evidence.confidence()).isEqualTo(0.999);
        assertThat(evidence.bound().orElseThrow())
                .isGreaterThan(LIMIT)
                .isLessThan(evidence.observed().orElseThrow());
    }

    @Test
    void aBreachThatTheConfirmingSeriesDoesNotShowIsUndecided() {
        LongSupplier slow = Samples.lognormal(2, 1);
        LongSupplier fast = Samples.lognormal(0.5, 2);

        LatencyJudgement judgement = run(P95, () -> confirmations.isEmpty() ? slow.getAsLong() : fast.getAsLong());

        assertThat(judgement).isInstanceOf(Undecided.class);
        assertThat(((Undecided) judgement).why()).isEqualTo(LatencyDoubt.NOT_CONFIRMED);
    }

    @Test
    void valuesOfADisturbedMachineAreSetAsideAndCounted() {
        LatencyDecision decision = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        for (int i = 0; i < 80; i++) {
            decision.add(LIMIT * 5, Sign.SLOW_PROCESSOR);
        }
        for (int i = 0; i < 97; i++) {
            decision.add(LIMIT / 2);
        }

        LatencyJudgement judgement = decision.timeUp();
        assertThat(judgement).isInstanceOf(Within.class);
        assertThat(judgement.evidence().setAside()).isEqualTo(80);
        assertThat(judgement.evidence().signs()).isEqualTo(Map.of(Sign.SLOW_PROCESSOR, 80L));
        assertThat(judgement.evidence().observed()).hasValue(LIMIT / 2);
    }

    @Test
    void aMachineThatIsMostlyDisturbedIsNamedAsTheCause() {
        LatencyDecision decision = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        int taken = 0;
        while (!(decision.state() instanceof Decided)) {
            decision.add(LIMIT * 5, taken % 30 != 0 ? Sign.STOLEN : Sign.NONE);
            taken++;
        }

        assertThat(why(decision.timeUp())).isEqualTo(LatencyDoubt.MACHINE_DISTURBED);
        assertThat(taken).isLessThan(1_100);
    }

    @Test
    void aDisturbanceIsWaitedForByItsTimeAndNotByTheNumberOfValuesInIt() {
        LatencyDecision decision = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        for (int i = 0; i < 2_000; i++) {
            decision.add(i % 2 == 0 ? LIMIT * 2 : LIMIT / 5, Sign.WAITED);
        }
        assertThat(decision.state()).isInstanceOf(NeedsMore.class);
        for (int i = 0; i < 97; i++) {
            decision.add(LIMIT / 5);
        }

        assertThat(decision.timeUp()).isInstanceOf(Within.class);
    }

    @Test
    void aMachineWithSomeCalmMomentsIsWaitedFor() {
        LatencyDecision decision = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        int taken = 0;
        while (!(decision.state() instanceof Decided)) {
            decision.add(LIMIT * 2, taken++ % 5 == 0 ? Sign.NONE : Sign.WAITED);
        }

        assertThat(decision.timeUp()).isInstanceOf(Breached.class);
        assertThat(decision.timeUp().evidence().used()).isEqualTo(3 * 376);
        assertThat(decision.timeUp().evidence().setAside()).isBetween(4L * 3 * 375, 4L * 3 * 376);
    }

    @Test
    void noSlowMachineMakesUpForMoreThanFiveTimesTheLimit() {
        LatencyDecision five = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        LatencyDecision seven = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        for (int i = 0; i < 2_000; i++) {
            five.add(LIMIT * 5, Sign.SLOW_MEMORY);
            seven.add(LIMIT * 7, Sign.SLOW_PROCESSOR);
        }

        assertThat(why(five.timeUp())).isEqualTo(LatencyDoubt.MACHINE_DISTURBED);
        assertThat(seven.timeUp()).isInstanceOf(Breached.class);
        LatencyEvidence evidence = seven.timeUp().evidence();
        assertThat(evidence.series()).containsExactly(7 * LIMIT, 7 * LIMIT, 7 * LIMIT);
        assertThat(evidence.bound()).hasValue(7 * LIMIT / 5);
        assertThat(evidence.setAside()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITED", "STOLEN", "THROTTLED", "OTHERS_GARBAGE"})
    void whatWaitedMayHaveWaitedForAnyTime(Sign sign) {
        LatencyDecision decision = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        for (int i = 0; i < 2_000; i++) {
            decision.add(LIMIT * 200, i % 10 == 0 ? Sign.SLOW_PROCESSOR : sign);
        }

        assertThat(why(decision.timeUp())).isEqualTo(LatencyDoubt.MACHINE_DISTURBED);
    }

    @Test
    void onlyWhatDidNotWaitCountsAgainstALimitThatIsFarExceeded() {
        LatencyDecision decision = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        for (int i = 0; i < 4_000; i++) {
            decision.add(LIMIT * 7, i % 3 == 0 ? Sign.WAITED : Sign.SLOW_PROCESSOR);
        }

        LatencyJudgement judgement = decision.timeUp();
        assertThat(judgement).isInstanceOf(Breached.class);
        assertThat(judgement.evidence().signs()).containsOnlyKeys(Sign.WAITED);
        assertThat(judgement.evidence().setAside())
                .isEqualTo(judgement.evidence().signs().get(Sign.WAITED));
    }

    @Test
    void timeUpWithTooFewValuesSaysHowManyAreNeeded() {
        LatencyDecision decision =
                LatencyDecision.of(LatencyLimit.percentile(0.99, LIMIT), LatencyRules.DEFAULT.withMaxValues(299));
        for (int i = 0; i < 50; i++) {
            decision.add(LIMIT / 2);
        }

        LatencyJudgement judgement = decision.timeUp();
        assertThat(why(judgement)).isEqualTo(LatencyDoubt.TOO_FEW);
        assertThat(((Undecided) judgement).needed()).isEqualTo(299);
        assertThat(decision.add(LIMIT * 5)).isEqualTo(new Decided(judgement));
    }

    @Test
    void aCallerWithTimeForFewValuesGetsTheFewestThatTheTableAllows() {
        LatencyJudgement judgement = run(P95, LatencyRules.DEFAULT.withMaxValues(60), () -> LIMIT / 2);

        assertThat(judgement).isInstanceOf(Within.class);
        assertThat(judgement.evidence().used()).isEqualTo(60);
    }

    @Test
    void aCallerWithLittleTimeForLongValuesPlansForAsManyAsFit() {
        LatencyRules rules = LatencyRules.DEFAULT.withTimeFor(Duration.ofSeconds(10), 150_000_000);

        assertThat(rules.maxValues()).isEqualTo(66);
        assertThat(run(P95, rules, () -> LIMIT / 2)).isInstanceOf(Within.class);
        assertThat(LatencyRules.DEFAULT
                        .withTimeFor(Duration.ofSeconds(10), 1_000)
                        .maxValues())
                .isEqualTo(4_000);
    }

    @Test
    void whenTimeIsUpALastLookIsTaken() {
        LatencyDecision passing = LatencyDecision.of(P95, LatencyRules.DEFAULT.withMaxValues(80));
        LatencyDecision broken = LatencyDecision.of(P95, LatencyRules.DEFAULT.withConfirmations(0));
        for (int i = 0; i < 70; i++) {
            passing.add(LIMIT / 2);
        }
        for (int i = 0; i < 300; i++) {
            broken.add(LIMIT * 2, i < 40 ? Sign.WAITED : Sign.NONE);
        }

        assertThat(passing.timeUp()).isInstanceOf(Within.class);
        assertThat(broken.timeUp()).isInstanceOf(Breached.class);
    }

    @Test
    void valuesWithinTheLimitOnADisturbedMachineAreWithinAllTheMore() {
        LatencyDecision decision = LatencyDecision.of(P95, LatencyRules.DEFAULT);
        for (int i = 0; i < 155; i++) {
            decision.add(LIMIT / 2, i % 4 != 0 ? Sign.SLOW_MEMORY : Sign.NONE);
        }

        assertThat(decision.state()).isInstanceOf(Decided.class);
        assertThat(decision.timeUp()).isInstanceOf(Within.class);
        assertThat(decision.timeUp().evidence().used()).isEqualTo(155);
        assertThat(decision.timeUp().evidence().setAside()).isZero();
    }

    @Test
    void fewValuesOverTheFloorInCountNeverBreachUnlessTheyLastedLong() {
        LatencyRules forty = LatencyRules.DEFAULT.withMaxValues(40);

        LatencyJudgement quick = run(P95, forty, () -> LIMIT * 3);
        assertThat(why(quick)).isEqualTo(LatencyDoubt.TOO_FEW);
        assertThat(((Undecided) quick).needed()).isEqualTo(240);

        LatencyJudgement slow = run(LatencyLimit.percentile(0.95, 100_000_000), forty, () -> Duration.ofMillis(400)
                .toNanos());
        assertThat(slow).isInstanceOf(Breached.class);
        assertThat(slow.evidence().used()).isEqualTo(3 * 5);
    }

    @Test
    void oneStretchOfSlowValuesIsNoBreach() {
        int[] taken = {0};

        LatencyJudgement judgement =
                run(P95, LatencyRules.DEFAULT.withMaxValues(960), () -> taken[0]++ % 960 < 288 ? LIMIT * 4 : LIMIT - 1);

        assertThat(judgement).isInstanceOf(Undecided.class);
    }

    @Test
    void valuesAroundTheLimitStayUndecided() {
        LatencyJudgement judgement = run(P95, Samples.lognormal(1.0, 7));

        assertThat(why(judgement)).isEqualTo(LatencyDoubt.NEAR_THE_LIMIT);
    }

    @Test
    void manyBudgetsJudgedTogetherNeedStrongerEvidenceEach() {
        LatencyRules three = LatencyRules.DEFAULT.withMaxValues(480);
        int[] alone = {0};
        int[] together = {0};
        for (int seed = 0; seed < 200; seed++) {
            if (run(P95, three, Samples.lognormal(1.2, seed)) instanceof Breached) {
                alone[0]++;
            }
            if (run(P95, three.withBudgets(300), Samples.lognormal(1.2, seed)) instanceof Breached) {
                together[0]++;
            }
        }

        assertThat(together[0]).isLessThan(alone[0]);
    }

    @ParameterizedTest
    @CsvSource({"0.7, 0, 0", "0.9, 0, 0", "1.0, 0, 4", "1.2, 395, 400"})
    void redBuildsFollowTheTruthAndNotLuck(double ratio, int fewest, int most) {
        int breached = 0;
        for (int seed = 0; seed < 400; seed++) {
            if (run(P95, Samples.lognormal(ratio, seed)) instanceof Breached) {
                breached++;
            }
        }

        assertThat(breached).isBetween(fewest, most);
    }

    private static LatencyDoubt why(LatencyJudgement judgement) {
        assertThat(judgement).isInstanceOf(Undecided.class);
        return ((Undecided) judgement).why();
    }

    private LatencyJudgement run(LatencyLimit limit, LongSupplier values) {
        return run(limit, LatencyRules.DEFAULT, values);
    }

    private LatencyJudgement run(LatencyLimit limit, LatencyRules rules, LongSupplier values) {
        LatencyDecision decision = LatencyDecision.of(limit, rules);
        while (true) {
            LatencyState state = decision.add(values.getAsLong());
            if (state instanceof Decided decided) {
                return decided.judgement();
            }
            if (state instanceof NeedsConfirmation confirmation) {
                confirmations.add(confirmation);
            }
        }
    }
}
