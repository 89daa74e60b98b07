package io.perfbudgets.judge;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a percentile's breach shows throughout a series, by the share of values over the limit in contiguous blocks. A
 * slow machine shows as stretches of blocks that are far worse than the rest; slow code shows everywhere.
 */
final class PercentileBlocks {
    /** A disturbance over 30 % of a series reaches into four of its tenths. */
    private static final double CALM_TENTHS = 0.6;

    private static final int TENTHS = 10;
    /** The risk at which the calmest tenths, chosen for being calm, must still break the limit. */
    private static final double CALM_RISK = 0.05;
    /** A block this improbable by the usual share belongs to a disturbed stretch. */
    private static final double STRETCH_RISK = 0.001;
    /** With less left than this beside disturbed stretches, nothing is known of the code. */
    private static final double FEWEST_CALM = 0.3;

    private record Block(int values, int over) {
        double share() {
            return (double) over / values;
        }
    }

    private final PercentileRule rule;
    private final LatencySeries series;
    private final List<Block> blocks;

    PercentileBlocks(PercentileRule rule, LatencySeries series) {
        this.rule = rule;
        this.series = series;
        this.blocks = cut(series.blocks());
    }

    private List<Block> cut(int parts) {
        return IntStream.range(0, parts)
                .mapToObj(part -> {
                    int from = series.partStart(part, parts);
                    int to = series.partStart(part + 1, parts);
                    return new Block(to - from, series.over(rule.limit(), from, to));
                })
                .toList();
    }

    /** How many blocks break the limit for themselves. */
    int over() {
        return (int)
                blocks.stream().filter(block -> block.share() > rule.allowed()).count();
    }

    boolean calmestTenthsAreOver() {
        List<Block> tenths = cut(Math.min(TENTHS, series.size()));
        List<Block> calmest = tenths.stream()
                .sorted(Comparator.comparingDouble(Block::share))
                .limit((long) Math.ceil(tenths.size() * CALM_TENTHS))
                .toList();
        return isOver(calmest, CALM_RISK);
    }

    /**
     * Whether the limit is broken when blocks with far more values over it than the median block are left out, with their
     * neighbours. Where nothing stands out, nothing is left out, so that a steady breach loses no evidence.
     */
    boolean isOverBesideStretches(double risk) {
        double[] shares = blocks.stream().mapToDouble(Block::share).sorted().toArray();
        double usual = Math.max(rule.allowed(), shares[shares.length / 2]);
        boolean[] standsOut = new boolean[blocks.size() + 2];
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            standsOut[i + 1] = Binomial.atLeast(block.values(), block.over(), usual) < STRETCH_RISK;
        }
        List<Block> calm = IntStream.range(0, blocks.size())
                .filter(i -> !standsOut[i] && !standsOut[i + 1] && !standsOut[i + 2])
                .mapToObj(blocks::get)
                .toList();
        return calm.stream().mapToInt(Block::values).sum() >= series.size() * FEWEST_CALM && isOver(calm, risk);
    }

    private boolean isOver(List<Block> some, double risk) {
        int values = some.stream().mapToInt(Block::values).sum();
        int over = some.stream().mapToInt(Block::over).sum();
        return rule.over(values, over, risk);
    }
}
