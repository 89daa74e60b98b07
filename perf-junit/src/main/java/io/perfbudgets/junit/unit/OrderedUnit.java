package io.perfbudgets.junit.unit;

import io.perfbudgets.recorded.RecordedStep;
import io.perfbudgets.recorded.RecordedTest;
import io.perfbudgets.recorded.RecordedUnit;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The statements of one unit in their order, and its inner units. Kept of the first iteration of a test that is recorded,
 * and of no other. Thread-safe.
 */
final class OrderedUnit {
    /** More are summed up: nobody reviews a longer list. */
    private static final int MOST_STEPS = 1_000;

    private final List<Step> steps = new ArrayList<>();
    private final List<OrderedUnit> inner = new ArrayList<>();
    private String name;
    private long thread;
    private boolean severalThreads;
    private long further;
    private long begunAt;
    private long endedAt = Long.MAX_VALUE;

    /** One statement while it runs in a row. */
    private static final class Step {
        private final Fingerprint fingerprint;
        private final CallSite site;
        private long count = 1;

        Step(Fingerprint fingerprint, CallSite site) {
            this.fingerprint = fingerprint;
            this.site = site;
        }

        RecordedStep recorded() {
            return new RecordedStep(count, fingerprint.text(), site.location());
        }
    }

    /** @param name what it is called unless somebody knows better */
    OrderedUnit(String name) {
        this.name = name;
        this.begunAt = System.nanoTime();
    }

    /** A unit that begins within this one. */
    synchronized OrderedUnit inner(String innerName) {
        OrderedUnit unit = new OrderedUnit(innerName);
        inner.add(unit);
        return unit;
    }

    /** A request's route is known only after it was routed. */
    synchronized void named(String better) {
        name = better;
    }

    synchronized void add(Fingerprint fingerprint, Supplier<CallSite> site) {
        if (endedAt != Long.MAX_VALUE) {
            return;
        }
        long current = Thread.currentThread().getId();
        severalThreads |= thread != 0 && thread != current;
        thread = current;
        Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        if (last != null && further == 0 && last.fingerprint.equals(fingerprint)) {
            last.count++;
        } else if (steps.size() < MOST_STEPS) {
            steps.add(new Step(fingerprint, site.get()));
        } else {
            further++;
        }
    }

    synchronized void end() {
        if (endedAt == Long.MAX_VALUE) {
            endedAt = System.nanoTime();
        }
    }

    /** What ran in it and within, units without a statement left out. */
    RecordedTest recorded() {
        return RecordedTest.observed(units());
    }

    private synchronized List<RecordedUnit> units() {
        List<RecordedStep> own = new ArrayList<>();
        steps.forEach(step -> own.add(step.recorded()));
        if (further > 0) {
            own.add(new RecordedStep(further, "(further statements)", ""));
        }
        List<RecordedUnit> units = new ArrayList<>();
        if (!own.isEmpty()) {
            RecordedUnit unit = new RecordedUnit(name, 1, severalThreads, own);
            units.add(severalThreads ? unit.inAnyOrder() : unit);
        }
        innerInOrder().forEach(units::addAll);
        return units;
    }

    /** As they began; those that ran side by side by their names and statements, as their order is chance. */
    private List<List<RecordedUnit>> innerInOrder() {
        List<List<RecordedUnit>> ordered = new ArrayList<>();
        List<List<RecordedUnit>> together = new ArrayList<>();
        long until = Long.MIN_VALUE;
        for (OrderedUnit unit : inner) {
            if (unit.begunAt >= until) {
                addSorted(ordered, together);
            }
            together.add(unit.units());
            until = Math.max(until, unit.endedAt);
        }
        addSorted(ordered, together);
        return ordered;
    }

    private static void addSorted(List<List<RecordedUnit>> ordered, List<List<RecordedUnit>> together) {
        if (together.size() > 1) {
            together.sort(Comparator.comparing(units -> units.toString().toLowerCase(Locale.ROOT)));
        }
        ordered.addAll(together);
        together.clear();
    }
}
