package io.perfbudgets.judge;

import java.util.Arrays;

/**
 * Judges whether the median of a few values that are dear to take, such as cold starts, is over a limit, by the sign test
 * (Dixon and Mood 1946): it needs no assumption on how they scatter. Values are looked at twice: after the first
 * {@link #first()} and, where these do not decide it, at the {@link #most()}.
 *
 * <p>With five first values and a confidence of 99.9 %: WITHIN when none of five, or at most one of ten, is over the limit;
 * a median over the limit passes so in at most 4.2 % of the runs. BREACHED when all of ten are over it; a median that
 * keeps the limit breaks so in at most 0.1 % of the runs. Everything else is UNDECIDED.
 *
 * <p>Values that are doubtful, since something else may have made them so large, stand in the way of WITHIN as all large
 * ones do, but count for no breach. Up to {@value #SPARE} are made up for by further ones.
 */
public final class FewValues {
    /** Fewer cannot show with 95 % confidence that a median keeps its limit. */
    public static final int FEWEST = 5;

    private static final double WITHIN_RISK = 0.05;
    private static final int SPARE = 5;

    private final long limit;
    private final int first;
    private final int forBreach;

    /**
     * @param limit the largest median that keeps the budget
     * @param wanted how many values to take first; at least {@value #FEWEST} are
     * @param confidence of a breach, 0.999 for 99.9 %
     */
    public FewValues(long limit, int wanted, double confidence) {
        this.limit = limit;
        this.first = Math.max(FEWEST, wanted);
        this.forBreach = (int) Math.ceil(-Math.log(1 - confidence) / Math.log(2) - 1e-9);
    }

    /** How many values are looked at first. */
    public int first() {
        return first;
    }

    /** After how many values it is decided or UNDECIDED. */
    public int most() {
        return Math.max(2 * first, forBreach);
    }

    /**
     * Whether {@code values} call for one more.
     *
     * @param doubtful how many of those over the limit say nothing
     */
    public boolean wantsMore(long[] values, int doubtful) {
        int n = values.length;
        if (n < first) {
            return true;
        }
        if (isWithin(values) || n >= most() + Math.min(doubtful, SPARE)) {
            return false;
        }
        if (doubtful > SPARE) {
            return mayPass(over(values), most());
        }
        // Some, but so many that neither answer is in reach any more.
        boolean lost = over(values) < n && !mayPass(over(values), most());
        return !lost;
    }

    /**
     * What {@code values} come to; UNMEASURED without any.
     *
     * @param doubtful how many of those over the limit say nothing
     */
    public Outcome judge(long[] values, int doubtful) {
        if (values.length == 0) {
            return Outcome.UNMEASURED;
        }
        if (isWithin(values)) {
            return Outcome.WITHIN;
        }
        boolean all = over(values) == values.length && values.length - doubtful >= Math.max(first, forBreach);
        return all ? Outcome.BREACHED : Outcome.UNDECIDED;
    }

    /** How many of {@code values} are over the limit. */
    public int over(long[] values) {
        return (int) Arrays.stream(values).filter(value -> value > limit).count();
    }

    /** The middle one of {@code values}, the higher one of two. */
    public static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private boolean isWithin(long[] values) {
        boolean look = values.length == first || values.length >= most();
        return look && mayPass(over(values), values.length);
    }

    private static boolean mayPass(int over, int of) {
        return Binomial.atMost(of, over, 0.5) <= WITHIN_RISK;
    }
}
