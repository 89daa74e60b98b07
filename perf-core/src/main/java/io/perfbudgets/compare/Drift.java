package io.perfbudgets.compare;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A value that changed in the course of many runs, and stayed so.
 *
 * @param subject whose
 * @param metric which
 * @param last the index of the last run that was as before
 * @param first the index of the first run that is as after; the change came between the two
 * @param before the value before: the median of the runs on that level, of a count its last value
 * @param after the value after
 */
public record Drift(Subject subject, Metric metric, int last, int first, Amount before, Amount after) {
    /** Changes of durations below that are not worth a word. */
    private static final double SMALLEST = 0.02;

    private static final List<Metric> DURATIONS = List.of(Metric.LATENCY_P50, Metric.LATENCY_P95);

    /** The value of one run. */
    private record Point(int run, long value) {}

    /**
     * Finds the changes in runs of one machine: of counts each one that the next run confirms, of durations those that
     * {@linkplain ChangePoints stand out} from what runs differ anyway.
     *
     * @param runs what each run observed, the oldest first
     * @return by subject and metric, the oldest first
     */
    public static List<Drift> in(List<Map<Subject, Observed>> runs) {
        Set<Subject> subjects = new LinkedHashSet<>();
        runs.forEach(run -> subjects.addAll(run.keySet()));
        return subjects.stream()
                .sorted(Comparator.comparing(Subject::kind).thenComparing(Subject::name))
                .flatMap(subject -> Arrays.stream(Metric.values())
                        .filter(Metric::isComparable)
                        .flatMap(metric -> of(subject, metric, points(runs, subject, metric))))
                .toList();
    }

    private static List<Point> points(List<Map<Subject, Observed>> runs, Subject subject, Metric metric) {
        List<Point> points = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            Observed observed = runs.get(run).get(subject);
            OptionalLong value = observed == null ? OptionalLong.empty() : observed.value(metric);
            if (value.isPresent()) {
                points.add(new Point(run, value.getAsLong()));
            }
        }
        return points;
    }

    private static Stream<Drift> of(Subject subject, Metric metric, List<Point> points) {
        if (metric.judging() == Judging.EXACT) {
            return counts(subject, metric, points);
        }
        return DURATIONS.contains(metric) ? durations(subject, metric, points) : Stream.empty();
    }

    private static Stream<Drift> counts(Subject subject, Metric metric, List<Point> points) {
        List<Drift> changes = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            boolean changed = points.get(i).value() != points.get(i - 1).value();
            boolean kept = i + 1 == points.size()
                    || points.get(i + 1).value() == points.get(i).value();
            if (changed && kept) {
                changes.add(between(
                        subject,
                        metric,
                        points,
                        i,
                        points.get(i - 1).value(),
                        points.get(i).value()));
            }
        }
        return changes.stream();
    }

    private static Stream<Drift> durations(Subject subject, Metric metric, List<Point> points) {
        double[] logs = points.stream()
                .mapToDouble(point -> Math.log((double) Math.max(1, point.value())))
                .toArray();
        List<Integer> borders = new ArrayList<>(List.of(0));
        borders.addAll(ChangePoints.in(logs));
        borders.add(points.size());
        List<Drift> changes = new ArrayList<>();
        for (int i = 1; i < borders.size() - 1; i++) {
            long was = median(points.subList(borders.get(i - 1), borders.get(i)));
            long is = median(points.subList(borders.get(i), borders.get(i + 1)));
            if (Math.abs(Math.log((double) is / Math.max(1, was))) >= SMALLEST) {
                changes.add(between(subject, metric, points, borders.get(i), was, is));
            }
        }
        return changes.stream();
    }

    private static Drift between(Subject subject, Metric metric, List<Point> points, int at, long was, long is) {
        return new Drift(
                subject,
                metric,
                points.get(at - 1).run(),
                points.get(at).run(),
                new Amount(metric.dimension(), was),
                new Amount(metric.dimension(), is));
    }

    private static long median(List<Point> points) {
        long[] sorted = points.stream()
                .flatMapToLong(point -> LongStream.of(point.value()))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** The relative difference, 0.1 for ten percent more; infinite where there was none before. */
    public double difference() {
        return (double) after.value() / before.value() - 1;
    }
}
