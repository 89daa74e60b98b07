package io.perfbudgets.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an {@link Amount} is an amount of, the units it may be written in, and the base unit it is kept in.
 *
 * <p>Base units: nanoseconds, bytes, a plain count, parts per million, times an hour.
 */
public enum Dimension {
    /** A duration; base unit nanosecond; written {@code 50ms}, {@code 1.5s}, {@code 2m}. */
    DURATION(
            "duration",
            "200ms, 1.5s or 2m",
            List.of(
                    new Scale("ns", 1L),
                    new Scale("us", 1_000L),
                    new Scale("µs", 1_000L),
                    new Scale("ms", 1_000_000L),
                    new Scale("s", 1_000_000_000L),
                    new Scale("m", 60_000_000_000L),
                    new Scale("min", 60_000_000_000L),
                    new Scale("h", 3_600_000_000_000L))),
    /** A size; base unit byte; {@code MB} is 10<sup>6</sup> bytes and {@code MiB} 2<sup>20</sup>. */
    SIZE(
            "size",
            "10MB (10^6 bytes) or 10MiB (2^20 bytes)",
            List.of(
                    new Scale("B", 1L),
                    new Scale("kB", 1_000L),
                    new Scale("KB", 1_000L),
                    new Scale("MB", 1_000_000L),
                    new Scale("GB", 1_000_000_000L),
                    new Scale("KiB", 1L << 10),
                    new Scale("MiB", 1L << 20),
                    new Scale("GiB", 1L << 30))),
    /** A number of things; written without a unit. */
    COUNT("count", "a whole number such as 3", List.of(new Scale("", 1L))),
    /** A share of a whole; base unit one part per million; written as a percentage, {@code 99.9%}. */
    RATIO("percentage", "99.9%", List.of(new Scale("%", 10_000L))),
    /** A multiple of something else; base unit one part per million; written {@code 1.2x}. */
    FACTOR("factor", "1.2x", List.of(new Scale("x", 1_000_000L))),
    /** How often something happens; base unit once an hour; written {@code 50/s}, {@code 3000/min}, {@code 10/h}. */
    RATE(
            "rate",
            "50/s, 3000/min or 10/h",
            List.of(new Scale("/s", 3_600L), new Scale("/min", 60L), new Scale("/h", 1L)));

    private record Scale(String symbol, long factor) {}

    private static final int LONGEST = 40;
    private static final Pattern NUMBER = Pattern.compile("[0-9](_?[0-9])*(\\.[0-9]+)?");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private final String noun;
    private final String example;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Scale> scales;

    Dimension(String noun, String example, List<Scale> scales) {
        this.noun = noun;
        this.example = example;
        this.scales = scales;
    }

    /** The word for it in a message: {@code duration}, {@code size}, {@code count}, {@code percentage}, {@code rate}. */
    public String noun() {
        return noun;
    }

    /** How such an amount is written, for an error message. */
    public String example() {
        return example;
    }

