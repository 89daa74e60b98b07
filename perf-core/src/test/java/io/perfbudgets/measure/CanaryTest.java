package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanaryTest {
    private final Canary canary = new Canary();

    @Test
    void timesBothParts() {
        canary.run();

        assertThat(canary.cpuNanos()).isPositive();
        assertThat(canary.memoryNanos()).isPositive();
    }

    @Test
    void becomesDueAgainByItselfAfterTwoHundredTimesItsOwnTime() {
        canary.run();
        long least = 200 * (canary.cpuNanos() + canary.memoryNanos());
        long start = System.nanoTime();
        while (!canary.isDue()) {
            Thread.onSpinWait();
        }

        assertThat(System.nanoTime() - start).isGreaterThan(least * 9 / 10);
    }
}
