package io.perfbudgets.judge;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * At which sizes a series is looked at. The first look is at the fewest values that can be within the limit, each next
 * one at twice as many; small looks before it can only find breaches. The risk of a wrong answer is divided by the
 * number of looks (Bonferroni), which holds whatever their dependence.
 */
final class LatencyLooks {
    private static final int FIRST_BREACH_LOOK = 10;

    private final NavigableSet<Integer> within = new TreeSet<>();
    private final NavigableSet<Integer> all = new TreeSet<>();

    LatencyLooks(LatencyRule rule, LatencyRules rules) {
        int most = rules.maxValues();
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

    boolean mayBeWithin(int size) {
        return within.contains(size);
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
        return Math.max(1, within.size());
    }

    /** One more than planned: the moment at which few but long values reach the floor in time. */
    int breachLooks() {
        return all.size() + 1;
    }
}
