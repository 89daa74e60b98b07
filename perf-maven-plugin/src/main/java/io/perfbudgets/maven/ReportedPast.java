package io.perfbudgets.maven;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Change;
import io.perfbudgets.compare.Comparison;
import io.perfbudgets.compare.Drift;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import io.perfbudgets.maven.history.RunQuery;
import io.perfbudgets.maven.report.Past;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known from before a run, for its report. */
final class ReportedPast {
    private static final int MOST_RUNS = 50;

    /** So many measurements are read in a second or two. */
    private static final int MOST_MEASUREMENTS = 20_000;

    private static final List<Metric> SHOWN = List.of(Metric.LATENCY_P95, Metric.QUERIES);

    private final GateReport report;
    private final ComparedRuns now;

    /**
     * One run of a course.
     *
     * @param name of it, for people
     */
    private record When(Instant at, String commit, String name) {}

    ReportedPast(GateReport report) {
        this.report = report;
        this.now = new ComparedRuns(
                "this run",
                report.results().machines(),
                List.of(report.results().observed()));
    }

    /**
     * What the history holds: how values went from run to run, and the run that is marked as a baseline.
     *
     * @throws HistoryException if it cannot be read, which is no reason to go without a report
     */
    Past in(HistoryPlace place) throws HistoryException {
        if (place.location().isEmpty() || now.machines().isEmpty()) {
            return Past.NONE;
        }
        try (History history = History.open(place.location().get())) {
            Optional<ComparedRuns> baseline = Optional.empty();
            for (RunEntry marked : history.runs(RunQuery.of(report.name(), 2).baselines())) {
                if (baseline.isEmpty() && isAnother(marked)) {
                    baseline = Optional.of(ComparedRuns.of(history, List.of(marked)));
                }
            }
            return new Past(baseline.map(this::against), courses(history));
        }
    }

    /** The same, or nothing where the history cannot be read, which is told. */
    Past in(HistoryPlace place, Consumer<String> warning) {
        try {
            return in(place);
        } catch (HistoryException unreadable) {
            warning.accept("The report shows no former runs of " + report.name() + ". " + unreadable.getMessage());
            return Past.NONE;
        }
    }

    /** The run held against {@code before}. */
    Past.Comparison against(ComparedRuns before) {
        Comparison comparison = new Comparison(before.normalisation(now));
        List<Change> changes = comparison.of(before.observed(), now.observed());
        return Past.Comparison.of(before.name(), now.name(), comparison.note(), changes);
    }

    private boolean isAnother(RunEntry run) {
        return !run.runId().equals(report.results().runId());
    }

    private Map<Subject, List<Past.Course>> courses(History history) throws HistoryException {
        Map<Subject, Observed> current = now.observed().get(0);
        int most = Math.min(MOST_RUNS, MOST_MEASUREMENTS / Math.max(1, current.size()));
        List<RunEntry> entries = new ArrayList<>(history.runs(RunQuery.of(report.name(), most + 1)));
        entries.removeIf(entry -> !isBefore(entry));
        Collections.reverse(entries);
        List<Map<Subject, Observed>> runs = new ArrayList<>();
        List<When> when = new ArrayList<>();
        for (RunEntry entry : entries) {
            runs.add(history.measurements(entry));
            when.add(new When(
                    entry.startedAt(),
                    entry.commit().shortId(),
                    entry.commit().shortId().isEmpty()
                            ? "run " + entry.runId()
                            : entry.commit().shortId()));
        }
        runs.add(current);
        when.add(new When(startedAt(), "", "this run"));
        Map<Subject, List<Drift>> drifts = Drift.in(runs).stream().collect(Collectors.groupingBy(Drift::subject));
        Map<Subject, List<Past.Course>> courses = new HashMap<>();
        for (Subject subject : current.keySet()) {
            List<Drift> ofIt = drifts.getOrDefault(subject, List.of());
            courses.put(
                    subject,
                    Stream.concat(SHOWN.stream(), ofIt.stream().map(Drift::metric))
                            .distinct()
                            .map(metric -> course(subject, metric, runs, when, ofIt))
                            .filter(course -> course.points().size() > 1)
                            .toList());
        }
        return courses;
    }

    /** Whether it can be set beside this run, which may be reported on when others came after it. */
    private boolean isBefore(RunEntry run) {
        return isAnother(run)
                && !run.startedAt().isAfter(startedAt())
                && now.machines().stream().allMatch(run.machine()::isComparableTo);
    }

    private Instant startedAt() {
        return report.results().jvms().get(0).startedAt();
    }

    private static Past.Course course(
            Subject subject, Metric metric, List<Map<Subject, Observed>> runs, List<When> when, List<Drift> drifts) {
        List<Past.Point> points = new ArrayList<>();
        List<Integer> runOf = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            Observed observed = runs.get(run).get(subject);
            OptionalLong value = observed == null ? OptionalLong.empty() : observed.value(metric);
            if (value.isPresent()) {
                points.add(new Past.Point(when.get(run).at(), when.get(run).commit(), value.getAsLong()));
                runOf.add(run);
            }
        }
        List<Past.Shift> shifts = drifts.stream()
                .filter(drift -> drift.metric() == metric)
                .map(drift -> new Past.Shift(
                        runOf.indexOf(drift.first()),
                        drift.before(),
                        drift.after(),
                        when.get(drift.last()).name() + " and "
                                + when.get(drift.first()).name()))
                .toList();
        return new Past.Course(metric, points, shifts);
    }
}
