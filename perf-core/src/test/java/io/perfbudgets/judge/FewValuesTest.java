package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FewValuesTest {
    private static final long LIMIT = 100;

    private final FewValues rule = new FewValues(LIMIT, 5, 0.999);

    @ParameterizedTest
    @CsvSource({
        "90 91 92 93 94, WITHIN, false",
        "90 91 92 93 101, UNDECIDED, true",
        "90 91 92 93 101 90 90 90 90 90, WITHIN, false",
        "90 91 92 93 101 101, UNDECIDED, false",
        "101 102 103 104 105, UNDECIDED, true",
        "101 102 103 104 105 106 107 108 109 110, BREACHED, false",
        "101 102 103 104 105 106 107 108 109 90, UNDECIDED, false",
        "100 100 100 100 100, WITHIN, false",
        "90, UNDECIDED, true"
    })
    void decidesByHowManyAreOverTheLimit(String values, Outcome outcome, boolean wantsMore) {
        long[] nanos =
                Arrays.stream(values.split(" ")).mapToLong(Long::parseLong).toArray();

        assertThat(rule.judge(nanos, 0)).isEqualTo(outcome);
        assertThat(rule.wantsMore(nanos, 0)).isEqualTo(wantsMore);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0, BREACHED, false",
        "10, 1, UNDECIDED, true",
        "11, 1, BREACHED, false",
        "14, 5, UNDECIDED, true",
        "15, 5, BREACHED, false",
        "5, 5, UNDECIDED, true",
        "6, 6, UNDECIDED, false"
    })
    void needsAsManyValuesBesideThoseThatAreDoubtful(int values, int doubtful, Outcome outcome, boolean wantsMore) {
        long[] over = LongStream.range(0, values).map(i -> 200).toArray();

        assertThat(rule.judge(over, doubtful)).isEqualTo(outcome);
        assertThat(rule.wantsMore(over, doubtful)).isEqualTo(wantsMore);
    }

    @Test
    void countsDoubtfulValuesAsOverWhenItSaysThatTheLimitIsKept() {
        assertThat(rule.judge(new long[] {90, 90, 90, 90, 200}, 1)).isEqualTo(Outcome.UNDECIDED);
        assertThat(rule.judge(new long[] {90, 90, 90, 90, 200, 90, 90, 90, 90, 90}, 1))
                .isEqualTo(Outcome.WITHIN);
    }

    @Test
    void takesNoFewerThanFiveAndNothingForAnything() {
        assertThat(new FewValues(LIMIT, 1, 0.999).first()).isEqualTo(5);
        assertThat(rule.most()).isEqualTo(10);
        assertThat(rule.judge(new long[0], 0)).isEqualTo(Outcome.UNMEASURED);
    }

    @Test
    void takesMoreValuesForMoreConfidence() {
        FewValues sure = new FewValues(LIMIT, 5, 0.9999);
        long[] ten = LongStream.range(0, 10).map(i -> 200).toArray();
        long[] fourteen = LongStream.range(0, 14).map(i -> 200).toArray();

        assertThat(sure.judge(ten, 0)).isEqualTo(Outcome.UNDECIDED);
        assertThat(sure.wantsMore(ten, 0)).isTrue();
        assertThat(sure.judge(fourteen, 0)).isEqualTo(Outcome.BREACHED);
    }

    @Test
    void isWrongAsSeldomAsItSaysWhenTheMedianIsTheLimit() {
        int within = 0;
        int breached = 0;
        for (int run = 0; run < 1 << 10; run++) {
            Outcome outcome = outcome(run);
            within += outcome == Outcome.WITHIN ? 1 : 0;
            breached += outcome == Outcome.BREACHED ? 1 : 0;
        }

        // All 1,024 ways in which ten values can lie about their median are equally likely.
        assertThat(within / 1024.0).isLessThan(0.042);
        assertThat(breached).isEqualTo(1);
    }

    @Test
    void isSeldomWrongAndOftenRightOffTheLimit() {
        Random random = new Random(1);
        int falseAlarms = 0;
        int caught = 0;
        for (int run = 0; run < 10_000; run++) {
            falseAlarms += outcome(random, 0.95) == Outcome.BREACHED ? 1 : 0;
            caught += outcome(random, 1.2) == Outcome.BREACHED ? 1 : 0;
        }

        assertThat(falseAlarms).isZero();
        assertThat(caught).isGreaterThan(8_900);
    }

    private Outcome outcome(int bits) {
        long[] values = new long[0];
        while (rule.wantsMore(values, 0)) {
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = (bits >> (values.length - 1) & 1) == 1 ? LIMIT + 1 : LIMIT - 1;
        }
        return rule.judge(values, 0);
    }

    /** Starts that scatter by 8 % about their median. */
    private Outcome outcome(Random random, double ratio) {
        FewValues nanos = new FewValues(1_000_000, 5, 0.999);
        long[] values = new long[0];
        while (nanos.wantsMore(values, 0)) {
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = (long) (1_000_000 * ratio * Math.exp(0.08 * random.nextGaussian()));
        }
        return nanos.judge(values, 0);
    }
}
