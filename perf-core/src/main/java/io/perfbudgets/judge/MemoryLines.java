package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Measurement;
import java.util.ArrayList;
import java.util.List;

/** The lines that explain a verdict on the memory of a test, a request or an operation, or on the threads of a test. */
final class MemoryLines {
    private MemoryLines() {}

    static boolean explain(Verdict verdict) {
        return switch (verdict.budget().metric()) {
            case ALLOCATION, RETAINED, PEAK_HEAP, RESPONSE_SIZE, THREADS -> true;
            case MEMORY_GROWTH -> verdict.subject().kind() == Subject.Kind.TEST;
            default -> false;
        };
    }

    /** {@code allocation of GET /api/games}. */
    static String noun(Verdict verdict) {
        String noun =
                switch (verdict.budget().metric()) {
                    case RESPONSE_SIZE -> "response size";
                    case RETAINED -> "retained memory";
                    case PEAK_HEAP -> "peak heap";
                    case MEMORY_GROWTH -> "growth of the live heap";
                    case THREADS -> "threads left running";
                    default -> "allocation";
                };
        return noun + " of " + verdict.subject().shortName();
    }

    static List<String> of(Verdict verdict) {
        Metric metric = verdict.budget().metric();
        List<String> reason = verdict.reason().lines().toList();
        List<String> lines = new ArrayList<>();
        lines.add("  " + verdict.subject().shortName() + " "
                + did(verdict, verdict.observed().map(Amount::toString).orElse("an unknown amount")) + ", budget "
                + limit(verdict.budget()) + "  (" + reason.get(0) + ")");
        reason.stream().skip(1).forEach(line -> lines.add("  " + line));
        if (metric == Metric.ALLOCATION) {
            verdict.evidence()
                    .map(Measurement::allocations)
                    .flatMap(allocations -> AllocationJudge.elsewhere(allocations.worst()))
                    .ifPresent(line -> lines.add("  " + line));
        }
        if (verdict.outcome() == Outcome.BREACHED) {
            lines.add("  Fix: " + fix(metric));
        }
        return lines;
    }

    private static String did(Verdict verdict, String observed) {
        String unit = Units.noun(verdict.subject());
        return switch (verdict.budget().metric()) {
            case RESPONSE_SIZE -> "answered one " + unit + " with " + observed;
            case RETAINED -> "kept " + observed + " alive after each " + unit;
            case PEAK_HEAP -> "held " + observed + " of heap at its peak";
            case MEMORY_GROWTH ->
                (verdict.outcome() == Outcome.BREACHED ? "leaks " : "keeps ") + observed + " in each " + unit;
            case THREADS -> "left " + CountedNoun.threads(verdict) + " running after each " + unit;
            default -> "allocated " + observed + " in one " + unit;
        };
    }

    /** {@code 1 MB}, {@code flat}, {@code 100 B each}. */
    static String limit(Budget budget) {
        if (budget.metric() != Metric.MEMORY_GROWTH) {
            return budget.limit().toString();
        }
        return budget.limit().value() == 0 ? "flat" : budget.limit() + " each";
    }

    private static String fix(Metric metric) {
        return switch (metric) {
            case RESPONSE_SIZE ->
                "answer with a page of the list, or with a summary whose details are asked for one by one.";
            case RETAINED ->
                "release what is still referred to (a collection that only grows, a listener, a ThreadLocal, a session),"
                        + " or keep it once for all.";
            case PEAK_HEAP ->
                "stream large bodies through a small buffer instead of holding them whole, and bound how many such are"
                        + " handled at a time.";
            case MEMORY_GROWTH ->
                "find what each iteration leaves behind (caches without a bound, listeners, sessions) and bound or"
                        + " release it.";
            case THREADS ->
                "shut down what was started, in any case and where it was started, or use one pool for all.";
            default ->
                "stream large bodies through a small buffer instead of holding them whole, read a page instead of"
                        + " everything, and keep what is the same for all.";
        };
    }
}