    /**
     * Reads an amount exactly: no rounding takes place.
     *
     * @throws InvalidAmountException if the text is no number with one of this dimension's units, is negative, is finer
     *     than the base unit or too large for a {@code long} of base units
     */
    public long parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST) {
            throw new InvalidAmountException(
                    "'" + trimmed.substring(0, LONGEST) + "...' is too long", "write " + example);
        }
        int end = 0;
        while (end < trimmed.length() && isNumberPart(trimmed.charAt(end))) {
            end++;
        }
        String number = trimmed.substring(0, end);
        String unit = trimmed.substring(end).strip();
        if (!NUMBER.matcher(number).matches()) {
            throw notOne(text);
        }
        return toBase(text, number.replace("_", ""), scaleOf(text, unit));
    }

    private static boolean isNumberPart(char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == ',';
    }

    private InvalidAmountException notOne(String text) {
        return new InvalidAmountException("'" + text + "' is not a " + noun, "write " + example);
    }

    private Scale scaleOf(String text, String unit) {
        for (Scale scale : scales) {
            if (scale.symbol().equals(unit)) {
                return scale;
            }
        }
        for (Scale scale : scales) {
            if (scale.symbol().equalsIgnoreCase(unit)) {
                throw new InvalidAmountException(
                        "'" + text + "' has the unit '" + unit + "'", "did you mean '" + scale.symbol() + "'?");
            }
        }
        String problem =
                unit.isEmpty() ? "has no unit" : "has the unit '" + unit + "', which is not a unit of a " + noun;
        throw new InvalidAmountException("'" + text + "' " + problem, "write " + example);
    }

    private long toBase(String text, String number, Scale scale) {
        try {
            return new BigDecimal(number)
                    .multiply(BigDecimal.valueOf(scale.factor()))
                    .longValueExact();
        } catch (ArithmeticException outOfRange) {
            if (this == COUNT) {
                throw notOne(text);
            }
            throw new InvalidAmountException(
                    "'" + text + "' is too large or too fine for a " + noun, "write " + example);
        }
    }

    /**
     * Writes an amount for people, with three significant digits at most: {@code 312 ms}, {@code 1.5 s},
     * {@code 10 MB}, {@code 101}, {@code 99.9 %}, {@code 50/s}.
     */
    public String format(long base) {
        return switch (this) {
            case DURATION -> formatDuration(base);
            case SIZE -> formatSize(base);
            case COUNT -> formatCount(base);
            case RATIO -> plain(BigDecimal.valueOf(base, 4)) + " %";
            case FACTOR -> plain(threeDigits(BigDecimal.valueOf(base, 6))) + "x";
            case RATE -> formatRate(base);
        };
    }

    /** Writes an amount exactly, as {@link #parse} reads it: {@code 84ms}, {@code 1.25MB}, {@code 101}, {@code 99.9%}. */
    public String write(long base) {
        return switch (this) {
            case DURATION -> exact(base, List.of("ns", "us", "ms", "s"));
            case SIZE -> exact(base, List.of("B", "kB", "MB", "GB"));
            case COUNT -> Long.toString(base);
            case RATIO -> plain(BigDecimal.valueOf(base, 4)) + "%";
            case FACTOR -> plain(BigDecimal.valueOf(base, 6)) + "x";
            case RATE -> base % 3_600 == 0 ? base / 3_600 + "/s" : base % 60 == 0 ? base / 60 + "/min" : base + "/h";
        };
    }

    private static String exact(long base, List<String> units) {
        BigDecimal value = BigDecimal.valueOf(base);
        int unit = 0;
        while (unit < units.size() - 1 && value.compareTo(THOUSAND) >= 0) {
            value = value.movePointLeft(3);
            unit++;
        }
        return plain(value) + units.get(unit);
    }

    /** A small number, as most are, without a formatter, whose first use costs a JVM more than many tests. */
    private static String formatCount(long count) {
        return -1_000 < count && count < 1_000 ? Long.toString(count) : String.format(Locale.ROOT, "%,d", count);
    }

    /** In the largest unit of time that leaves at least one whole. */
    private static String formatRate(long perHour) {
        String unit = perHour >= 3_600 || perHour == 0 ? "/s" : perHour >= 60 ? "/min" : "/h";
        long factor = perHour >= 3_600 || perHour == 0 ? 3_600 : perHour >= 60 ? 60 : 1;
        BigDecimal value = BigDecimal.valueOf(perHour).divide(BigDecimal.valueOf(factor), 2, RoundingMode.HALF_UP);
        return String.format(Locale.ROOT, "%,f", threeDigits(value)).replaceAll("\\.?0*$", "") + unit;
    }

    private static String formatDuration(long nanos) {
        return scaled(nanos, List.of("ns", "µs", "ms", "s"));
    }

    private static String formatSize(long bytes) {
        return scaled(bytes, List.of("B", "kB", "MB", "GB"));
    }

    /** In the smallest of the units, each a thousand of the one before, that needs no fourth digit once rounded. */
    private static String scaled(long base, List<String> units) {
        BigDecimal value = BigDecimal.valueOf(base);
        int unit = 0;
        while (unit < units.size() - 1 && threeDigits(value).compareTo(THOUSAND) >= 0) {
            value = value.movePointLeft(3);
            unit++;
        }
        return plain(threeDigits(value)) + " " + units.get(unit);
    }

    private static BigDecimal threeDigits(BigDecimal exact) {
        int integerDigits = exact.precision() - exact.scale();
        return exact.setScale(Math.min(2, Math.max(0, 3 - integerDigits)), RoundingMode.HALF_UP);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
