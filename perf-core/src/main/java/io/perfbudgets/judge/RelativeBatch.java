package io.perfbudgets.judge;

import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Judges a relative latency budget over values that are all there already. Those of the reference were not taken in turns
 * with them, so they are first turned into a limit of its own for each answer, at half of the risk: a breach is held
 * against the upper bound of the reference's percentile, and must then be one as {@link LatencyBatch} says; WITHIN is held
 * against the lower bound, the lowest of the three thirds of the reference's run, since a machine that was disturbed while
 * the reference ran must not make a budget wider.
 */
final class RelativeBatch {
    private static final int THIRDS = 3;

    private final RelativeLimit limit;
    private final LatencyRules rules;

    RelativeBatch(RelativeLimit limit, LatencyRules rules) {
        this.limit = limit;
        this.rules = rules;
    }

    /**
     * Judges values, nanoseconds in the order in which they were taken.
     *
     * @param reference the reference's values likewise
     */
    LatencyJudgement judge(long[] nanos, long[] reference) {
        LatencySeries values = LatencySeries.of(nanos);
        LatencySeries references = LatencySeries.of(reference);
        PercentileRule percentile = limit.any();
        OptionalLong observed = percentile.observed(references);
        OptionalLong most = percentile.upperBound(references, rules.breachRisk() / 2);
        OptionalLong least = leastOfThirds(references, rules.withinRisk() / 2);
        if (most.isPresent()) {
            LatencyJudgement strict =
                    LatencyBatch.of(limit.of(most.getAsLong()), halved()).judge(nanos);
            if (strict instanceof LatencyJudgement.Breached) {
                OptionalLong bound = limit.lowerBound(values, references, rules.breachRisk());
                return new LatencyJudgement.Breached(evidence(strict, values, references, bound, observed));
            }
        }
        if (least.isPresent()) {
            LatencyJudgement strict =
                    LatencyBatch.of(limit.of(least.getAsLong()), halved()).judge(nanos);
            if (strict instanceof LatencyJudgement.Within) {
                OptionalLong bound = limit.upperBound(values, references, rules.withinRisk());
                return new LatencyJudgement.Within(evidence(strict, values, references, bound, observed));
            }
        }
        int needed = limit.fewest(rules.withinRisk());
        boolean few = values.size() < needed || least.isEmpty() || most.isEmpty();
        LatencyJudgement doubt =
                LatencyBatch.of(limit.of(observed.orElse(1)), rules).judge(nanos);
        return new LatencyJudgement.Undecided(
                evidence(doubt, values, references, OptionalLong.empty(), observed),
                few ? LatencyDoubt.TOO_FEW : LatencyDoubt.NEAR_THE_LIMIT,
                least.isEmpty() ? Math.max(needed, fewestReferences()) : needed);
    }

    private LatencyRules halved() {
        return rules.withBudgets(rules.budgets() * 2).withWithinConfidence(1 - rules.withinRisk() / 2);
    }

    private int fewestReferences() {
        return THIRDS * limit.fewest(rules.withinRisk());
    }

    private OptionalLong leastOfThirds(LatencySeries references, double risk) {
        OptionalLong[] each = IntStream.range(0, THIRDS)
                .mapToObj(third -> limit.any().lowerBound(references.part(third, THIRDS), risk))
                .toArray(OptionalLong[]::new);
        boolean all = IntStream.range(0, THIRDS).allMatch(third -> each[third].isPresent());
        return all
                ? IntStream.range(0, THIRDS)
                        .mapToLong(third -> each[third].getAsLong())
                        .min()
                : OptionalLong.empty();
    }

    private LatencyEvidence evidence(
            LatencyJudgement of,
            LatencySeries values,
            LatencySeries references,
            OptionalLong bound,
            OptionalLong reference) {
        LatencyEvidence evidence = of.evidence();
        OptionalLong ratio = limit.ratio(values, references);
        return new LatencyEvidence(
                ratio,
                evidence.used(),
                evidence.over(),
                evidence.setAside(),
                evidence.signs(),
                ratio.stream().boxed().toList(),
                evidence.looks(),
                evidence.blocks(),
                evidence.blocksOver(),
                evidence.confidence(),
                bound,
                reference);
    }
}
