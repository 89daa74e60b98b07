package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
    private static final String NAMED = """
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         15682        8926736  [B (java.base@25.0.3)
               2:             1        8146904  [Ljdk.internal.vm.FillerElement; (java.base@25.0.3)
               8:          1099        9000000  [I (java.base@25.0.3)
              20:             3             48  jdk.internal.vm.FillerObject (java.base@25.0.3)
            Total         53335       26073688
            """;

    @Test
    void leavesOutWhatFillsThePlaceOfDeadObjects() {
        assertThat(ClassHistogram.parse(NAMED).bytes()).isEqualTo(17_926_736);
        assertThat(ClassHistogram.parse(NAMED).classes()).containsOnlyKeys("[B", "[I");
        assertThat(ClassHistogram.total(NAMED)).isEqualTo(17_926_736);
    }

    @Test
    void looksOnceWhereFillersHaveAName() {
        Looks looks = new Looks(NAMED);
        assertThat(ClassHistogram.clean(looks::next)).isEqualTo(NAMED);
    }

    @Test
    void looksAgainWhereFillersMayPassForTheApplicationsArrays() {
        Looks looks = new Looks(old(8_125_760), old(8_125_800), old(12_552), old(9_000_000));
        assertThat(ClassHistogram.total(ClassHistogram.clean(looks::next))).isEqualTo(8_529_120);
        assertThat(looks.left).hasSize(1);
    }

    @Test
    void looksFourTimesAtAnApplicationThatHoldsSuchArrays() {
        Looks looks = new Looks(old(8_125_760), old(16_000_000), old(8_125_800), old(9_000_000));
        assertThat(ClassHistogram.total(ClassHistogram.clean(looks::next))).isEqualTo(16_642_328);
        assertThat(looks.left).isEmpty();
    }

    @Test
    void ofAJvmThatGivesNoneIsEmpty() {
        Looks looks = new Looks("");
        assertThat(ClassHistogram.clean(looks::next)).isEmpty();
        assertThat(ClassHistogram.total("")).isZero();
        assertThat(ClassHistogram.parse("").bytes()).isZero();
    }

    private static String old(long ints) {
        return """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:          9512        8516568  [B (java.base@17.0.15)
                   2:           317       %8d  [I (java.base@17.0.15)
                Total         38596       %d
                """.formatted(ints, 8_516_568 + ints);
    }

    private static final class Looks {
        private final Deque<String> left;

        Looks(String... histograms) {
            left = new ArrayDeque<>(List.of(histograms));
        }

        String next() {
            return left.removeFirst();
        }
    }
}
