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
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Durations for two charts, in milliseconds: by percentile, on the axis {@code 1 / (1 - p)} that HdrHistogram made customary,
 * and one after the other in the order in which they were taken.
 */
final class LatencyJson {
    private static final int MOST_POINTS = 240;
    private static final int STEPS_PER_HALVING = 5;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final MathContext DIGITS = new MathContext(4);

    private LatencyJson() {}

    static ObjectNode of(Latencies latencies, List<Finding> findings) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("count", latencies.count());
        addCurve(node.putArray("x"), node.putArray("y"), latencies);
        addRun(node.putArray("run"), node.putArray("at"), latencies);
        node.put("taken", latencies.ordered().length);
        ArrayNode table = node.putArray("table");
        for (double quantile : new double[] {0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1}) {
            table.addArray()
                    .add(name(quantile))
                    .add(Amount.nanos(latencies.percentile(quantile)).toString());
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
        // Sorted once: a page asks for a curve of each of thousands of subjects.
        long[] sorted = latencies.isInOrder() ? latencies.ordered() : new long[0];
        Arrays.sort(sorted);
        int steps = (int) Math.ceil(STEPS_PER_HALVING * Math.log(last) / Math.log(2));
        for (int step = 0; step < steps; step++) {
            double at = Math.pow(2, (double) step / STEPS_PER_HALVING);
            double share = 1 - 1 / at;
            int rank = Math.max(1, (int) Math.ceil(Math.nextDown(share * last)));
            x.add(rounded(at));
            y.add(millis(sorted.length == 0 ? latencies.percentile(share) : sorted[rank - 1]));
        }
        x.add(rounded(last));
        y.add(millis(latencies.max()));
    }

    /** Of each stretch that shares one point, the longest: it is the one to explain. */
    private static void addRun(ArrayNode values, ArrayNode at, Latencies latencies) {
        long[] ordered = latencies.ordered();
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
