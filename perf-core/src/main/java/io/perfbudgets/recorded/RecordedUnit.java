package io.perfbudgets.recorded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one unit of a test ran itself, its inner units left out.
 *
 * @param name {@code test} for the test itself, else the request or the operation
 * @param times how many units in a row did the same
 * @param anyOrder whether several threads ran the statements, so that their order says nothing
 * @param steps the statements in their order
 */
public record RecordedUnit(String name, long times, boolean anyOrder, List<RecordedStep> steps) {
    private static final String IN_ANY_ORDER = " in any order";

    public RecordedUnit {
        steps = List.copyOf(steps);
    }

    /** How its head is written down: {@code GET /games}, {@code 3 x GET /games/{id}}, {@code test in any order}. */
    String written() {
        return (times == 1 ? "" : times + " x ") + name + (anyOrder ? IN_ANY_ORDER : "");
    }

    /** What {@link #written} was made from, the steps being known. */
    static RecordedUnit of(String written, List<RecordedStep> steps) {
        Counted head = Counted.of(written);
        boolean anyOrder = head.text().endsWith(IN_ANY_ORDER);
        String name = anyOrder ? head.text().substring(0, head.text().length() - IN_ANY_ORDER.length()) : head.text();
        return new RecordedUnit(name, head.count(), anyOrder, steps);
    }

    /** The same with its statements sorted, each once: all that can be told where several threads run them. */
    public RecordedUnit inAnyOrder() {
        Map<String, RecordedStep> sums = new LinkedHashMap<>();
        steps.stream()
                .sorted(Comparator.comparing(RecordedStep::statement))
                .forEach(step -> sums.merge(
                        step.statement(),
                        step,
                        (one, other) ->
                                new RecordedStep(one.count() + other.count(), one.statement(), one.callSite())));
        return new RecordedUnit(name, times, true, List.copyOf(sums.values()));
    }

    private boolean isLike(RecordedUnit other) {
        return name.equals(other.name)
                && anyOrder == other.anyOrder
                && steps.stream()
                        .map(RecordedStep::written)
                        .toList()
                        .equals(other.steps.stream().map(RecordedStep::written).toList());
    }

    /** Units in a row that did the same as one. */
    public static List<RecordedUnit> folded(List<RecordedUnit> units) {
        List<RecordedUnit> folded = new ArrayList<>();
        for (RecordedUnit unit : units) {
            int last = folded.size() - 1;
            if (last >= 0 && folded.get(last).isLike(unit)) {
                RecordedUnit before = folded.get(last);
                folded.set(
                        last, new RecordedUnit(before.name, before.times + unit.times, before.anyOrder, before.steps));
            } else {
                folded.add(unit);
            }
        }
        return folded;
    }
}
