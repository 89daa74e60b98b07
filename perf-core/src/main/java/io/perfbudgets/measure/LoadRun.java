package io.perfbudgets.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was observed of a subject under load, warm-up and ramp-up left out.
 *
 * @param scenario what load it was: {@code closed model, 10 at a time}, {@code open model, 50/s}
 * @param requests how many units were asked for
 * @param failed how many of them failed
 * @param pace how many succeeded when
 * @param generatorNanos how long the load generator itself kept units waiting, summed over all, nanoseconds
 * @param busyNanos how long the units themselves took, summed over all, nanoseconds; 0 if it is not known
 * @param failures by kind, the most frequent first
 */
public record LoadRun(
        String scenario,
        long requests,
        long failed,
        Pace pace,
        long generatorNanos,
        long busyNanos,
        List<FailureKind> failures) {
    /** Of no more kinds than this the first stack trace is kept. */
    public static final int MOST_KINDS = 20;

    private static final double LARGE_SHARE = 0.1;
    private static final String FURTHER = "(further kinds)";

    public LoadRun {
        failures = List.copyOf(failures);
    }

    /** Which share of the time the generator kept its requests waiting, from 0 to 1. */
    public double generatorShare() {
        long all = generatorNanos + busyNanos;
        return all == 0 ? 0 : (double) generatorNanos / all;
    }

    /** Whether the load was what it says: the generator's own delay is no large share of the time. */
    public boolean keptUp() {
        return generatorShare() <= LARGE_SHARE;
    }

    /** Both, this one first. Different scenarios are named side by side. */
    public LoadRun plus(LoadRun later) {
        String both = scenario.equals(later.scenario) || scenario.contains(later.scenario)
                ? scenario
                : scenario + " and " + later.scenario;
        List<FailureKind> all = new ArrayList<>(failures);
        all.addAll(later.failures);
        return new LoadRun(
                both,
                requests + later.requests,
                failed + later.failed,
                pace.plus(later.pace),
                generatorNanos + later.generatorNanos,
                busyNanos + later.busyNanos,
                byKind(all));
    }

    /** Each kind once, the most frequent first. */
    public static List<FailureKind> byKind(List<FailureKind> failures) {
        Map<String, FailureKind> kinds = new LinkedHashMap<>();
        for (FailureKind each : failures) {
            boolean kept = kinds.containsKey(each.kind()) || kinds.size() < MOST_KINDS;
            FailureKind counted = kept ? each : new FailureKind(FURTHER, each.count(), "");
            kinds.merge(counted.kind(), counted, FailureKind::plus);
        }
        return kinds.values().stream()
                .sorted((a, b) -> Long.compare(b.count(), a.count()))
                .toList();
    }
}
