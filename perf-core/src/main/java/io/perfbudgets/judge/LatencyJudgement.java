package io.perfbudgets.judge;

/** What the values say about a latency budget, with the evidence. */
public sealed interface LatencyJudgement {
    /** What the judgement rests on. */
    LatencyEvidence evidence();

    /** The limit is kept; {@link LatencyEvidence#bound()} is an upper bound of the statistic. */
    record Within(LatencyEvidence evidence) implements LatencyJudgement {}

    /** The limit is broken, in every series; {@link LatencyEvidence#bound()} is a lower bound of the statistic. */
    record Breached(LatencyEvidence evidence) implements LatencyJudgement {}

    /**
     * The values do not say.
     *
     * @param why what kept them from it
     * @param needed fewest undisturbed values with which this budget can be judged at all (all of them within the limit);
     *     more than were used only when {@code why} is {@link LatencyDoubt#TOO_FEW}
     */
    record Undecided(LatencyEvidence evidence, LatencyDoubt why, int needed) implements LatencyJudgement {}
}
