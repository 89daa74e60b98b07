package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.judge.Trend;
import io.perfbudgets.measure.Series;
import java.util.List;
import java.util.stream.IntStream;

/** Values over time for a chart: within a run with their trend, or from run to run. */
final class SeriesJson {
    private static final double HOUR = 3.6e12;
    private static final int MOST_FOR_TREND = 500;
    private static final double RISK = 0.005;

    private SeriesJson() {}

    static ObjectNode of(Series series) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", series.name());
        node.put("dimension", series.dimension().name());
        ArrayNode at = node.putArray("at");
        ArrayNode values = node.putArray("values");
        for (Series.Sample sample : series.samples()) {
            at.add(Math.round(sample.at() / 1e6) / 1e3);
            values.add(sample.value());
        }
        addTrend(node, series);
        return node;
    }

    private static void addTrend(ObjectNode node, Series series) {
        int step = Math.max(1, series.samples().size() / MOST_FOR_TREND);
        List<Trend.Sample> samples = IntStream.range(0, series.samples().size())
                .filter(index -> index % step == 0)
                .mapToObj(series.samples()::get)
                .map(sample -> new Trend.Sample(use(series, sample), sample.value()))
                .toList();
        Trend trend = Trend.of(samples);
        if (trend.size() < Trend.FEWEST) {
            return;
        }
        double low = trend.lowerBound(RISK);
        double high = trend.upperBound(RISK);
        String bounds = Double.isInfinite(low) || Double.isInfinite(high)
                ? ""
                : ", between " + perUse(series, low) + " and " + perUse(series, high) + " with 99 % confidence";
        node.put("trend", "Trend " + perUse(series, trend.slope()) + bounds);
        double[] starts = samples.stream()
                .mapToDouble(sample -> sample.value() - trend.slope() * sample.at())
                .sorted()
                .toArray();
        double start = starts[starts.length / 2];
        ArrayNode line = node.putArray("line");
        for (Series.Sample sample : series.samples()) {
            line.add(Math.round(start + trend.slope() * use(series, sample)));
        }
    }

    /** What growth is counted by: iterations where it has them, else hours. */
    private static double use(Series series, Series.Sample sample) {
        return series.countsIterations() ? sample.iterations() : sample.at() / HOUR;
    }

    private static String perUse(Series series, double slope) {
        return (slope < 0 ? "−" : "+")
                + new Amount(series.dimension(), Math.round(Math.abs(slope)))
                + (series.countsIterations() ? " per iteration" : "/h");
    }

    /** @param under which load, as it is said of a subject; empty for none */
    static ObjectNode of(Past.Course course, String under) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", course.metric().key() + under);
        node.put("dimension", course.metric().dimension().name());
        ArrayNode at = node.putArray("at");
        ArrayNode values = node.putArray("values");
        ArrayNode commits = node.putArray("commits");
        for (Past.Point point : course.points()) {
            at.add(point.at().toString());
            values.add(point.value());
            commits.add(point.commit());
        }
        ArrayNode shifts = node.putArray("shifts");
        course.shifts().forEach(shift -> shifts.addArray().add(shift.index()).add(shift.text()));
        return node;
    }
}
