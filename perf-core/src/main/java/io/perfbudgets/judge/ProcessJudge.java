package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.measure.Measurement;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what was measured of a running application against its budgets. Stateless. */
public final class ProcessJudge {
    private static final String NOT_PROBED =
            "perf:probe has not measured it: bind the goal to integration-test, or run mvn perf:probe perf:check";

    private ProcessJudge() {}

    /** The verdict on a start-up budget over {@code nanos}, each of one cold start in the order in which they were taken. */
    public static Verdict startup(Budget budget, Measurement measurement, long[] nanos, FewValues rule) {
        Outcome outcome = rule.judge(nanos);
        String starts = nanos.length + " starts: " + listed(budget, nanos);
        String why =
                switch (outcome) {
                    case WITHIN -> rule.over(nanos) + " over the limit, so the median keeps it with 95 % confidence";
                    case BREACHED -> "all over the limit";
                    default ->
                        rule.over(nanos) + " over the limit, " + (nanos.length < rule.first() ? "too few" : "too close")
                                + " to say";
                };
        return verdict(budget, measurement, outcome, FewValues.median(nanos), starts + "; " + why);
    }

    /**
     * The verdict on a size of which each of {@code bytes} is one observation under the same conditions: over the limit when
     * all of them are, within it when none is.
     *
     * @param how where they come from, such as {@code after each of 5 starts}
     */
    public static Verdict size(Budget budget, Measurement measurement, long[] bytes, String how) {
        long over = Arrays.stream(bytes)
                .filter(value -> value > budget.limit().value())
                .count();
        Outcome outcome = over == 0 ? Outcome.WITHIN : over == bytes.length ? Outcome.BREACHED : Outcome.UNDECIDED;
        String values = bytes.length == 1 ? "" : ": " + listed(budget, bytes);
        String close = outcome == Outcome.UNDECIDED ? "; too close to the limit to say" : "";
        return verdict(budget, measurement, outcome, FewValues.median(bytes), how + values + close);
    }

    /** The verdict on a budget for which nothing could be taken. */
    public static Verdict unmeasured(Budget budget, Measurement measurement, String reason) {
        return new Verdict(
                budget, measurement.subject(), Outcome.UNMEASURED, Optional.empty(), reason, Optional.of(measurement));
    }

    static Verdict notProbed(Budget budget, Measurement measurement) {
        return unmeasured(budget, measurement, NOT_PROBED);
    }

    private static String listed(Budget budget, long[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> new Amount(budget.metric().dimension(), value).toString())
                .collect(Collectors.joining(", "));
    }

    private static Verdict verdict(
            Budget budget, Measurement measurement, Outcome outcome, long observed, String reason) {
        Amount amount = new Amount(budget.metric().dimension(), observed);
        return new Verdict(
                budget, measurement.subject(), outcome, Optional.of(amount), reason, Optional.of(measurement));
    }
}
