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
    void pausesForTwoHundredTimesItsOwnTimeAndNoLongerForOneRunThatWasHeldUp() {
        long longest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            canary.run();
            long took = canary.cpuNanos() + canary.memoryNanos();
            longest = Math.min(longest, 400 * took);
            assertThat(canary.pauseNanos())
                    .isPositive()
                    .isLessThanOrEqualTo(200 * took)
                    .isLessThanOrEqualTo(longest);
        }
    }
}
