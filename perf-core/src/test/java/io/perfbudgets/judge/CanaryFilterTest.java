package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanaryFilterTest {
    private final List<String> passed = new ArrayList<>();
    private final CanaryFilter filter = new CanaryFilter(
            new Disturbance(), new Disturbance(), (nanos, disturbed) -> passed.add(nanos + (disturbed ? "!" : "")));

    @BeforeEach
    void calibrate() {
        for (int i = 0; i < 10; i++) {
            filter.canary(100, 100, 0);
        }
    }

    @Test
    void holdsValuesUntilTheNextCanary() {
        filter.value(1);
        filter.value(2);
        assertThat(filter.held()).isEqualTo(2);
        assertThat(passed).isEmpty();

        assertThat(filter.canary(100, 100, 0)).isFalse();

        assertThat(filter.held()).isZero();
        assertThat(passed).containsExactly("1", "2");
    }

    @Test
    void aSlowCanaryMarksTheValuesOnBothItsSides() {
        filter.value(1);
        filter.canary(100, 100, 0);
        filter.value(2);
        assertThat(filter.canary(300, 100, 0)).isTrue();
        filter.value(3);
        filter.canary(100, 100, 0);
        filter.value(4);
        filter.canary(100, 100, 0);

        assertThat(passed).containsExactly("1", "2!", "3!", "4");
    }

    @Test
    void slowMemoryAloneIsADisturbanceToo() {
        filter.value(1);

        assertThat(filter.canary(100, 300, 0)).isTrue();

        assertThat(passed).containsExactly("1!");
    }

    @Test
    void aThreadThatWaitedForAProcessorWasDisturbedUntilNow() {
        filter.value(1);
        assertThat(filter.canary(100, 100, 0.2)).isFalse();
        filter.value(2);
        filter.canary(100, 100, 0.05);

        assertThat(passed).containsExactly("1!", "2");
    }
}
