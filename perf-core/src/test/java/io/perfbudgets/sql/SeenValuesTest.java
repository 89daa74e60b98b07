package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenValuesTest {
    private final SeenValues seen = new SeenValues();

    @Test
    void remembersWhatWasSeenSinceTheLatestWriteAsAMapWould() {
        Map<Long, Integer> epochs = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long values = random.nextInt(SeenValues.MAX);
            int epoch = i / 700;
            Integer before = epochs.put(values, epoch);
            assertThat(seen.again(values, epoch)).isEqualTo(before != null && before == epoch);
            assertThat(seen.size()).isEqualTo(epochs.size());
        }
    }

    @Test
    void takesNewValuesForNewWhenItIsFullAndStillKnowsTheOldOnes() {
        for (int values = 0; values < 3 * SeenValues.MAX; values++) {
            assertThat(seen.again(values, 0)).isFalse();
        }
        assertThat(seen.size()).isEqualTo(SeenValues.MAX);
        assertThat(seen.again(SeenValues.MAX - 1, 0)).isTrue();
        assertThat(seen.again(SeenValues.MAX, 0)).isFalse();
    }

    @Test
    void aCopyGoesItsOwnWay() {
        seen.again(1, 0);
        SeenValues copy = seen.copy();
        seen.again(2, 0);
        assertThat(copy.again(1, 0)).isTrue();
        assertThat(copy.again(2, 0)).isFalse();
        assertThat(copy.again(3, 0)).isFalse();
        assertThat(seen.size()).isEqualTo(2);
    }
}
