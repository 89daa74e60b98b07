package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanaryFilterTest {
    private final List<String> passed = new ArrayList<>();
    private final CanaryFilter filter = new CanaryFilter(
            new Disturbance(),
            new Disturbance(),
            (nanos, sign) -> passed.add(sign == Sign.NONE ? nanos + "" : nanos + " " + sign));

    @BeforeEach
    void calibrate() {
        for (int i = 0; i < 10; i++) {
            canary(100, 100, 0);
        }
    }

    private Sign canary(long cpu, long memory, double waited) {
        return filter.canary(cpu, memory, waited, Sign.NONE);
    }

    @Test
    void holdsValuesUntilTheWindowEnds() {
        filter.value(1);
        filter.value(2);
        assertThat(canary(100, 100, 0)).isEqualTo(Sign.NONE);
        filter.value(3);
        assertThat(filter.held()).isEqualTo(3);
        assertThat(passed).isEmpty();

        filter.window(Sign.NONE);

        assertThat(filter.held()).as("no canary has followed it yet").isEqualTo(1);
        assertThat(passed).containsExactly("1", "2");
    }

    @Test
    void aSlowCanaryMarksTheValuesOnBothItsSides() {
        filter.value(1);
        canary(100, 100, 0);
        filter.value(2);
        assertThat(canary(300, 100, 0)).isEqualTo(Sign.SLOW_PROCESSOR);
        filter.value(3);
        canary(100, 100, 0);
        filter.value(4);
        canary(100, 100, 0);
        filter.window(Sign.NONE);

        assertThat(passed).containsExactly("1", "2 SLOW_PROCESSOR", "3 SLOW_PROCESSOR", "4");
    }

    @Test
    void slowMemoryAloneIsADisturbanceToo() {
        filter.value(1);
        assertThat(canary(100, 300, 0)).isEqualTo(Sign.SLOW_MEMORY);
        filter.window(Sign.NONE);

        assertThat(passed).containsExactly("1 SLOW_MEMORY");
    }

    @Test
    void aCanaryThatTookMoreThanFiveTimesAsLongWaited() {
        filter.value(1);
        assertThat(canary(499, 100, 0)).isEqualTo(Sign.SLOW_PROCESSOR);
        filter.value(2);
        assertThat(canary(501, 100, 0)).isEqualTo(Sign.WAITED);
        filter.value(3);
        assertThat(canary(200, 100, 0)).isEqualTo(Sign.SLOW_PROCESSOR);
        filter.window(Sign.NONE);

        assertThat(passed).containsExactly("1 SLOW_PROCESSOR", "2 WAITED", "3 WAITED");
    }

    @Test
    void asksForTheEndOfAWindowBeforeItHoldsTooMuch() {
        assertThat(filter.isFull()).isFalse();
        for (int i = 0; i < 1 << 19; i++) {
            filter.value(i);
        }
        assertThat(filter.isFull()).isTrue();
        canary(100, 100, 0);
        filter.window(Sign.NONE);

        assertThat(filter.isFull()).isFalse();
        assertThat(passed).hasSize(1 << 19).endsWith("524287");
    }

    @Test
    void aThreadThatWaitedForAProcessorWasDisturbedUntilNow() {
        filter.value(1);
        assertThat(canary(100, 100, 0.2)).isEqualTo(Sign.NONE);
        filter.value(2);
        canary(100, 100, 0.05);
        filter.window(Sign.NONE);

        assertThat(passed).containsExactly("1 WAITED", "2");
    }

    @Test
    void whatTheMachineAdmitsOfAWindowHoldsForAllOfItThatHasNoNearerSign() {
        filter.value(1);
        filter.canary(100, 100, 0, Sign.OTHERS_GARBAGE);
        filter.value(2);
        canary(100, 100, 0);
        filter.window(Sign.STOLEN);
        filter.value(3);
        canary(100, 100, 0);
        filter.window(Sign.NONE);

        assertThat(passed).containsExactly("1 OTHERS_GARBAGE", "2 STOLEN", "3");
    }
}
