package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnytimeBinomialTest {
    @ParameterizedTest
    @CsvSource({"0.5, 7", "0.1, 46", "0.05, 94", "0.01, 481"})
    void noneOverIsEnoughAfterAFewValues(double allowed, int fewest) {
        assertThat(AnytimeBinomial.fewest(allowed, 0.05)).isEqualTo(fewest);
        assertThat(AnytimeBinomial.tooFew(fewest - 1, 0, allowed, 0.05)).isFalse();
    }

    /** The exact chance of ever deciding, by the distribution of the number of values over after each value. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.05", "0.1, 0.05", "0.05, 0.05", "0.05, 0.01", "0.01, 0.05"})
    void lookingAfterEveryValueErrsNoMoreOftenThanPromised(double allowed, double risk) {
        int most = 4_000;
        double[] undecided = new double[most + 2];
        undecided[0] = 1;
        double decided = 0;
        for (int values = 1; values <= most; values++) {
            for (int over = values; over >= 0; over--) {
                double stays = undecided[over] * (1 - allowed);
                undecided[over] = stays + (over == 0 ? 0 : undecided[over - 1] * allowed);
            }
            for (int over = 0; over <= values && AnytimeBinomial.tooFew(values, over, allowed, risk); over++) {
                decided += undecided[over];
                undecided[over] = 0;
            }
        }

        assertThat(decided).isBetween(risk * 0.3, risk);
    }

    @Test
    void decidesOfAThirdOfWhatIsAllowedAfterSomeHundredAndOfHalfAfterSomeHundreds() {
        assertThat(meanValues(0.017)).isLessThan(230);
        assertThat(meanValues(0.025)).isLessThan(500);
    }

    private static double meanValues(double share) {
        SplittableRandom random = new SplittableRandom(1);
        long sum = 0;
        for (int run = 0; run < 500; run++) {
            int values = 0;
            int over = 0;
            do {
                values++;
                over += random.nextDouble() < share ? 1 : 0;
            } while (values < 4_000 && !AnytimeBinomial.tooFew(values, over, 0.05, 0.05));
            sum += values;
        }
        return sum / 500.0;
    }
}
