package io.perfbudgets.benchmarks.capture;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What one way costs for one work on one engine.
 *
 * @param rawNanos nanoseconds of the raw driver, the median of its slices
 * @param nanos nanoseconds of the captured connection, the median of its slices
 * @param ratio the median of the ratios of each captured slice to the raw slice beside it
 * @param lowest the lowest such ratio of all rounds
 * @param highest the highest such ratio of all rounds
 * @param perSlice how often the work was done in one slice, which is one unit where units are open
 */
record Cost(
        Engine engine,
        Way way,
        Work work,
        double rawNanos,
        double nanos,
        double ratio,
        double lowest,
        double highest,
        int perSlice) {
    static final String HEADING = String.format(
            Locale.ROOT,
            "%-7s %-17s %-30s %8s %8s %6s  %s",
            "engine",
            "work",
            "way",
            "raw ns",
            "ns",
            "ratio",
            "of all rounds");

    /** The round with the median ratio stands for all of them. */
    static Cost ofRounds(List<Cost> rounds) {
        List<Cost> sorted =
                rounds.stream().sorted(Comparator.comparingDouble(Cost::ratio)).toList();
        Cost median = sorted.get(sorted.size() / 2);
        return new Cost(
                median.engine,
                median.way,
                median.work,
                median.rawNanos,
                median.nanos,
                median.ratio,
                sorted.get(0).ratio,
                sorted.get(sorted.size() - 1).ratio,
                median.perSlice);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-7s %-17s %-30s %,8.0f %,8.0f %6.2f  %.2f - %.2f",
                engine,
                work,
                way.title(),
                rawNanos,
                nanos,
                ratio,
                lowest,
                highest);
    }
}
