package io.perfbudgets.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimensionTest {

    @ParameterizedTest
    @CsvSource({
        "DURATION, 50ms,        50_000_000",
        "DURATION, 50 ms,       50_000_000",
        "DURATION, ' 50ms ',    50_000_000",
        "DURATION, 1.5s,        1_500_000_000",
        "DURATION, 0.1ms,       100_000",
        "DURATION, 2m,          120_000_000_000",
        "DURATION, 2min,        120_000_000_000",
        "DURATION, 1h,          3_600_000_000_000",
        "DURATION, 250us,       250_000",
        "DURATION, 250µs,       250_000",
        "DURATION, 7ns,         7",
        "DURATION, 0ms,         0",
        "DURATION, 9223372036854775807ns, 9_223_372_036_854_775_807",
        "SIZE,     10B,         10",
        "SIZE,     10kB,        10_000",
        "SIZE,     10KB,        10_000",
        "SIZE,     10MB,        10_000_000",
        "SIZE,     10MiB,       10_485_760",
        "SIZE,     1.5KiB,      1_536",
        "SIZE,     2GB,         2_000_000_000",
        "SIZE,     2GiB,        2_147_483_648",
        "COUNT,    3,           3",
        "COUNT,    0,           0",
        "COUNT,    1_000,       1_000",
        "RATIO,    99.9%,       999_000",
        "RATIO,    99.9999%,    999_999",
        "RATIO,    5 %,         50_000",
        "RATE,     50/s,        180_000",
        "RATE,     1.5/min,     90",
        "RATE,     10/h,        10",
    })
    void readsAmountsExactly(Dimension dimension, String text, String base) {
        assertThat(dimension.parse(text)).isEqualTo(Long.parseLong(base.replace("_", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DURATION | 200     | '200' has no unit: write 200ms, 1.5s or 2m",
                "DURATION | 200MS   | '200MS' has the unit 'MS': did you mean 'ms'?",
                "DURATION | 10MB    | '10MB' has the unit 'MB', which is not a unit of a duration: write 200ms, 1.5s"
                        + " or 2m",
                "DURATION | fast    | 'fast' is not a duration: write 200ms, 1.5s or 2m",
                "DURATION | \"\"      | '' is not a duration: write 200ms, 1.5s or 2m",
                "DURATION | ms      | 'ms' is not a duration: write 200ms, 1.5s or 2m",
                "DURATION | -5ms    | '-5ms' is not a duration: write 200ms, 1.5s or 2m",
                "DURATION | 1,5s    | '1,5s' is not a duration: write 200ms, 1.5s or 2m",
                "DURATION | 1.2.3s  | '1.2.3s' is not a duration: write 200ms, 1.5s or 2m",
                "DURATION | .5s     | '.5s' is not a duration: write 200ms, 1.5s or 2m",
                "DURATION | 0.5ns   | '0.5ns' is too large or too fine for a duration: write 200ms, 1.5s or 2m",
                "DURATION | 9999999999h | '9999999999h' is too large or too fine for a duration: write 200ms, 1.5s or"
                        + " 2m",
                "SIZE     | 10mb    | '10mb' has the unit 'mb': did you mean 'MB'?",
                "SIZE     | 10ms    | '10ms' has the unit 'ms', which is not a unit of a size: write 10MB (10^6 bytes)"
                        + " or 10MiB (2^20 bytes)",
                "COUNT    | 3.5     | '3.5' is not a count: write a whole number such as 3",
                "COUNT    | 3ms     | '3ms' has the unit 'ms', which is not a unit of a count: write a whole number"
                        + " such as 3",
                "RATIO    | 99.9    | '99.9' has no unit: write 99.9%",
                "RATE     | 50      | '50' has no unit: write 50/s, 3000/min or 10/h",
            })
    void saysWhatToWriteInsteadOfATextThatIsNoAmount(Dimension dimension, String text, String message) {
        assertThatThrownBy(() -> dimension.parse(text))
                .isInstanceOf(InvalidAmountException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DURATION | 0              | 0 ns",
                "DURATION | 999            | 999 ns",
                "DURATION | 1_000          | 1 µs",
                "DURATION | 312_400_000    | 312 ms",
                "DURATION | 31_240_000     | 31.2 ms",
                "DURATION | 3_124_000      | 3.12 ms",
                "DURATION | 999_499        | 999 µs",
                "DURATION | 999_500        | 1 ms",
                "DURATION | 999_999_999    | 1 s",
                "DURATION | 1_500_000_000  | 1.5 s",
                "DURATION | 120_000_000_000 | 120 s",
                "DURATION | 3_600_000_000_000 | 3600 s",
                "SIZE     | 999            | 999 B",
                "SIZE     | 10_000_000     | 10 MB",
                "SIZE     | 10_485_760     | 10.5 MB",
                "SIZE     | 2_147_483_648  | 2.15 GB",
                "COUNT    | 101            | 101",
                "COUNT    | 12_345         | 12,345",
                "RATIO    | 999_000        | 99.9 %",
                "RATIO    | 0              | 0 %",
                "RATE     | 180_000        | 50/s",
                "RATE     | 179_280        | 49.8/s",
                "RATE     | 36_000_000     | 10,000/s",
                "RATE     | 5_400          | 1.5/s",
                "RATE     | 90             | 1.5/min",
                "RATE     | 10             | 10/h",
                "RATE     | 0              | 0/s",
            })
    void writesAmountsWithThreeDigits(Dimension dimension, String base, String text) {
        assertThat(new Amount(dimension, Long.parseLong(base.replace("_", "")))).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "DURATION, 84_000_000, 84ms",
        "DURATION, 1_500_000_001, 1.500000001s",
        "DURATION, 90_000_000_000, 90s",
        "DURATION, 250_000, 250us",
        "SIZE, 81_000, 81kB",
        "SIZE, 1_048_576, 1.048576MB",
        "COUNT, 12_345, 12345",
        "RATIO, 999_000, 99.9%",
        "FACTOR, 1_200_000, 1.2x",
        "RATE, 180_000, 50/s",
        "RATE, 5_400, 90/min",
        "RATE, 10, 10/h",
    })
    void writesAmountsExactlyAsTheyAreRead(Dimension dimension, String base, String text) {
        long value = Long.parseLong(base.replace("_", ""));

        assertThat(dimension.write(value)).isEqualTo(text);
        assertThat(dimension.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"DURATION", "SIZE", "COUNT", "RATIO"})
    void refusesAnEndlessNumberAtOnce(Dimension dimension) {
        assertThatThrownBy(() -> dimension.parse("9".repeat(1_000_000)))
                .isInstanceOf(InvalidAmountException.class)
                .hasMessageContaining("is too long");
    }
}
