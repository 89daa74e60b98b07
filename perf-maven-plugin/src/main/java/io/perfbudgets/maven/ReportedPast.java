package io.perfbudgets.maven;

import io.perfbudgets.budget.Amount;
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
import io.perfbudgets.results.RunContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known from before a run, for its report. */
final class ReportedPast {
    private static final int MOST_RUNS = 20;

    /** So many measurements are read in a second or two. */
    private static final int MOST_MEASUREMENTS = 20_000;

    private static final List<Metric> SHOWN = List.of(Metric.LATENCY_P95, Metric.QUERIES);

    private final GateReport report;
    private final ComparedRuns now;

    ReportedPast(GateReport report) {
        this.report = report;
        this.now = new ComparedRuns(
                "this run",
                report.results().jvms().stream().map(RunContext::machine).toList(),
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

    /** The run held against {@code before}. */
    Past.Comparison against(ComparedRuns before) {
        boolean sameMachine = before.isComparableTo(now);
        List<Change> changes = new Comparison(sameMachine).of(before.observed(), now.observed());
        return Past.Comparison.of(before.name(), now.name(), sameMachine, changes);
    }

    private boolean isAnother(RunEntry run) {
        return !run.runId().equals(report.results().runId());
    }

    private Map<Subject, List<Past.Course>> courses(History history) throws HistoryException {
        Map<Subject, Observed> current = report.results().observed();
        int most = Math.min(MOST_RUNS, MOST_MEASUREMENTS / Math.max(1, current.size()));
        List<RunEntry> entries = new ArrayList<>(history.runs(RunQuery.of(report.name(), most + 1)));
        entries.removeIf(
                entry -> !isAnother(entry) || !now.machines().stream().allMatch(entry.machine()::isComparableTo));
        Collections.reverse(entries);
        List<Map<Subject, Observed>> runs = new ArrayList<>();
        for (RunEntry entry : entries) {
            runs.add(history.measurements(entry));
        }
        runs.add(current);
        List<Drift> drifts = Drift.in(runs);
        Map<Subject, List<Past.Course>> courses = new HashMap<>();
        for (Subject subject : current.keySet()) {
            List<Past.Course> ofIt = SHOWN.stream()
                    .map(metric -> course(subject, metric, entries, runs, drifts))
                    .filter(course -> course.points().size() > 1)
                    .toList();
            courses.put(subject, ofIt);
        }
        return courses;
    }

    private Past.Course course(
            Subject subject,
            Metric metric,
            List<RunEntry> entries,
            List<Map<Subject, Observed>> runs,
            List<Drift> drifts) {
        List<Past.Point> points = new ArrayList<>();
        List<Integer> runOf = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            Observed observed = runs.get(run).get(subject);
            OptionalLong value = observed == null ? OptionalLong.empty() : observed.value(metric);
            if (value.isPresent()) {
                boolean former = run < entries.size();
                points.add(new Past.Point(
                        former
                                ? entries.get(run).startedAt()
                                : report.results().jvms().get(0).startedAt(),
                        former ? entries.get(run).commit().shortId() : "",
                        value.getAsLong()));
                runOf.add(run);
            }
        }
        List<Past.Shift> shifts = drifts.stream()
                .filter(drift -> drift.subject().equals(subject) && drift.metric() == metric)
                .map(drift -> shift(drift, points, runOf))
                .toList();
        return new Past.Course(metric, points, shifts);
    }

    private static Past.Shift shift(Drift drift, List<Past.Point> points, List<Integer> runOf) {
        int last = Math.max(0, runOf.indexOf(drift.last()));
        int first = Math.max(0, runOf.indexOf(drift.first()));
        Amount before = drift.before();
        Amount after = drift.after();
        String commits = points.get(last).commit() + " and " + points.get(first).commit();
        return new Past.Shift(
                first,
                (after.value() > before.value() ? "rose" : "fell") + " from " + before + " to " + after
                        + (commits.equals(" and ") ? "" : " between " + commits));
    }
}
