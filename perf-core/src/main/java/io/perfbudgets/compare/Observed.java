package io.perfbudgets.compare;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Measurement;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one run observed of one subject, as far as runs are compared by it.
 *
 * @param units how many units were observed
 * @param failed how many of them ended in an error
 * @param sqlNanos time in the database over all units, nanoseconds
 * @param worst the worst unit's value of each exact metric
 * @param histogram the units' durations, nanoseconds
 */
public record Observed(long units, long failed, long sqlNanos, Map<Metric, Long> worst, Histogram histogram) {
    public Observed {
        worst = Map.copyOf(worst);
    }

    /** What is compared of {@code measurement}; its counts of SQL only if there was anything to count with. */
    public static Observed of(Measurement measurement) {
        return new Observed(
                measurement.units(),
                measurement.failed(),
                measurement.sqlNanos(),
                measurement.sqlCaptured() ? measurement.worst() : Map.of(),
                measurement.latencies().histogram());
    }

    /** Both together, of two parts of one run: counts are added, histograms merged, the worse worst kept. */
    public Observed plus(Observed other) {
        Map<Metric, Long> both = new EnumMap<>(Metric.class);
        both.putAll(worst);
        other.worst.forEach((metric, value) -> both.merge(metric, value, (a, b) -> metric.isWorse(a, b) ? a : b));
        Histogram merged = histogram.copy();
        merged.add(other.histogram);
        return new Observed(units + other.units, failed + other.failed, sqlNanos + other.sqlNanos, both, merged);
    }

    /** How many units have a duration. */
    long values() {
        return histogram.getTotalCount();
    }
}
