package io.perfbudgets.benchmarks.capture;

import java.util.Locale;

/**
 * What one way costs for one work on one engine.
 *
 * @param rawNanos nanoseconds of the raw driver, the median of its slices
 * @param nanos nanoseconds of the captured connection, the median of its slices
 * @param ratio the median of the ratios of each captured slice to the raw slice beside it
 * @param perSlice how often the work was done in one slice, which is one unit where units are open
 */
record Cost(Engine engine, Way way, Work work, double rawNanos, double nanos, double ratio, int perSlice) {
    static final String HEADING = String.format(
            Locale.ROOT, "%-7s %-17s %-30s %8s %8s %6s", "engine", "work", "way", "raw ns", "ns", "ratio");

    String line() {
        return String.format(
                Locale.ROOT, "%-7s %-17s %-30s %,8.0f %,8.0f %6.2f", engine, work, way.title(), rawNanos, nanos, ratio);
    }
}
