package io.perfbudgets.budget;

/**
 * How sure a verdict must be, and what happens where there is none.
 *
 * @param confidence the least confidence of a breach of a statistically judged budget, from 50 % to below 100 %
 * @param onUndecided what to do about too few or too noisy values
 * @param onUnmeasured what to do about a budget that nothing was observed for
 */
public record Policy(Amount confidence, Reaction onUndecided, Reaction onUnmeasured) {

    /** Where nothing is declared: 99.9 %, warn, fail. */
    public static final Policy DEFAULT = new Policy(new Amount(Dimension.RATIO, 999_000), Reaction.WARN, Reaction.FAIL);

    public Policy {
        if (!isConfidence(confidence)) {
            throw new IllegalArgumentException("a confidence is at least 50 % and below 100 %, not " + confidence);
        }
    }

    static boolean isConfidence(Amount amount) {
        return amount.dimension() == Dimension.RATIO && amount.value() >= 500_000 && amount.value() < 1_000_000;
    }
}
