package io.perfbudgets.compare;

import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Percentiles;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * What one run observed of one subject, as far as runs are compared by it.
 *
 * @param units how many units were observed
 * @param failed how many of them ended in an error
 * @param sqlNanos time in the database over all units, nanoseconds
 * @param worst the worst unit's value of each exact metric, what a unit allocates on average, what memory came to; where there are no
 *     durations, what a summary tells of them
 * @param durations of the units
 */
public record Observed(long units, long failed, long sqlNanos, Map<Metric, Long> worst, Durations durations) {
    /** Sizes that differ a little from run to run whatever the code. */
    static final Set<Metric> SIZES = Set.of(
            Metric.ALLOCATION,
            Metric.MEMORY_IDLE,
            Metric.MEMORY_PEAK,
            Metric.MEMORY_PER_REQUEST,
            Metric.RETAINED,
            Metric.PEAK_HEAP);

    public Observed {
        worst = Map.copyOf(worst);
    }

    /** The same of a histogram of the units' durations, nanoseconds. */
    public Observed(long units, long failed, long sqlNanos, Map<Metric, Long> worst, Histogram histogram) {
        this(units, failed, sqlNanos, worst, Durations.of(histogram));
    }

    /** The units' durations, nanoseconds; made anew at each call. */
    public Histogram histogram() {
        return durations.histogram();
    }

    /** The same with what {@code verdict} observed, if it is a size that the measurement itself does not hold. */
    public Observed with(Verdict verdict) {
        Metric metric = verdict.budget().metric();
        if (!SIZES.contains(metric) || verdict.observed().isEmpty() || worst.containsKey(metric)) {
            return this;
        }
        Map<Metric, Long> more = new EnumMap<>(Metric.class);
        more.putAll(worst);
        more.put(metric, verdict.observed().get().value());
        return new Observed(units, failed, sqlNanos, more, durations);
    }

    /** What is compared of {@code measurement}; its counts of SQL only if there was anything to count with. */
    public static Observed of(Measurement measurement) {
        return new Observed(
                measurement.units(),
                measurement.failed(),
                measurement.sqlNanos(),
                values(measurement),
                measurement.latencies().histogram());
    }

    private static Map<Metric, Long> values(Measurement measurement) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        if (measurement.sqlCaptured()) {
            values.putAll(measurement.worst());
        }
        if (measurement.allocations().warm().count() > 0
                && measurement.allocations().unknown().isEmpty()) {
            values.put(Metric.ALLOCATION, measurement.allocations().warm().mean());
        }
        measurement.percentiles().ifPresent(told -> values.putAll(told(told)));
        return values;
    }

    private static Map<Metric, Long> told(Percentiles told) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            if (metric.isLatency()) {
                OptionalLong nanos = metric == Metric.LATENCY_MEAN ? told.mean() : told.at(metric.quantile());
                nanos.ifPresent(value -> values.put(metric, value));
            }
        }
        return values;
    }

    /**
     * Both together, of two parts of one run: counts are added, histograms merged, the worse worst kept. What summaries
     * tell of durations is left out, for percentiles of parts are none of the whole.
     */
    public Observed plus(Observed other) {
        Map<Metric, Long> both = new EnumMap<>(Metric.class);
        both.putAll(worst);
        other.worst.forEach((metric, value) -> both.merge(metric, value, (a, b) -> metric.isWorse(a, b) ? a : b));
        both.keySet().removeIf(Metric::isLatency);
        Histogram merged = histogram();
        merged.add(other.histogram());
        return new Observed(units + other.units, failed + other.failed, sqlNanos + other.sqlNanos, both, merged);
    }

    /** What the run came to by a metric that {@linkplain Metric#isComparable() runs are compared by}. */
    public OptionalLong value(Metric metric) {
        if (metric.judging() == Judging.EXACT || SIZES.contains(metric)) {
            Long value = worst.get(metric);
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }
        if (!metric.isLatency()) {
            return OptionalLong.empty();
        }
        Long told = worst.get(metric);
        return values() > 0
                ? OptionalLong.of(durations.value(metric))
                : told == null ? OptionalLong.empty() : OptionalLong.of(told);
    }

    /** How many units have a duration. */
    long values() {
        return durations.count();
    }
}
