package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.measure.Measurement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges how many threads each iteration of a test leaves running. A count is exact, but one iteration says little: what is
 * set up when it is first used, such as a pool or the event loops of a client, is there only once, and some of it grows by a
 * thread for each of the first iterations. So it is what goes on that counts.
 *
 * <p>WITHIN when {@value #CALM} iterations in a row leave at most the limit. BREACHED when so many in a row leave more that no
 * set of threads of the customary sizes, up to two for each processor, could still be growing. Everything else is UNDECIDED.
 */
public final class ThreadRule {
    private static final int CALM = 5;
    private static final int FEWEST = 20;
    private static final int BESIDES = 10;
    private static final int FOR_EACH_PROCESSOR = 3;
    private static final int PATIENCE = 3;

    private final Budget budget;
    private final int forBreach;

    /** @param processors of the machine, of which libraries make the number of their threads depend */
    public ThreadRule(Budget budget, int processors) {
        this.budget = budget;
        this.forBreach = Math.max(FEWEST, BESIDES + FOR_EACH_PROCESSOR * processors);
    }

    /** Whether {@code left}, by each iteration so far, calls for one more. */
    public boolean wantsMore(long[] left) {
        return decide(left) == Outcome.UNDECIDED && left.length < PATIENCE * forBreach;
    }

    /** Whether nothing speaks against a breach so far but the number of iterations. */
    public boolean isInSight(long[] left) {
        return left.length > 0 && atTheEnd(left, true) == left.length;
    }

    /** What {@code left} comes to. */
    public Outcome decide(long[] left) {
        if (atTheEnd(left, false) >= CALM) {
            return Outcome.WITHIN;
        }
        return atTheEnd(left, true) >= forBreach ? Outcome.BREACHED : Outcome.UNDECIDED;
    }

    /** How many iterations at the end are over the limit, or are not. */
    private int atTheEnd(long[] left, boolean over) {
        int count = 0;
        while (count < left.length
                && (left[left.length - 1 - count] > budget.limit().value()) == over) {
            count++;
        }
        return count;
    }

    /**
     * The verdict.
     *
     * @param left by each iteration
     * @param disturbed why a breach could be another's doing; empty if it could not
     * @param threads which ones they are, for people, in lines; empty if there are none
     */
    public Verdict judge(long[] left, Measurement measurement, Optional<String> disturbed, String threads) {
        Outcome found = decide(left);
        Outcome outcome = found == Outcome.BREACHED && disturbed.isPresent() ? Outcome.UNDECIDED : found;
        long observed = outcome == Outcome.WITHIN ? most(left, CALM) : least(left);
        String why =
                switch (outcome) {
                    case BREACHED ->
                        String.format(
                                Locale.ROOT,
                                "each of the last %,d iterations left so many or more, which are still alive",
                                atTheEnd(left, true));
                    case WITHIN ->
                        CALM + " iterations in a row"
                                + (left.length > CALM
                                        ? String.format(Locale.ROOT, " after %,d", left.length - CALM)
                                        : "");
                    default ->
                        disturbed.filter(reason -> found == Outcome.BREACHED).orElseGet(() -> doubt(left));
                };
        return new Verdict(
                budget,
                measurement.subject(),
                outcome,
                Optional.of(Amount.count(observed)),
                why + (threads.isEmpty() ? "" : "\n" + threads),
                Optional.of(measurement));
    }

    private long least(long[] left) {
        int over = atTheEnd(left, true);
        return Arrays.stream(left)
                .skip(Math.max(0, left.length - Math.max(1, over)))
                .min()
                .orElse(0);
    }

    private static long most(long[] left, int last) {
        return Arrays.stream(left).skip(Math.max(0, left.length - last)).max().orElse(0);
    }

    private String doubt(long[] left) {
        long over = Arrays.stream(left)
                .filter(count -> count > budget.limit().value())
                .count();
        return over == 0
                ? String.format(
                        Locale.ROOT, "none over it, but only %,d iterations in the time; %,d tell", left.length, CALM)
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d iterations left more; %,d in a row tell a leak from a pool that fills",
                        over,
                        left.length,
                        forBreach);
    }
}
