package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void steadyValuesEndItAfterFourWindows() {
        SteadyState state = new SteadyState(NONE, LONG, 20_000);

        assertThat(warmUp(state, value -> 1)).isEqualTo(80);
        assertThat(state.isSteady()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100, 400})
    void valuesThatSlowlySettleAreWaitedFor(int settling) {
        Random random = new Random(settling);
        double slowdownLeft = 0;
        for (int run = 0; run < 50; run++) {
            SteadyState state = new SteadyState(Duration.ofMillis(200), LONG, 20_000);
            int values = warmUp(
                    state,
                    value -> (1 + 4 * Math.exp(-value / (double) settling)) * Math.exp(0.1 * random.nextGaussian()));
            slowdownLeft += 4 * Math.exp(-values / (double) settling);
        }

        assertThat(slowdownLeft / 50).isLessThan(0.25);
    }

    @Test
    void aPlateauBeforeTheNextCompilationIsNotTakenForSteadyIfTheLeastTimeCoversIt() {
        SteadyState state = new SteadyState(Duration.ofMillis(100), LONG, 100_000);

        int values = warmUp(state, value -> value < 2_000 ? 0.03 : 0.01);

        assertThat(values).isGreaterThan(2_000);
        assertThat(state.isSteady()).isTrue();
    }

    @Test
    void aCapInValuesOrTimeEndsItUnsteady() {
        SteadyState byValues = new SteadyState(NONE, LONG, 50);
        assertThat(warmUp(byValues, value -> 1.0 / (1 + value))).isEqualTo(50);
        assertThat(byValues.isSteady()).isFalse();

        SteadyState byTime = new SteadyState(NONE, Duration.ofMillis(7), 20_000);
        assertThat(warmUp(byTime, value -> 1)).isEqualTo(7);
        assertThat(byTime.isSteady()).isFalse();
    }

    @Test
    void knowsAboutHowLongAValueTakes() {
        SteadyState state = new SteadyState(NONE, LONG, 20_000);
        assertThat(state.usualNanos()).isZero();
        state.add(2_000_000);
        state.add(4_000_000);
        assertThat(state.usualNanos()).isEqualTo(3_000_000);

        warmUp(state, value -> value < 50 ? 5 : 1);
        assertThat(state.usualNanos()).isEqualTo(1_000_000);
    }

    @Test
    void onceOverItStaysOver() {
        SteadyState state = new SteadyState(NONE, LONG, 5);
        warmUp(state, value -> 1);

        assertThat(state.add(1)).isTrue();
        assertThat(state.isOver()).isTrue();
        assertThat(state.values()).isEqualTo(6);
    }

    private static int warmUp(SteadyState state, IntToDoubleFunction millis) {
        int value = 0;
        while (!state.add(Math.round(millis.applyAsDouble(value) * 1_000_000))) {
            value++;
        }
        return value + 1;
    }
}
