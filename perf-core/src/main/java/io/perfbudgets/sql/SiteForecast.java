package io.perfbudgets.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where a repeated statement comes, so that its call site need not be looked up each time: from where it came the last
 * times that it ran right after the same statement. A loop that begins elsewhere, later, is led in by another statement and
 * so is looked at anew. What held {@value #SURE} times is looked at again after 5 executions, 21, 85, 341, 1,365 and then
 * each {@value #SELDOM}; what comes from where the units before it let expect, after {@value #EXPECTED} at once.
 *
 * <p>Not thread-safe. A forecast allocates nothing.
 *
 * @param <G> what executions of one call site are gathered in
 */
final class SiteForecast<G> {
    static final int SURE = 4;
    static final int EXPECTED = 341;
    static final int SELDOM = 4_093; // a prime: statements that take turns in a loop are not met in step

    private static final int MAX_BRANCHES = 16;
    private static final int MAX_CHANGES = 16;
    private static final int ANY = -2;

    private final List<Branch<G>> branches = new ArrayList<>(2);
    private @Nullable Branch<G> latest;

    /** What came after one statement. */
    private static final class Branch<G> {
        private final int after;
        private @Nullable G group;
        private int held;
        private int changes;
        private int interval = 1;
        private int left = 1;

        Branch(int after) {
            this.after = after;
        }
    }

    /**
     * The group that the execution belongs to, if that can be said without looking; if it cannot, {@link #learn} must follow.
     *
     * @param after the group that ran right before it in the unit
     */
    @Nullable
    G group(int after) {
        Branch<G> branch = latest;
        if (branch == null || branch.after != after) {
            branch = branchAfter(after);
            latest = branch;
        }
        return --branch.left > 0 ? branch.group : null;
    }

    private Branch<G> branchAfter(int after) {
        for (Branch<G> known : branches) {
            if (known.after == after || known.after == ANY) {
                return known;
            }
        }
        Branch<G> branch = new Branch<>(branches.size() + 1 < MAX_BRANCHES ? after : ANY);
        branches.add(branch);
        return branch;
    }

    /**
     * The group that {@link #group} could not tell.
     *
     * @param expected whether the units before came to the same, so that it need not hold here for long to be believed
     */
    void learn(G group, boolean expected) {
        Branch<G> branch = latest;
        if (branch == null) {
            return;
        }
        if (expected && branch.group == null) {
            branch.held = SURE;
            branch.interval = EXPECTED;
        } else if (branch.group != group && ++branch.changes <= MAX_CHANGES) {
            branch.held = 1;
            branch.interval = 1;
        } else if (++branch.held >= SURE) {
            branch.interval = Math.min(4 * branch.interval + 1, SELDOM);
        }
        branch.group = group;
        branch.left = branch.interval;
    }
}
