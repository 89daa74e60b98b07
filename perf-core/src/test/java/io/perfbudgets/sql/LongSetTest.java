package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {
    @Test
    void countsEachValueOnceAsAHashSetDoes() {
        Random random = new Random(7);
        LongSet set = new LongSet();
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextInt(100) == 0 ? random.nextLong() : random.nextInt(2_000) - 1_000;
            set.add(value);
            expected.add(value);
            assertThat(set.size()).isEqualTo(expected.size());
        }
    }

    @Test
    void countsZeroLikeAnyOtherValue() {
        LongSet set = new LongSet();
        set.add(0);
        set.add(0);
        assertThat(set.size()).isEqualTo(1);
    }
}
