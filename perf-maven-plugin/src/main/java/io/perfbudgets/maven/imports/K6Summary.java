package io.perfbudgets.maven.imports;

import io.perfbudgets.maven.imports.K6Metrics.Metric;
import io.perfbudgets.measure.Percentiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * k6's end-of-test summary. Of the requests of all names together it tells how many there were and failed, and percentiles of
 * their durations; of one name where the script has a threshold on {@code http_req_duration{name:…}}.
 */
final class K6Summary {
    private static final Pattern PERCENTILE = Pattern.compile("p\\((\\d{1,2}(?:\\.\\d{1,6})?|100)\\)");
    private static final double NANOS = 1e6;

    private final TextLines lines;
    private final Samples to;

    K6Summary(TextLines lines, Samples to) {
        this.lines = lines;
        this.to = to;
    }

    void read(String first) throws IOException, ImportException {
        Map<String, K6Metrics> byName = K6Metrics.read(first, lines);
        K6Metrics all = byName.getOrDefault("", new K6Metrics());
        if (all.durations().isEmpty()) {
            throw lines.wrong("the summary has no http_req_duration: it requested nothing, or is cut off");
        }
        boolean named = byName.values().stream()
                .anyMatch(each -> each != all && each.durations().isPresent());
        if (to.isNamed() || !named) {
            add("", all, all);
        }
        for (Map.Entry<String, K6Metrics> entry : byName.entrySet()) {
            if (entry.getValue() != all && entry.getValue().durations().isPresent()) {
                add(entry.getKey(), entry.getValue(), all);
            }
        }
    }

    private void add(String name, K6Metrics of, K6Metrics all) throws ImportException {
        OptionalLong failed = failed(name, of, all);
        Metric any = of.durations().orElseThrow();
        long requests = requests(of, any);
        if (failed.orElse(0) > requests) {
            throw wrong(any, failed.getAsLong() + " of " + requests + " requests failed");
        }
        String problem = to.addSummary(
                name,
                new Summary(requests, failed, successes(of, requests, failed), nanos(all.get(K6Metrics.REQUESTS))));
        if (!problem.isEmpty()) {
            throw wrong(any, problem);
        }
    }

    private OptionalLong failed(String name, K6Metrics of, K6Metrics all) throws ImportException {
        Optional<Metric> told = of.get(K6Metrics.FAILED);
        if (told.isPresent()) {
            return OptionalLong.of(whole(told.get(), "passes")); // what passes is the statement that it failed
        }
        Optional<Metric> ofAll = all.get(K6Metrics.FAILED);
        if (ofAll.isEmpty()) {
            return OptionalLong.empty();
        }
        if (whole(ofAll.get(), "passes") > 0) {
            throw wrong(
                    ofAll.get(),
                    "some requests failed, and the summary does not tell whether these are among them. Add a threshold on"
                            + " http_req_failed{name:" + name + "}, such as rate<=1, to the script");
        }
        return OptionalLong.of(0);
    }

    private long requests(K6Metrics of, Metric durations) throws ImportException {
        Optional<Metric> counted = of.get(K6Metrics.REQUESTS);
        if (counted.isPresent()) {
            return whole(counted.get(), "count");
        }
        if (of.get(K6Metrics.DURATION).filter(each -> each.has("count")).isPresent()) {
            return whole(of.get(K6Metrics.DURATION).get(), "count");
        }
        Optional<Metric> rate = of.get(K6Metrics.FAILED);
        if (rate.isPresent()) {
            return whole(rate.get(), "passes") + whole(rate.get(), "fails");
        }
        throw wrong(
                durations,
                "it does not tell how many requests " + durations.name()
                        + " is of: add 'count' to summaryTrendStats in the script");
    }

    private Percentiles successes(K6Metrics of, long requests, OptionalLong failed) throws ImportException {
        Optional<Metric> ofSuccesses = of.get(K6Metrics.DURATION + K6Metrics.SUCCEEDED);
        if (ofSuccesses.isPresent() && failed.isPresent()) {
            return percentiles(ofSuccesses.get(), requests - failed.getAsLong());
        }
        Optional<Metric> ofAll = of.get(K6Metrics.DURATION);
        if (ofAll.isEmpty()) {
            throw wrong(
                    ofSuccesses.orElseThrow(),
                    "it does not tell how many requests failed, and so not of how many these are the durations: add a"
                            + " threshold on http_req_failed, such as rate<=1, to the script");
        }
        return percentiles(ofAll.get(), requests).without(failed.orElse(0));
    }

    /** k6 interpolates between the two values around a rank, so that a percentile lies between them. */
    private Percentiles percentiles(Metric metric, long count) throws ImportException {
        List<Percentiles.Point> points = new ArrayList<>();
        OptionalLong mean = OptionalLong.empty();
        for (Map.Entry<String, Double> stat : count == 0
                ? List.<Map.Entry<String, Double>>of()
                : List.copyOf(metric.values().entrySet())) {
            long nanos = Math.round(stat.getValue() * NANOS);
            Matcher percentile = PERCENTILE.matcher(stat.getKey());
            if (percentile.matches()) {
                double part = Double.parseDouble(percentile.group(1)) / 100;
                points.add(point(
                        new BigDecimal(percentile.group(1)).movePointLeft(2).doubleValue(), part, nanos, count));
            }
            switch (stat.getKey()) {
                case "min" -> points.add(point(0, 0, nanos, count));
                case "med" -> points.add(point(0.5, 0.5, nanos, count));
                case "max" -> points.add(point(1, 1, nanos, count));
                case "avg" -> mean = OptionalLong.of(nanos);
                default -> {
                    // a percentile, or none that k6 knows now
                }
            }
        }
        points.sort(Comparator.comparingDouble(Percentiles.Point::share));
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).nanos() < points.get(i - 1).nanos()) {
                throw wrong(metric, "a higher percentile of " + metric.name() + " is shorter than a lower one");
            }
        }
        return new Percentiles(count, points, mean);
    }

    /** @param part the share as k6 calculates with it */
    private static Percentiles.Point point(double share, double part, long nanos, long count) {
        double rank = part * (count - 1.0);
        return new Percentiles.Point(
                share, nanos, Math.min(count, (long) Math.floor(rank) + 1), count - (long) Math.ceil(rank));
    }

    /** How long the test took, by how many requests it made at which rate. */
    private static long nanos(Optional<Metric> requests) {
        return requests.filter(all -> all.value("rate") > 0)
                .map(all -> Math.round(all.value("count") / all.value("rate") * 1e9))
                .orElse(0L);
    }

    private long whole(Metric metric, String stat) throws ImportException {
        double value = metric.value(stat);
        if (!(value >= 0 && value == Math.rint(value) && value < 1e15)) {
            throw wrong(metric, metric.name() + " has no '" + stat + "' that is a number of requests");
        }
        return (long) value;
    }

    private ImportException wrong(Metric metric, String what) {
        return lines.wrong(metric.line(), what);
    }
}
