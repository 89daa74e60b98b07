package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.ClassHistogram;
import io.perfbudgets.measure.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what a test keeps alive, and how much it holds at once, against its budgets. Stateless. */
public final class HeapJudge {
    private HeapJudge() {}

    /**
     * The verdict on what stays alive after each iteration.
     *
     * @param bytes by how much the live heap grew for each iteration, look by look
     * @param iterations between two looks
     * @param disturbed why a breach could be another's doing; empty if it could not
     * @param grown the classes that grew, for people; empty if not known
     */
    public static Verdict retained(
            Budget budget,
            Measurement measurement,
            long[] bytes,
            FewValues rule,
            int iterations,
            Optional<String> disturbed,
            String grown) {
        Outcome found = rule.judge(bytes, 0);
        Outcome outcome = found == Outcome.BREACHED && disturbed.isPresent() ? Outcome.UNDECIDED : found;
        String values = Arrays.stream(bytes).mapToObj(HeapJudge::size).collect(Collectors.joining(", "));
        String why =
                switch (outcome) {
                    case BREACHED -> "all over it";
                    case WITHIN -> rule.over(bytes) + " over it, so the median keeps it with 95 % confidence";
                    default ->
                        disturbed
                                .filter(reason -> found == Outcome.BREACHED)
                                .orElse(rule.over(bytes) + " over it, "
                                        + (bytes.length < rule.first() ? "too few in the time" : "too close")
                                        + " to say");
                };
        return verdict(
                budget,
                measurement,
                outcome,
                FewValues.median(bytes),
                bytes.length + " looks at the live heap, " + iterations
                        + (iterations == 1 ? " iteration" : " iterations") + " before each: " + values + "; " + why
                        + (grown.isEmpty() ? "" : "\n" + grown));
    }

    /**
     * What was seen of the heap while a body ran.
     *
     * @param before live bytes before it
     * @param withGarbage the most in use, garbage included: no more can have been alive
     * @param live the most that was alive at a look, bytes; 0 without a look
     * @param looks how many there were while it ran
     * @param everyNanos how far they lay apart
     */
    public record Peak(long before, long withGarbage, long live, int looks, long everyNanos) {}

    /**
     * The verdict on the most that is alive at once: kept where even with garbage no more was in use, broken where a
     * collection left more alive.
     */
    public static Verdict peak(Budget budget, Measurement measurement, Peak peak, Optional<String> disturbed) {
        long limit = budget.limit().value();
        String before = size(peak.before()) + " before it";
        if (peak.withGarbage() <= limit) {
            return verdict(
                    budget,
                    measurement,
                    Outcome.WITHIN,
                    peak.withGarbage(),
                    "the most in use, garbage included; " + before);
        }
        String looks = "the most that " + peak.looks() + " collections while it ran left alive, " + before
                + "; with garbage " + size(peak.withGarbage());
        if (peak.live() > limit) {
            return disturbed
                    .map(reason -> verdict(budget, measurement, Outcome.UNDECIDED, peak.live(), looks + "; " + reason))
                    .orElseGet(() -> verdict(budget, measurement, Outcome.BREACHED, peak.live(), looks));
        }
        return verdict(
                budget,
                measurement,
                peak.looks() == 0 ? Outcome.UNDECIDED : Outcome.WITHIN,
                peak.live(),
                looks + "; what was alive for less than " + Amount.nanos(peak.everyNanos()) + " may be missed");
    }

    /** {@code grown: byte[] by 1.9 MB, java.util.HashMap$Node by 640 kB}; empty without any. */
    public static String grown(List<ClassHistogram.Grown> classes) {
        return classes.isEmpty()
                ? ""
                : classes.stream()
                        .map(each -> readable(each.className()) + " by " + size(each.bytes()))
                        .collect(Collectors.joining(", ", "grown: ", ""));
    }

    private static String readable(String className) {
        String name = className;
        StringBuilder dimensions = new StringBuilder();
        while (name.startsWith("[")) {
            name = name.substring(1);
            dimensions.append("[]");
        }
        if (dimensions.isEmpty()) {
            return name;
        }
        String element =
                switch (name.charAt(0)) {
                    case 'B' -> "byte";
                    case 'C' -> "char";
                    case 'D' -> "double";
                    case 'F' -> "float";
                    case 'I' -> "int";
                    case 'J' -> "long";
                    case 'S' -> "short";
                    case 'Z' -> "boolean";
                    default -> name.substring(1, name.length() - (name.endsWith(";") ? 1 : 0));
                };
        return element + dimensions;
    }

    private static String size(long bytes) {
        return new Amount(Dimension.SIZE, bytes).toString();
    }

    private static Verdict verdict(
            Budget budget, Measurement measurement, Outcome outcome, long observed, String reason) {
        return new Verdict(
                budget,
                measurement.subject(),
                outcome,
                Optional.of(new Amount(Dimension.SIZE, observed)),
                reason,
                Optional.of(measurement));
    }
}
