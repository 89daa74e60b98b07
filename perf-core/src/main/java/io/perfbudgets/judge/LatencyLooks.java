package io.perfbudgets.judge;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * At which sizes a series is looked at. The first look is at the fewest values that can be within the limit, each next
 * one at twice as many; small looks before it can only find breaches. The risk of a wrong answer is divided by the
 * number of looks (Bonferroni), which holds whatever their dependence.
 *
 * <p>Whether a percentile is within its limit is asked after every value instead, unless there is time for so few that
 * one look at all of them sees more.
 */
final class LatencyLooks {
    private static final int FIRST_BREACH_LOOK = 10;

    private final NavigableSet<Integer> within = new TreeSet<>();
    private final NavigableSet<Integer> all = new TreeSet<>();
    private final LatencyRule rule;
    private final boolean everyValue;

    LatencyLooks(LatencyRule declared, LatencyRules rules) {
        int most = rules.maxValues();
        everyValue = declared instanceof PercentileRule percentile
                && percentile.anyTime().fewest(rules.withinRisk()) * 2L <= most;
        rule = everyValue && declared instanceof PercentileRule percentile ? percentile.anyTime() : declared;
        plan(declared, rules, most);
    }

    private void plan(LatencyRule rule, LatencyRules rules, int most) {
        int count = 1;
        while ((long) rule.fewest(rules.withinRisk() / (count + 1)) << count <= most) {
            count++;
        }
        int first = rule.fewest(rules.withinRisk() / count);
        for (int i = 0; i < count - 1; i++) {
            within.add(first << i);
        }
        if (first <= most) {
            within.add(most);
        }
        for (int size = FIRST_BREACH_LOOK; size < Math.min(first, most); size *= 2) {
            all.add(size);
        }
        all.addAll(within);
        all.add(most);
    }

    /** The rule by which the values are judged. */
    LatencyRule rule() {
        return rule;
    }

    /** Whether it is asked after every value if they are within the limit, at one risk for all. */
    boolean everyValue() {
        return everyValue;
    }

    boolean mayBeWithin(int size) {
        return everyValue || within.contains(size);
    }

    boolean isLook(int size) {
        return all.contains(size);
    }

    /** The size at which the next look is taken; the last one's when there is none. */
    int after(int size) {
        Integer next = all.higher(size);
        return next == null ? all.last() : next;
    }

    boolean isLast(int size) {
        return size >= all.last();
    }

    int withinLooks() {
        return everyValue ? 1 : Math.max(1, within.size());
    }

    /** One more than planned: the moment at which few but long values reach the floor in time. */
    int breachLooks() {
        return all.size() + 1;
    }
}
