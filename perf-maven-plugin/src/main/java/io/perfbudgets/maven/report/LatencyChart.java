package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.measure.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies as drawings in a box of {@value #WIDTH} by {@value #HEIGHT}: how often each duration occurred, on a logarithmic
 * axis, with the percentiles and limits marked, and the values one after the other in the order in which they were taken,
 * which shows disturbances.
 *
 * @param description for those who do not see it
 * @param bars of the distribution
 * @param ticks of the time axis
 * @param marks percentiles below the axis
 * @param limits above it
 * @param dots values within every limit in order, as an SVG path
 * @param dotsOver values over the lowest limit, as an SVG path
 * @param limitLine the height of the lowest limit among the dots; below 0 if there is none
 * @param taken how many values the dots stand for
 */
record LatencyChart(
        String description,
        List<Bar> bars,
        List<Mark> ticks,
        List<Mark> marks,
        List<Mark> limits,
        String dots,
        String dotsOver,
        double limitLine,
        String taken) {
    static final int WIDTH = 680;
    static final int HEIGHT = 150;
    static final int DOTS_HEIGHT = 70;

    private static final int BINS = 68;
    private static final int MOST_DOTS = 500;
    private static final int LABEL_WIDTH = 74;
    private static final double LEAST_SPAN = Math.log(4);

    /** A limit with its text, nanoseconds. */
    record Limit(String text, long nanos) {}

    /** A bar with the text that says what it stands for. */
    record Bar(double x, double y, double width, double height, boolean over, String text) {}

    /** A text at a place, in one of several rows so that neighbours do not overlap. */
    record Mark(double x, int row, String text) {}

    static Optional<LatencyChart> of(Latencies latencies, List<Limit> limits) {
        return latencies.count() == 0 ? Optional.empty() : Optional.of(new Drawing(latencies, limits).chart());
    }

    private static final class Drawing {
        private final Latencies latencies;
        private final List<Limit> limits;
        private final long lowestLimit;
        private final double low;
        private final double span;

        Drawing(Latencies latencies, List<Limit> limits) {
            this.latencies = latencies;
            this.limits = limits;
            this.lowestLimit = limits.stream().mapToLong(Limit::nanos).min().orElse(Long.MAX_VALUE);
            long least = Math.max(1, latencies.histogram().getMinValue());
            long most = Math.max(
                    latencies.max(),
                    limits.stream().mapToLong(Limit::nanos).max().orElse(0));
            double from = Math.log(least * 0.9);
            double to = Math.log(most * 1.1);
            double missing = Math.max(0, LEAST_SPAN - (to - from));
            this.low = from - missing / 2;
            this.span = to - from + missing;
        }

        LatencyChart chart() {
            long[] ordered = latencies.ordered();
            return new LatencyChart(
                    description(),
                    bars(),
                    ticks(),
                    inRows(percentiles()),
                    inRows(limits),
                    dots(ordered, false),
                    dots(ordered, true),
                    lowestLimit == Long.MAX_VALUE ? -1 : dotY(lowestLimit),
                    String.format(Locale.ROOT, "%,d", ordered.length));
        }

        private String description() {
            return String.format(
                    Locale.ROOT,
                    "Distribution of %,d durations: median %s, 95th percentile %s, longest %s",
                    latencies.count(),
                    Amount.nanos(latencies.percentile(0.5)),
                    Amount.nanos(latencies.percentile(0.95)),
                    Amount.nanos(latencies.max()));
        }

        private double x(long nanos) {
            return (Math.log((double) Math.max(1, nanos)) - low) / span * WIDTH;
        }

        private List<Bar> bars() {
            long[] counts = new long[BINS];
            for (HistogramIterationValue value : latencies.histogram().recordedValues()) {
                int bin = (int) (x(value.getValueIteratedTo()) / WIDTH * BINS);
                counts[Math.min(BINS - 1, Math.max(0, bin))] += value.getCountAtValueIteratedTo();
            }
            long most = LongStream.of(counts).max().orElse(1);
            double width = (double) WIDTH / BINS;
            List<Bar> bars = new ArrayList<>();
            for (int bin = 0; bin < BINS; bin++) {
                if (counts[bin] > 0) {
                    // A single slow value must stay visible beside thousands of fast ones.
                    double height = Math.max(2.5, (double) counts[bin] / most * HEIGHT);
                    long from = nanosAt(bin);
                    String text = String.format(
                            Locale.ROOT,
                            "%,d at %s to %s",
                            counts[bin],
                            Amount.nanos(from),
                            Amount.nanos(nanosAt(bin + 1)));
                    bars.add(new Bar(
                            round(bin * width),
                            round(HEIGHT - height),
                            round(width - 1),
                            round(height),
                            from >= lowestLimit,
                            text));
                }
            }
            return bars;
        }

        private long nanosAt(int bin) {
            return Math.round(Math.exp(low + span * bin / BINS));
        }

        /** Ones, twos and fives of each decade, thinned where they would overlap. */
        private List<Mark> ticks() {
            List<Mark> ticks = new ArrayList<>();
            double last = -LABEL_WIDTH;
            for (long decade = 1; decade <= 1_000_000_000_000L; decade *= 10) {
                for (long nanos : new long[] {decade, 2 * decade, 5 * decade}) {
                    double x = x(nanos);
                    if (x > 15 && x < WIDTH - 15 && x - last >= LABEL_WIDTH) {
                        ticks.add(new Mark(round(x), 0, Amount.nanos(nanos).toString()));
                        last = x;
                    }
                }
            }
            return ticks;
        }

        private List<Limit> percentiles() {
            return List.of(
                    new Limit("p50", latencies.percentile(0.50)),
                    new Limit("p95", latencies.percentile(0.95)),
                    new Limit("p99", latencies.percentile(0.99)),
                    new Limit("max", latencies.max()));
        }

        private List<Mark> inRows(List<Limit> values) {
            List<Mark> marks = new ArrayList<>();
            List<Double> ends = new ArrayList<>();
            for (Limit value : values.stream()
                    .sorted((a, b) -> Long.compare(a.nanos(), b.nanos()))
                    .toList()) {
                double x = x(value.nanos());
                double half = 4 + value.text().length() * 3.6;
                int row = 0;
                while (row < ends.size() && ends.get(row) > x - half) {
                    row++;
                }
                if (row == ends.size()) {
                    ends.add(x + half);
                } else {
                    ends.set(row, x + half);
                }
                marks.add(new Mark(round(x), row, value.text()));
            }
            return marks;
        }

        private double dotY(long nanos) {
            long most = Math.max(1, Math.max(latencies.max(), lowestLimit == Long.MAX_VALUE ? 0 : lowestLimit));
            return round(DOTS_HEIGHT - 4 - (DOTS_HEIGHT - 8.0) * nanos / most);
        }

        /** Of each stretch that shares one dot, the longest: it is the one to explain. */
        private String dots(long[] ordered, boolean over) {
            StringBuilder path = new StringBuilder();
            int stretch = Math.max(1, (ordered.length + MOST_DOTS - 1) / MOST_DOTS);
            for (int start = 0; start < ordered.length; start += stretch) {
                long longest =
                        LongStream.of(ordered).skip(start).limit(stretch).max().orElse(0);
                if (longest > lowestLimit == over) {
                    double x = round(4 + (WIDTH - 8.0) * start / Math.max(1, ordered.length - 1));
                    path.append('M').append(x).append(' ').append(dotY(longest)).append("h0");
                }
            }
            return path.toString();
        }

        private static double round(double value) {
            return Math.round(value * 10) / 10.0;
        }
    }
}
