package io.perfbudgets.compare;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.judge.LatencyBatch;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyLimit;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Finds limits that were kept with room to spare in each of a number of runs, and proposes tighter ones. It never proposes
 * a looser one.
 *
 * @param headroom what is left above the worst of the runs
 * @param runs how many have to agree
 */
public record Tightening(Headroom headroom, int runs) {
    /** A limit that would change by less than a fifth is left alone. */
    private static final double WORTH_IT = 0.8;

    /**
     * What became of a budget for one subject in one run.
     *
     * @param run names the run
     * @param observed what stood against the limit, if anything was observed
     * @param measured all that the run observed of the subject, if it is known
     */
    public record Past(String run, Outcome outcome, OptionalLong observed, Optional<Observed> measured) {}

    /**
     * A proposal.
     *
     * @param budget as it is declared
     * @param worst the worst of all runs and subjects
     * @param limit the tighter limit
     * @param runs how many runs it rests on
     */
    public record Proposal(Budget budget, Amount worst, Amount limit, int runs) {}

    /**
     * The tighter limit of one budget.
     *
     * @param past what became of the budget for each of its subjects in each run
     * @return empty if there is no headroom, or it has not lasted
     */
    public Optional<Proposal> of(Budget budget, List<Past> past) {
        int seen = (int) past.stream().map(Past::run).distinct().count();
        boolean kept = past.stream()
                .allMatch(each ->
                        each.outcome() == Outcome.WITHIN && each.observed().isPresent());
        if (!canBeTightened(budget) || seen < runs || !kept) {
            return Optional.empty();
        }
        LongStream values = past.stream().flatMapToLong(each -> each.observed().stream());
        long worst = (budget.metric().isMinimum() ? values.min() : values.max()).orElseThrow();
        return Stream.iterate(headroom.limit(budget.metric(), worst), Headroom::wider)
                .takeWhile(limit -> isWorthIt(budget, limit))
                .filter(limit -> past.stream().allMatch(each -> isDecided(budget.metric(), limit, each)))
                .findFirst()
                .map(limit -> new Proposal(budget, new Amount(limit.dimension(), worst), limit, seen));
    }

    private static boolean canBeTightened(Budget budget) {
        return switch (budget.metric()) {
            case QUERIES_EXACTLY, QUERIES_GROWTH, QUERIES_RECORDED, SLOW_REQUESTS -> false;
            default -> budget.reference().isEmpty() && budget.metric().judging() != Judging.TREND;
        };
    }

    private static boolean isWorthIt(Budget budget, Amount limit) {
        long old = budget.limit().value();
        if (limit.dimension() == Dimension.COUNT) {
            return limit.value() < old;
        }
        if (limit.value() == 0) {
            return false;
        }
        return budget.metric().isMinimum() ? limit.value() * WORTH_IT >= old : limit.value() <= WORTH_IT * old;
    }

    /** Whether the run would have been found to keep the limit too: that takes more than a percentile below it. */
    private static boolean isDecided(Metric metric, Amount limit, Past past) {
        if (!metric.isLatency() || !(metric.quantile() < 1) || past.measured().isEmpty()) {
            return true;
        }
        Histogram values = past.measured().get().histogram();
        long highest = values.highestEquivalentValue(limit.value());
        long over =
                highest >= values.getMaxValue() ? 0 : values.getCountBetweenValues(highest + 1, values.getMaxValue());
        LatencyLimit asked = LatencyLimit.ofQuantile(metric.quantile(), limit.value());
        return LatencyBatch.of(asked, LatencyRules.DEFAULT).judgeCounts(values.getTotalCount(), over)
                instanceof LatencyJudgement.Within;
    }
}
