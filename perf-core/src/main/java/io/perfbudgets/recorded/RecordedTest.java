package io.perfbudgets.recorded;

import java.util.ArrayList;
import java.util.List;

/**
 * What one test ran, unit by unit.
 *
 * @param units those that ran any statement, in the order in which they began
 * @param line where it stands in its file, counted from 1; 0 if it was observed just now
 */
public record RecordedTest(List<RecordedUnit> units, int line) {
    public RecordedTest {
        units = List.copyOf(units);
    }

    /** What a test ran just now. */
    public static RecordedTest observed(List<RecordedUnit> units) {
        return new RecordedTest(RecordedUnit.folded(units), 0);
    }

    /** How many statements. */
    public long statements() {
        return units.stream()
                .mapToLong(unit -> unit.times()
                        * unit.steps().stream().mapToLong(RecordedStep::count).sum())
                .sum();
    }

    /** A line of it, as it is compared and shown. */
    record Line(boolean head, long count, String text, String callSite) {
        boolean isLike(Line other) {
            return head == other.head && count == other.count && text.equals(other.text);
        }
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (RecordedUnit unit : units) {
            lines.add(new Line(true, 1, unit.written(), ""));
            unit.steps().forEach(step -> lines.add(new Line(false, step.count(), step.statement(), step.callSite())));
        }
        return lines;
    }
}
