package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a module from before its run.
 *
 * @param comparison the run held against a baseline; empty if there is none
 * @param courses values of former runs
 */
public record Past(Optional<Comparison> comparison, Map<Subject, List<Course>> courses) {
    /** Nothing. */
    public static final Past NONE = new Past(Optional.empty(), Map.of());

    public Past {
        courses = Map.copyOf(courses);
    }

    /** What became of {@code subject} since the baseline, as far as there is one. */
    Stream<Change> changes(Subject subject) {
        return comparison.stream().flatMap(compared -> compared.changes().getOrDefault(subject, List.of()).stream());
    }

    /**
     * A run held against another.
     *
     * @param before what was before
     * @param after what is after
     * @param note what is to be said of the machines; empty if there is but one
     * @param changes what became of each subject
     */
    public record Comparison(String before, String after, String note, Map<Subject, List<Change>> changes) {
        public Comparison {
            changes = Map.copyOf(changes);
        }

        /** Of all changes in a row. */
        public static Comparison of(String before, String after, String note, List<Change> changes) {
            return new Comparison(
                    before, after, note, changes.stream().collect(Collectors.groupingBy(Change::subject)));
        }
    }

    /**
     * One metric of one subject from run to run.
     *
     * @param metric which
     * @param points the oldest first, this run included
     * @param shifts where its level changed
     */
    public record Course(Metric metric, List<Point> points, List<Shift> shifts) {
        public Course {
            points = List.copyOf(points);
            shifts = List.copyOf(shifts);
        }
    }

    /**
     * One run's value.
     *
     * @param at when the run began
     * @param commit what it was built from; empty if unknown
     * @param value in base units of the metric
     */
    public record Point(Instant at, String commit, long value) {}

    /**
     * A lasting change of level.
     *
     * @param index of the first point after it
     * @param between which runs it came, as {@code 3f2a81c0 and this run}
     */
    public record Shift(int index, Amount before, Amount after, String between) {
        /** {@code rose from 40 ms to 92 ms between 3f2a81c0 and this run}. */
        String text() {
            return (after.value() > before.value() ? "rose" : "fell") + " from " + before + " to " + after + " between "
                    + between;
        }
    }
}
