package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.Allocation;
import io.perfbudgets.measure.Allocations;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges what units allocate by the median of the warm ones, those in which no class was loaded, with the sign test (Dixon
 * and Mood 1946). A cold JVM only ever adds to what a unit allocates, so one value over the limit shows nothing, and values
 * that all keep it show everything.
 *
 * <p>WITHIN when no unit at all is over the limit, or the median of the warm ones is not, with 95 % confidence. BREACHED when
 * the median is over it by more than a tenth, by which JDKs and their compilers differ, with the confidence of the policy.
 * Everything else is UNDECIDED.
 */
final class AllocationJudge {
    private static final double MARGIN = 1.1;
    private static final double WITHIN_RISK = 0.05;

    private AllocationJudge() {}

    static Verdict judge(Budget budget, Measurement measurement, LatencyRules rules) {
        Allocations allocations = measurement.allocations();
        long limit = budget.limit().value();
        long[] warm = allocations.warm().ordered();
        long over = Arrays.stream(warm).filter(bytes -> bytes > limit).count();
        long clearly =
                Arrays.stream(warm).filter(bytes -> bytes > limit * MARGIN).count();
        if (warm.length > 0 && Binomial.atLeast(warm.length, clearly, 0.5) <= rules.breachRisk()) {
            return verdict(budget, measurement, Outcome.BREACHED, median(warm), counted(clearly, measurement));
        }
        Optional<String> missing = missing(measurement);
        if (missing.isPresent()) {
            return Verdict.unmeasured(budget, measurement.subject(), missing.get());
        }
        if (over == 0 && allocations.mostSetAside() <= limit) {
            long observed = warm.length > 0 ? median(warm) : allocations.mostSetAside();
            return verdict(budget, measurement, Outcome.WITHIN, observed, "all of " + units(measurement));
        }
        if (warm.length > 0 && Binomial.atMost(warm.length, over, 0.5) <= WITHIN_RISK) {
            return verdict(budget, measurement, Outcome.WITHIN, median(warm), counted(over, measurement));
        }
        long observed = warm.length > 0 ? median(warm) : allocations.mostSetAside();
        String doubt = doubt(warm.length, clearly, over, rules);
        return verdict(budget, measurement, Outcome.UNDECIDED, observed, counted(over, measurement) + "; " + doubt);
    }

    /** How many warm units decide a breach, if all are over the limit. */
    static int fewest(LatencyRules rules) {
        return (int) Math.ceil(-Math.log(rules.breachRisk()) / Math.log(2) - 1e-9);
    }

    static boolean lacksUnits(Verdict verdict, LatencyRules rules) {
        long[] warm = verdict.evidence()
                .map(evidence -> evidence.allocations().warm().ordered())
                .orElse(new long[0]);
        double limit = verdict.budget().limit().value() * MARGIN;
        return verdict.outcome() == Outcome.UNDECIDED
                && warm.length > 0
                && warm.length < fewest(rules)
                && Arrays.stream(warm).allMatch(bytes -> bytes > limit);
    }

    private static Optional<String> missing(Measurement measurement) {
        Allocations allocations = measurement.allocations();
        if (!allocations.unknown().isEmpty()) {
            return Optional.of(allocations.unknown());
        }
        if (measurement.units() == 0) {
            return Optional.of("no " + Units.noun(measurement.subject()) + " was observed");
        }
        if (measurement.failed() == measurement.units()) {
            return Optional.of("all of " + Units.count(measurement.units(), measurement.subject()) + " failed");
        }
        return allocations.isEmpty()
                ? Optional.of("the results were written by a version that did not measure it")
                : Optional.empty();
    }

    private static String doubt(int warm, long clearly, long over, LatencyRules rules) {
        if (warm < fewest(rules)) {
            return "a cold JVM allocates more, so a breach takes " + fewest(rules)
                    + " units in which it loads no class; the body of a test with @MaxAllocation is repeated";
        }
        return over > clearly && Binomial.atLeast(warm, over, 0.5) <= WITHIN_RISK
                ? "less than a tenth over the limit, by which JDKs differ"
                : "too close to the limit to say";
    }

    private static String counted(long over, Measurement measurement) {
        Latencies warm = measurement.allocations().warm();
        long setAside = measurement.allocations().setAside();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%,d of %s over it", over, Units.count(warm.ordered().length, measurement.subject())));
        if (warm.count() > 0) {
            text.append(", ").append(size(warm.percentile(0))).append(" to ").append(size(warm.max()));
        }
        if (setAside > 0) {
            text.append(String.format(
                    Locale.ROOT, "; %,d more while the JVM warmed up or loaded classes do not count", setAside));
        }
        return text.toString();
    }

    private static String units(Measurement measurement) {
        Allocations allocations = measurement.allocations();
        return Units.count(allocations.warm().count() + allocations.setAside(), measurement.subject());
    }

    private static long median(long[] values) {
        return FewValues.median(values);
    }

    static String size(long bytes) {
        return new Amount(Dimension.SIZE, bytes).toString();
    }

    /** How much of it was whose, of the unit that allocated most. */
    static Optional<String> elsewhere(Allocation worst) {
        if (worst.elsewhere() <= 0 || worst.threads().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("at most " + size(worst.bytes()) + ", of which " + size(worst.elsewhere()) + " on "
                + String.join(", ", worst.threads()));
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
