package io.perfbudgets.maven.history;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Measurement;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run observed of one subject, as far as the history keeps it.
 *
 * @param units how many units were observed
 * @param failed how many of them ended in an error
 * @param sqlNanos time in the database over all units, nanoseconds
 * @param worst the worst unit's value of each exact metric
 * @param histogram the units' durations, nanoseconds
 */
public record PastMeasurement(long units, long failed, long sqlNanos, Map<Metric, Long> worst, Histogram histogram) {
    public PastMeasurement {
        worst = Map.copyOf(worst);
    }

    static PastMeasurement of(Measurement measurement) {
        return new PastMeasurement(
                measurement.units(),
                measurement.failed(),
                measurement.sqlNanos(),
                measurement.worst(),
                measurement.latencies().histogram());
    }

    /** Both together, of two parts of one run: counts are added, histograms merged, the worse worst kept. */
    PastMeasurement plus(PastMeasurement other) {
        Map<Metric, Long> both = new EnumMap<>(Metric.class);
        both.putAll(worst);
        other.worst.forEach((metric, value) -> both.merge(metric, value, Math::max));
        Histogram merged = histogram.copy();
        merged.add(other.histogram);
        return new PastMeasurement(units + other.units, failed + other.failed, sqlNanos + other.sqlNanos, both, merged);
    }
}
