package io.perfbudgets.benchmarks.capture;

import java.util.List;
import java.util.Locale;

/**
 * What perf-junit may cost at most in an open unit on H2, where the driver's own work is least.
 *
 * @param work what the application does
 * @param atMost the highest ratio to the raw driver
 * @param measured the ratio that came out
 */
record Aim(Work work, double atMost, double measured) {
    static List<Aim> of(List<Cost> costs) {
        return costs.stream()
                .filter(cost -> cost.engine() == Engine.H2 && cost.way() == Way.PERF_JUNIT)
                .map(cost -> new Aim(cost.work(), cost.work() == Work.ROW ? 2 : 1.25, cost.ratio()))
                .toList();
    }

    public boolean isMet() {
        return measured <= atMost;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "aim: %s in a unit on H2 at most %.2f times the raw driver: %.2f, %s",
                work,
                atMost,
                measured,
                isMet() ? "met" : "not met");
    }
}
