package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.measure.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what was measured of a running application against its budgets. Stateless. */
public final class ProcessJudge {
    private static final String NOT_PROBED =
            "perf:probe has not measured it: bind the goal to integration-test, or run mvn perf:probe perf:check";

    private ProcessJudge() {}

    /**
     * The verdict on a start-up budget.
     *
     * @param starts in the order in which they were made, at least one
     * @param phases where the time of a start went, for people; empty if nobody knows
     */
    public static Verdict startup(
            Budget budget, Measurement measurement, List<ColdStart> starts, FewValues rule, String phases) {
        long[] nanos = starts.stream().mapToLong(ColdStart::nanos).toArray();
        long limit = budget.limit().value();
        int doubtful = Math.toIntExact(
                starts.stream().filter(start -> start.isDoubtful(limit)).count());
        Outcome outcome = rule.judge(nanos, doubtful);
        String why =
                switch (outcome) {
                    case WITHIN -> rule.over(nanos) + " over the limit, so the median keeps it with 95 % confidence";
                    case BREACHED -> "all over the limit" + busy(starts, doubtful);
                    default ->
                        rule.over(nanos) + " over the limit, "
                                + (doubtful > 0
                                        ? "too few of them without others at work" + busy(starts, doubtful)
                                        : nanos.length < rule.first() ? "too few to say" : "too close to say");
                };
        String reason = nanos.length + " starts: " + listed(budget, nanos) + "; " + why
                + (outcome == Outcome.WITHIN || phases.isEmpty() ? "" : "; " + phases);
        return verdict(budget, measurement, outcome, FewValues.median(nanos), reason);
    }

    private static String busy(List<ColdStart> starts, int doubtful) {
        double most = starts.stream().mapToDouble(ColdStart::others).max().orElse(0);
        return doubtful == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; during %d starts other programs took up to %.0f %% of the machine, so these count for no breach",
                        doubtful,
                        100 * most);
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
