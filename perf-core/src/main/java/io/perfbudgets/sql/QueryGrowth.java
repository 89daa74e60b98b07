package io.perfbudgets.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one body ran at several sizes of the data, the smallest first: whether its statements grow with the data is a matter
 * of exact counts. Immutable.
 *
 * <p>The sizes grow by unequal steps. A cache that holds the rows of the smaller sizes leaves the new ones to be queried,
 * and these too are more at each step. Steps that double are no good for that: then the sizes are a line over the steps, and the
 * two cannot be told apart.
 *
 * @param noun what grows, {@code games}
 * @param points at least two
 */
public record QueryGrowth(String noun, List<Point> points) {
    private static final double EXACT = 1.0 / 1_073_741_824; // a power of two, so that whole numbers stay whole

    /**
     * What the body ran at one size.
     *
     * @param size how many there are, or how many were added so far where that is not known
     * @param added how many of them are new since the point before
     * @param statements what the body then ran
     */
    public record Point(long size, long added, UnitStatements statements) {}

    /**
     * One statement, or all statements of one kind on one table, at each size.
     *
     * @param name the table and the kind, {@code annotations (SELECT)}, or the statement
     * @param counts how often it was run, by size
     */
    public record Counts(String name, List<Long> counts) {
        /** Whether it is run more often with more data. */
        public boolean grows() {
            return counts.get(counts.size() - 1) > counts.get(0);
        }
    }

    /**
     * A straight line through the counts.
     *
     * @param base statements that do not depend on the data
     * @param slope further statements for each {@code of}
     * @param of what the slope is about: the noun, or {@code new } and the noun where older ones come from a cache
     * @param exact whether all points are on it
     */
    public record Line(double base, double slope, String of, boolean exact) {}

    public QueryGrowth {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("Growth shows from two sizes on");
        }
    }

    /** Statements at each size. */
    public List<Long> totals() {
        return points.stream().map(point -> point.statements().count()).toList();
    }

    /** The statements of which more are run with more data, by fingerprint. */
    public List<Counts> growing() {
        Map<Fingerprint, long[]> byFingerprint = new LinkedHashMap<>();
        for (int i = 0; i < points.size(); i++) {
            for (StatementGroup group : points.get(i).statements().groups()) {
                byFingerprint.computeIfAbsent(group.fingerprint(), each -> new long[points.size()])[i] += group.count();
            }
        }
        return counts(byFingerprint).stream().filter(Counts::grows).toList();
    }

    /** The difference by table and kind: only what is not run equally often at every size. */
    public List<Counts> byTable() {
        Map<String, long[]> byTable = new LinkedHashMap<>();
        for (int i = 0; i < points.size(); i++) {
            for (StatementGroup group : points.get(i).statements().groups()) {
                String name = Tables.of(group.fingerprint()).orElse("no table") + " ("
                        + group.fingerprint().kind() + ")";
                byTable.computeIfAbsent(name, each -> new long[points.size()])[i] += group.count();
            }
        }
        return counts(byTable).stream()
                .filter(each -> each.counts().stream().distinct().count() > 1)
                .toList();
    }

    private static List<Counts> counts(Map<?, long[]> byName) {
        List<Counts> counts = new ArrayList<>();
        byName.forEach((name, values) -> counts.add(new Counts(
                name.toString(), java.util.Arrays.stream(values).boxed().toList())));
        return counts;
    }

    /** The line that fits: through the sizes, or if only that is exact, through the numbers of new ones. */
    public Line line() {
        Line bySize = fit(points.stream().map(Point::size).toList(), noun);
        if (bySize.exact()) {
            return bySize;
        }
        Line byAdded = fit(points.stream().map(Point::added).toList(), "new " + noun);
        return byAdded.exact() ? byAdded : bySize;
    }

    /** Least squares. */
    private Line fit(List<Long> sizes, String of) {
        List<Long> counts = totals();
        double meanSize = sizes.stream().mapToLong(Long::longValue).average().orElseThrow();
        double meanCount = counts.stream().mapToLong(Long::longValue).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (int i = 0; i < sizes.size(); i++) {
            products += (sizes.get(i) - meanSize) * (counts.get(i) - meanCount);
            squares += (sizes.get(i) - meanSize) * (sizes.get(i) - meanSize);
        }
        double slope = squares == 0 ? 0 : products / squares;
        double base = meanCount - slope * meanSize;
        boolean exact = squares > 0;
        for (int i = 0; i < sizes.size(); i++) {
            exact &= Math.abs(base + slope * sizes.get(i) - counts.get(i)) < EXACT * Math.max(1, counts.get(i));
        }
        return new Line(Math.rint(base / EXACT) * EXACT, Math.rint(slope / EXACT) * EXACT, of, exact);
    }

    /** Whether the body read more rows with more data: then the data grew, whatever else is known. */
    public boolean readMoreRows() {
        return points.get(points.size() - 1).statements().rows()
                > points.get(0).statements().rows();
    }
}
