package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
    private final Disturbance disturbance = new Disturbance();

    @Test
    void aTimingFarBeyondTheUsualOneIsADisturbance() {
        for (int i = 0; i < 20; i++) {
            assertThat(disturbance.canary(100)).isFalse();
        }

        assertThat(disturbance.canary(150)).isFalse();
        assertThat(disturbance.canary(151)).isTrue();
        assertThat(disturbance.usual()).isEqualTo(100);
    }

    @Test
    void theFirstTimingsSayNothing() {
        assertThat(disturbance.usual()).isZero();
        assertThat(disturbance.canary(10)).isFalse();
        assertThat(disturbance.canary(1_000)).isFalse();
    }

    @Test
    void staysRightWhileMoreThanHalfOfTheTimingsAreDisturbed() {
        int found = 0;
        for (int i = 0; i < 3_000; i++) {
            boolean slow = i % 10 >= 4;
            boolean disturbed = disturbance.canary(slow ? 250 : 100);
            found += disturbed == slow ? 1 : 0;
        }

        assertThat(found).isGreaterThan(2_980);
    }

    @Test
    void followsAMachineThatHasBecomeSlowerForGood() {
        for (int i = 0; i < 2_000; i++) {
            disturbance.canary(100);
        }
        for (int i = 0; i < 1_024; i++) {
            disturbance.canary(300);
        }

        assertThat(disturbance.usual()).isEqualTo(300);
        assertThat(disturbance.canary(300)).isFalse();
    }

    @Test
    void ordinaryJitterIsSeldomCalledADisturbance() {
        Random random = new Random(5);
        int disturbed = 0;
        for (int i = 0; i < 10_000; i++) {
            disturbed += disturbance.canary(Math.round(20_000 * Math.exp(0.1 * random.nextGaussian()))) ? 1 : 0;
        }

        assertThat(disturbed).isLessThan(50);
    }
}
