package io.perfbudgets.judge;

import static io.perfbudgets.judge.Samples.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perfbudgets.judge.LatencyJudgement.Breached;
import io.perfbudgets.judge.LatencyJudgement.Undecided;
import io.perfbudgets.judge.LatencyJudgement.Within;
import io.perfbudgets.judge.LatencyState.Decided;
import io.perfbudgets.judge.LatencyState.NeedsConfirmation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeDecisionTest {
    private static final RelativeLimit P95_TWICE = new RelativeLimit(0.95, 2_000_000);
    private final List<NeedsConfirmation> confirmations = new ArrayList<>();

    @Test
    void aClearlySmallerRatioIsWithinAfterSomeHundredValues() {
        LatencyJudgement judgement = run(Samples.lognormal(1, 1), Samples.lognormal(1, 2));

        assertThat(judgement).isInstanceOf(Within.class);
        assertThat(judgement.evidence().used()).isLessThan(300);
        assertThat(judgement.evidence().observed().orElseThrow()).isBetween(800_000L, 1_200_000L);
        assertThat(judgement.evidence().bound().orElseThrow()).isLessThanOrEqualTo(2_000_000);
        assertThat(judgement.evidence().reference().orElseThrow()).isBetween(LIMIT * 8 / 10, LIMIT * 12 / 10);
    }

    @Test
    void aClearlyLargerRatioIsBreachedAfterTwoConfirmingSeries() {
        LatencyJudgement judgement = run(Samples.lognormal(3, 1), Samples.lognormal(1, 2));

        assertThat(judgement).isInstanceOf(Breached.class);
        assertThat(confirmations).extracting(NeedsConfirmation::series).containsExactly(1, 2);
        assertThat(judgement.evidence().series()).hasSize(3).allMatch(ratio -> ratio > 2_000_000);
        assertThat(judgement.evidence().bound().orElseThrow()).isBetween(2_000_001L, 3_200_000L);
    }

    @Test
    void aMachineThatIsSlowerAsAWholeChangesNothing() {
        LongSupplier values = Samples.lognormal(1.4, 1);
        LongSupplier reference = Samples.lognormal(1, 2);
        int[] taken = {0};
        LongSupplier slowdown = () -> taken[0] / 2 % 960 < 300 ? 4 : 1;

        LatencyJudgement judgement = run(
                () -> values.getAsLong() * (taken[0]++ < 0 ? 1 : slowdown.getAsLong()),
                () -> reference.getAsLong() * (taken[0]++ < 0 ? 1 : slowdown.getAsLong()));

        assertThat(judgement).isInstanceOf(Within.class);
    }

    @Test
    void fewValuesAreTooFewForEither() {
        RelativeDecision decision = RelativeDecision.of(P95_TWICE, LatencyRules.DEFAULT);
        for (int i = 0; i < 50; i++) {
            decision.add(LIMIT, LIMIT, Sign.NONE);
        }

        assertThat(decision.timeUp()).isInstanceOf(Undecided.class);
        assertThat(((Undecided) decision.timeUp()).why()).isEqualTo(LatencyDoubt.TOO_FEW);
        assertThat(((Undecided) decision.timeUp()).needed()).isGreaterThan(59);
    }

    @Test
    void aMachineThatWasMostlyDisturbedIsNamed() {
        RelativeDecision decision = RelativeDecision.of(P95_TWICE, LatencyRules.DEFAULT);
        for (int i = 0; i < 300; i++) {
            decision.add(LIMIT * 5, LIMIT, i % 3 == 0 ? Sign.NONE : Sign.PRESSURE);
        }

        assertThat(((Undecided) decision.timeUp()).why()).isEqualTo(LatencyDoubt.MACHINE_DISTURBED);
        assertThat(decision.timeUp().evidence().signs()).containsEntry(Sign.PRESSURE, 200L);
    }

    @Test
    void noSlowMachineMakesUpForMoreThanFiveTimesTheFactor() {
        RelativeDecision decision = RelativeDecision.of(P95_TWICE, LatencyRules.DEFAULT);
        for (int i = 0; i < 4_000; i++) {
            decision.add(LIMIT * 12, LIMIT, Sign.SLOW_PROCESSOR);
        }

        assertThat(decision.timeUp()).isInstanceOf(Breached.class);
        assertThat(decision.timeUp().evidence().series()).containsExactly(12_000_000L, 12_000_000L, 12_000_000L);
        assertThat(decision.timeUp().evidence().setAside()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0, 0", "1.0, 0, 1", "1.2, 198, 200"})
    void redBuildsFollowTheTruthAndNotLuck(double ratio, int fewest, int most) {
        int breached = 0;
        for (int seed = 0; seed < 200; seed++) {
            breached += run(Samples.lognormal(2 * ratio, seed), Samples.lognormal(1, 1_000 + seed)) instanceof Breached
                    ? 1
                    : 0;
        }

        assertThat(breached).isBetween(fewest, most);
    }

    @Test
    void onlyPercentilesAndFactorsAboveZeroMakeALimit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RelativeLimit(1, 1_200_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new RelativeLimit(0.95, 0));
    }

    @Test
    void aFinishedRunIsJudgedAgainstTheBoundsOfItsReference() {
        RelativeBatch batch = new RelativeBatch(P95_TWICE, LatencyRules.DEFAULT.withFloor(240, Duration.ofMillis(150)));
        long[] reference = Samples.take(900, Samples.lognormal(1, 1));

        assertThat(batch.judge(Samples.take(900, Samples.lognormal(1.2, 2)), reference))
                .isInstanceOf(Within.class);
        assertThat(batch.judge(Samples.take(900, Samples.lognormal(3, 2)), reference))
                .isInstanceOf(Breached.class);
        assertThat(batch.judge(Samples.take(900, Samples.lognormal(2, 2)), reference))
                .isInstanceOf(Undecided.class);
        assertThat(((Undecided) batch.judge(Samples.take(900, Samples.lognormal(1.2, 2)), new long[20])).why())
                .isEqualTo(LatencyDoubt.TOO_FEW);
    }

    @Test
    void aReferenceThatWasDisturbedForAThirdOfItsRunMakesNoBudgetWider() {
        long[] reference = Samples.take(900, Samples.lognormal(1, 1));
        for (int i = 300; i < 600; i++) {
            reference[i] *= 5;
        }

        assertThat(new RelativeBatch(P95_TWICE, LatencyRules.DEFAULT)
                        .judge(Samples.take(900, Samples.lognormal(2.5, 2)), reference))
                .isInstanceOf(Undecided.class);
    }

    private LatencyJudgement run(LongSupplier values, LongSupplier reference) {
        RelativeDecision decision = RelativeDecision.of(P95_TWICE, LatencyRules.DEFAULT);
        while (true) {
            LatencyState state = decision.add(values.getAsLong(), reference.getAsLong(), Sign.NONE);
            if (state instanceof Decided decided) {
                return decided.judgement();
            }
            if (state instanceof NeedsConfirmation confirmation) {
                confirmations.add(confirmation);
            }
        }
    }
}
