package io.perfbudgets.judge;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The mean by batch means: the series is cut into ten contiguous blocks and Student's t is taken of the block means,
 * which are far less skewed and less dependent on each other than single values (Schmeiser 1982, Batch Size Effects in
 * the Analysis of Simulation Output, Operations Research 30:3). No test of a mean holds for every distribution (Bahadur
 * and Savage 1956), hence at least six values a block before the mean may be called within its limit.
 */
record MeanRule(long limit) implements LatencyRule {
    private static final int FEWEST = 60;
    private static final int BATCHES = 10;

    @Override
    public int fewest(double risk) {
        return FEWEST;
    }

    @Override
    public boolean within(LatencySeries series, double risk) {
        return series.size() >= FEWEST && upper(series, risk) <= limit;
    }

    @Override
    public boolean over(LatencySeries series, double risk) {
        return series.size() >= BATCHES && lower(series, risk) > limit;
    }

    /** By the median of the block means, which stays put while fewer than half of the blocks are disturbed. */
    @Override
    public boolean throughout(LatencySeries series, double risk) {
        double[] means = means(series, series.blocks());
        Arrays.sort(means);
        return means[(means.length - 1) / 2] > limit;
    }

    @Override
    public int blocksOver(LatencySeries series) {
        return (int) Arrays.stream(means(series, series.blocks()))
                .filter(mean -> mean > limit)
                .count();
    }

    @Override
    public OptionalLong observed(LatencySeries series) {
        return series.size() == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(series.mean(0, series.size())));
    }

    @Override
    public OptionalLong lowerBound(LatencySeries series, double risk) {
        return OptionalLong.of((long) Math.floor(lower(series, risk)));
    }

    @Override
    public OptionalLong upperBound(LatencySeries series, double risk) {
        return OptionalLong.of((long) Math.ceil(upper(series, risk)));
    }

    private static double lower(LatencySeries series, double risk) {
        return series.mean(0, series.size()) - halfWidth(series, risk);
    }

    private static double upper(LatencySeries series, double risk) {
        return series.mean(0, series.size()) + halfWidth(series, risk);
    }

    private static double halfWidth(LatencySeries series, double risk) {
        double[] means = means(series, BATCHES);
        double centre = Arrays.stream(means).average().orElse(0);
        double squares = Arrays.stream(means)
                .map(mean -> (mean - centre) * (mean - centre))
                .sum();
        int degrees = means.length - 1;
        return StudentT.critical(risk, degrees) * Math.sqrt(squares / degrees / means.length);
    }

    private static double[] means(LatencySeries series, int parts) {
        return IntStream.range(0, parts)
                .mapToDouble(part -> series.mean(series.partStart(part, parts), series.partStart(part + 1, parts)))
                .toArray();
    }
}
