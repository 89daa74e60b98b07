package io.perfbudgets.measure;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a summary tells of durations that it does not hold: how many there were, and a few of their percentiles. How many
 * were over a limit then lies between two bounds, which are equal only at a percentile itself.
 *
 * @param count how many durations there were, exactly
 * @param points what is known of them, the shortest first
 * @param mean of all of them, nanoseconds; empty if it is not told
 */
public record Percentiles(long count, List<Point> points, OptionalLong mean) {
    /**
     * A percentile, and what it says whichever way the engine that took it rounds ranks.
     *
     * @param share of the values that do not exceed it: 0.95 for p95, 0 for the shortest, 1 for the longest; NaN where it
     *     is no percentile of all of them
     * @param nanos how long, nanoseconds
     * @param notLonger how many values, at least, are no longer
     * @param notShorter how many values, at least, are no shorter
     */
    public record Point(double share, long nanos, long notLonger, long notShorter) {}

    public Percentiles {
        points = points.stream().sorted(Comparator.comparingLong(Point::nanos)).toList();
        for (Point point : points) {
            if (point.notLonger() < 0
                    || point.notShorter() < 0
                    || Math.max(point.notLonger(), point.notShorter()) > count) {
                throw new IllegalArgumentException(point + " is none of " + count + " values");
            }
        }
    }

    /** How many values are over {@code nanos} at least. */
    public long fewestOver(long nanos) {
        return points.stream()
                .filter(point -> point.nanos() > nanos)
                .mapToLong(Point::notShorter)
                .max()
                .orElse(0);
    }

    /** How many values are over {@code nanos} at most. */
    public long mostOver(long nanos) {
        return count
                - points.stream()
                        .filter(point -> point.nanos() <= nanos)
                        .mapToLong(Point::notLonger)
                        .max()
                        .orElse(0);
    }

    /** The percentile that a share of the values does not exceed, nanoseconds; empty if it is not told. */
    public OptionalLong at(double share) {
        return points.stream()
                .filter(point -> point.share() == share)
                .mapToLong(Point::nanos)
                .findFirst();
    }

    /** The same of all but {@code others} values, of which nobody knows how long they took. */
    public Percentiles without(long others) {
        return others == 0
                ? this
                : new Percentiles(
                        count - others,
                        points.stream()
                                .map(point -> new Point(
                                        Double.NaN,
                                        point.nanos(),
                                        Math.max(0, point.notLonger() - others),
                                        Math.max(0, point.notShorter() - others)))
                                .toList(),
                        OptionalLong.empty());
    }

    /**
     * Of both together. Bounds add up, percentiles do not: of both, only the shortest and the longest are percentiles.
     */
    public Percentiles plus(Percentiles other) {
        List<Point> both = Stream.concat(points.stream(), other.points.stream())
                .mapToLong(Point::nanos)
                .distinct()
                .mapToObj(nanos -> together(other, nanos))
                .toList();
        return new Percentiles(count + other.count, both, meanWith(other));
    }

    private Point together(Percentiles other, long nanos) {
        long all = count + other.count;
        long notLonger = all - mostOver(nanos) - other.mostOver(nanos);
        long notShorter = fewestOver(nanos - 1) + other.fewestOver(nanos - 1);
        double share = notLonger == all ? 1 : notShorter == all ? 0 : Double.NaN;
        return new Point(share, nanos, notLonger, notShorter);
    }

    private OptionalLong meanWith(Percentiles other) {
        if (mean.isEmpty() || other.mean.isEmpty() || count + other.count == 0) {
            return OptionalLong.empty();
        }
        double sum = (double) mean.getAsLong() * count + (double) other.mean.getAsLong() * other.count;
        return OptionalLong.of(Math.round(sum / (count + other.count)));
    }
}
