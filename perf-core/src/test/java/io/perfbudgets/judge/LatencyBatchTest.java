package io.perfbudgets.judge;

import static io.perfbudgets.judge.Samples.LIMIT;
import static io.perfbudgets.judge.Samples.everyNthOver;
import static io.perfbudgets.judge.Samples.lognormal;
import static io.perfbudgets.judge.Samples.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perfbudgets.judge.LatencyJudgement.Breached;
import io.perfbudgets.judge.LatencyJudgement.Undecided;
import io.perfbudgets.judge.LatencyJudgement.Within;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyBatchTest {
    /** The values of this test take a millisecond each. */
    private static final LatencyRules SHORT = LatencyRules.DEFAULT.withFloor(240, Duration.ofMillis(150));

    private final LatencyBatch p95 = LatencyBatch.of(LatencyLimit.percentile(0.95, LIMIT), SHORT);
    private final LatencyBatch max = LatencyBatch.of(LatencyLimit.max(LIMIT), SHORT);

    /** The fewest values for WITHIN with none over the limit. */
    @ParameterizedTest
    @CsvSource({
        "0.50, 0.95, 5", "0.50, 0.99, 7", "0.50, 0.999, 10",
        "0.90, 0.95, 29", "0.90, 0.99, 44", "0.90, 0.999, 66",
        "0.95, 0.95, 59", "0.95, 0.99, 90", "0.95, 0.999, 135",
        "0.99, 0.95, 299", "0.99, 0.99, 459", "0.99, 0.999, 688",
        "0.999, 0.95, 2995", "0.999, 0.99, 4603", "0.999, 0.999, 6905"
    })
    void aPercentileNeedsItsFewestValues(double quantile, double confidence, int fewest) {
        LatencyBatch batch = LatencyBatch.of(
                LatencyLimit.percentile(quantile, LIMIT), LatencyRules.DEFAULT.withWithinConfidence(confidence));
        long[] values = new long[fewest];
        Arrays.fill(values, LIMIT);

        assertThat(batch.judge(values)).isInstanceOf(Within.class);
        assertThat(batch.judgeCounts(fewest, 0)).isInstanceOf(Within.class);

        LatencyJudgement oneLess = batch.judge(Arrays.copyOf(values, fewest - 1));
        assertUndecided(oneLess, LatencyDoubt.TOO_FEW, fewest);
        assertUndecided(batch.judgeCounts(fewest - 1, 0), LatencyDoubt.TOO_FEW, fewest);
    }

    @Test
    void noValuesAtAllAreTooFew() {
        assertUndecided(p95.judge(new long[0]), LatencyDoubt.TOO_FEW, 59);
        assertUndecided(max.judge(new long[0]), LatencyDoubt.TOO_FEW, 1);
    }

    @Test
    void aBreachSaysHowHighThePercentileIsAtLeast() {
        LatencyJudgement judgement = p95.judge(take(420, lognormal(1.5, 3)));

        assertThat(judgement).isInstanceOf(Breached.class);
        LatencyEvidence evidence = judgement.evidence();
        assertThat(evidence.used()).isEqualTo(420);
        assertThat(evidence.over()).isGreaterThan(60);
        assertThat(evidence.bound().orElseThrow()).isBetween(LIMIT + 1, 3 * LIMIT / 2);
        assertThat(evidence.blocks()).isEqualTo(17);
        assertThat(evidence.blocksOver()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void boundsHoldAtLeastAsOftenAsTheirConfidencePromises() {
        int lowerWrong = 0;
        int upperWrong = 0;
        for (int seed = 0; seed < 1000; seed++) {
            LatencySeries series = LatencySeries.of(take(300, lognormal(1, seed)));
            PercentileRule rule = new PercentileRule(0.95, LIMIT);
            lowerWrong += rule.lowerBound(series, 0.05).orElseThrow() > LIMIT ? 1 : 0;
            upperWrong += rule.upperBound(series, 0.05).orElseThrow() < LIMIT ? 1 : 0;
        }

        assertThat(lowerWrong).isBetween(10, 65);
        assertThat(upperWrong).isBetween(10, 65);
    }

    @Test
    void aLuckyPercentileOfASmallSampleIsNeverABreach() {
        LatencyJudgement judgement = p95.judge(everyNthOver(100, 4));

        assertThat(judgement.evidence().observed()).hasValue(LIMIT * 2);
        assertUndecided(judgement, LatencyDoubt.TOO_FEW, 172);
    }

    @Test
    void aRunThatOneBurstMaySwallowBreachesOnlyByMoreThanABurstExplains() {
        LatencyBatch batch = LatencyBatch.of(LatencyLimit.percentile(0.95, LIMIT), LatencyRules.DEFAULT);

        assertUndecided(batch.judge(take(420, lognormal(3, 3))), LatencyDoubt.TOO_FEW, 1_128);
        assertThat(batch.judge(take(420, lognormal(12, 3)))).isInstanceOf(Breached.class);
    }

    @Test
    void fewButLongValuesBreachWhenNearlyAllAreOver() {
        long[] slow = new long[20];
        Arrays.fill(slow, Duration.ofMillis(300).toNanos());

        assertThat(LatencyBatch.of(LatencyLimit.percentile(0.95, 100_000_000), LatencyRules.DEFAULT)
                        .judge(slow))
                .isInstanceOf(Breached.class);
    }

    @Test
    void aDisturbedStretchOfThirtyPercentIsNoBreachWhereverItLies() {
        for (int start = 0; start <= 700; start += 50) {
            long[] values = take(1000, lognormal(0.7, start));
            for (int i = start; i < start + 300; i++) {
                values[i] *= 4;
            }

            assertUndecided(p95.judge(values), LatencyDoubt.IN_ONE_STRETCH, 59);
        }
    }

    @Test
    void countsBreachOnlyBeyondWhatOneStretchCanCause() {
        assertUndecided(p95.judgeCounts(1000, 300), LatencyDoubt.IN_ONE_STRETCH, 59);
        assertThat(p95.judgeCounts(1000, 480)).isInstanceOf(Breached.class);
        assertUndecided(p95.judgeCounts(200, 200), LatencyDoubt.TOO_FEW, 240);
        assertUndecided(p95.judgeCounts(1000, 50), LatencyDoubt.NEAR_THE_LIMIT, 59);
    }

    @Test
    void countsThatContradictEachOtherAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> p95.judgeCounts(10, 11));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencyBatch.of(LatencyLimit.mean(LIMIT), LatencyRules.DEFAULT)
                        .judgeCounts(10, 1))
                .withMessageContaining("in their order");
    }

    @Test
    void mostValuesSetAsideLeaveNoFairSample() {
        assertUndecided(p95.judge(everyNthOver(100, 200), 101), LatencyDoubt.MACHINE_DISTURBED, 59);
    }

    @Test
    void aMaximumBreachesWhenItRecursThroughoutAndNotInOneStretch() {
        assertThat(max.judge(new long[] {LIMIT})).isInstanceOf(Within.class);
        assertUndecided(max.judge(new long[] {LIMIT + 1}), LatencyDoubt.IN_ONE_STRETCH, 1);
        assertUndecided(max.judge(everyNthOver(300, 300)), LatencyDoubt.IN_ONE_STRETCH, 1);
        assertUndecided(max.judge(new long[] {LIMIT * 2, LIMIT * 2, LIMIT * 2}), LatencyDoubt.TOO_FEW, 76);
        assertThat(max.judge(new long[] {LIMIT * 6, LIMIT * 6, LIMIT * 6}))
                .as("no disturbance makes five times of what keeps the limit")
                .isInstanceOf(Breached.class);
        assertThat(max.judge(everyNthOver(300, 40))).isInstanceOf(Breached.class);
    }

    @Test
    void aMeanIsJudgedByTheMeansOfItsBlocks() {
        // The mean of a lognormal with sigma 0.35 and p95 at 1.67 times the limit is very nearly the limit.
        LatencyBatch mean = LatencyBatch.of(LatencyLimit.mean(LIMIT), SHORT);

        assertThat(mean.judge(take(300, lognormal(1.3, 1)))).isInstanceOf(Within.class);
        assertUndecided(mean.judge(take(300, lognormal(1.67, 1))), LatencyDoubt.NEAR_THE_LIMIT, 60);
        assertUndecided(mean.judge(take(50, lognormal(1.3, 1))), LatencyDoubt.TOO_FEW, 60);
        LatencyJudgement breached = mean.judge(take(300, lognormal(2.4, 1)));
        assertThat(breached).isInstanceOf(Breached.class);
        assertThat(breached.evidence().bound().orElseThrow())
                .isBetween(LIMIT, breached.evidence().observed().orElseThrow());
    }

    private static void assertUndecided(LatencyJudgement judgement, LatencyDoubt why, int needed) {
        assertThat(judgement).isInstanceOf(Undecided.class);
        assertThat(((Undecided) judgement).why()).isEqualTo(why);
        assertThat(((Undecided) judgement).needed()).isEqualTo(needed);
    }
}
