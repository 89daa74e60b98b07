package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import java.util.List;

/** The lines that explain a verdict on a running application. */
final class ProcessLines {
    private ProcessLines() {}

    /** {@code startup of clips}, {@code idle memory of clips}. */
    static String noun(Verdict verdict) {
        String noun =
                switch (verdict.budget().metric()) {
                    case STARTUP -> "startup";
                    case MEMORY_IDLE -> "idle memory";
                    case MEMORY_PEAK -> "peak memory";
                    case MEMORY_PER_REQUEST -> "memory for each request";
                    default -> "memory growth";
                };
        return noun + " of " + verdict.subject().shortName();
    }

    static List<String> of(Verdict verdict) {
        String line = "  " + verdict.subject().shortName() + " " + did(verdict) + ", budget " + limit(verdict) + "  ("
                + verdict.reason() + ")";
        return verdict.outcome() == Outcome.BREACHED
                ? List.of(line, "  Fix: " + fix(verdict.budget().metric()))
                : List.of(line);
    }

    private static String did(Verdict verdict) {
        String observed = verdict.observed().map(Amount::toString).orElse("an unknown amount");
        return switch (verdict.budget().metric()) {
            case STARTUP -> "took " + observed + " to start";
            case MEMORY_IDLE -> "held " + observed + " when idle";
            case MEMORY_PEAK -> "held " + observed + " at its peak";
            case MEMORY_PER_REQUEST -> "held " + observed + " for each request";
            default -> "grew by " + observed + " an hour";
        };
    }

    private static String limit(Verdict verdict) {
        if (verdict.budget().metric() != Metric.MEMORY_GROWTH) {
            return verdict.budget().limit().toString();
        }
        return verdict.budget().limit().value() == 0 ? "flat" : verdict.budget().limit() + " an hour";
    }

    private static String fix(Metric metric) {
        return switch (metric) {
            case STARTUP ->
                "move work out of the start (caches filled, files read, migrations) or do it after the first"
                        + " request is served.";
            case MEMORY_IDLE ->
                "load on first use what few requests need, and bound the heap and the caches for the size"
                        + " of the machine.";
            case MEMORY_PEAK ->
                "stream large bodies instead of holding them, page long lists, and bound how many such"
                        + " requests run at a time.";
            case MEMORY_PER_REQUEST -> "stream large bodies through a small buffer instead of holding them whole.";
            default ->
                "find what the later requests left behind (caches without a bound, listeners, sessions) and bound"
                        + " or release it.";
        };
    }
}
