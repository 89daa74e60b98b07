package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Measurement;
import java.util.ArrayList;
import java.util.List;

/** The lines that explain a verdict on the memory of a test, a request or an operation. */
final class MemoryLines {
    private MemoryLines() {}

    static boolean explain(Metric metric) {
        return metric == Metric.ALLOCATION;
    }

    /** {@code allocation of GET /api/games}. */
    static String noun(Verdict verdict) {
        return "allocation of " + verdict.subject().shortName();
    }

    static List<String> of(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + verdict.subject().shortName() + " "
                + did(verdict, verdict.observed().map(Amount::toString).orElse("an unknown amount")) + ", budget "
                + verdict.budget().limit() + "  (" + verdict.reason() + ")");
        verdict.evidence()
                .map(Measurement::allocations)
                .flatMap(allocations -> AllocationJudge.elsewhere(allocations.worst()))
                .ifPresent(line -> lines.add("  " + line));
        if (verdict.outcome() == Outcome.BREACHED) {
            lines.add("  Fix: " + fix());
        }
        return lines;
    }

    private static String did(Verdict verdict, String observed) {
        return "allocated " + observed + " in one " + Units.noun(verdict.subject());
    }

    private static String fix() {
        return "stream large bodies through a small buffer instead of holding them whole, read a page instead of"
                + " everything, and keep what is the same for all.";
    }
}
