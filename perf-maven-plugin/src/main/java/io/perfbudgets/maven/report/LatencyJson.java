package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.measure.Latencies;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Durations for two charts, in milliseconds: by percentile, on the axis {@code 1 / (1 - p)} that HdrHistogram made customary,
 * and one after the other in the order in which they were taken.
 */
final class LatencyJson {
    private static final int MOST_POINTS = 240;
    private static final int STEPS_PER_HALVING = 5;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final MathContext DIGITS = new MathContext(4);
    private static final double[] TOLD = {0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};

    private LatencyJson() {}

    static ObjectNode of(Latencies latencies, List<Finding> findings) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("count", latencies.count());
        addCurve(node.putArray("x"), node.putArray("y"), latencies);
        long[] ordered = latencies.ordered();
        addRun(node.putArray("run"), node.putArray("at"), ordered);
        node.put("taken", ordered.length);
        ArrayNode table = node.putArray("table");
        long[] values = latencies.percentiles(TOLD);
        for (int i = 0; i < TOLD.length; i++) {
            table.addArray().add(name(TOLD[i])).add(Amount.nanos(values[i]).toString());
        }
        addLimits(node.putArray("limits"), findings);
        return node;
    }

    private static String name(double quantile) {
        return quantile == 1
                ? "max"
                : "p"
                        + new BigDecimal(quantile * 100)
                                .round(DIGITS)
                                .stripTrailingZeros()
                                .toPlainString();
    }

    /** Finer towards the slow end, where it matters, and no further than there are values to tell. */
    private static void addCurve(ArrayNode x, ArrayNode y, Latencies latencies) {
        double last = Math.max(1, latencies.count());
        int steps = (int) Math.ceil(STEPS_PER_HALVING * Math.log(last) / Math.log(2));
        double[] at = IntStream.rangeClosed(0, steps)
                .mapToDouble(step -> step == steps ? last : Math.pow(2, (double) step / STEPS_PER_HALVING))
                .toArray();
        double[] shares =
                DoubleStream.of(at).map(each -> each == last ? 1 : 1 - 1 / each).toArray();
        long[] values = latencies.percentiles(shares);
        for (int i = 0; i < at.length; i++) {
            x.add(rounded(at[i]));
            y.add(millis(values[i]));
        }
    }

    /** Of each stretch that shares one point, the longest: it is the one to explain. */
    private static void addRun(ArrayNode values, ArrayNode at, long[] ordered) {
        int stretch = Math.max(1, (ordered.length + MOST_POINTS - 1) / MOST_POINTS);
        for (int start = 0; start < ordered.length; start += stretch) {
            int longest = start;
            for (int i = start; i < Math.min(ordered.length, start + stretch); i++) {
                longest = ordered[i] > ordered[longest] ? i : longest;
            }
            at.add(longest + 1);
            values.add(millis(ordered[longest]));
        }
    }

    private static void addLimits(ArrayNode to, List<Finding> findings) {
        Set<String> told = new LinkedHashSet<>();
        for (Finding finding : findings) {
            Budget budget = finding.verdict().budget();
            String text = budget.metric().key().replace("latency.", "") + " ≤ " + budget.limit();
            if (budget.metric().isLatency() && budget.limit().dimension() == Dimension.DURATION && told.add(text)) {
                double quantile = budget.metric().quantile();
                to.addObject()
                        .put("text", text)
                        .put("ms", millis(budget.limit().value()))
                        .put("x", quantile < 1 ? rounded(1 / (1 - quantile)) : 0);
            }
        }
    }

    static double millis(long nanos) {
        return rounded(nanos / NANOS_PER_MILLI);
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
    }
}
