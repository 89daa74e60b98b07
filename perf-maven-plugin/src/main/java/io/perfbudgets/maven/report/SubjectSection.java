package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.StatementGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that was observed of one subject.
 *
 * @param status the gravest of its verdicts
 * @param summary the values to see at a glance
 * @param chart its latencies; empty if there are none
 * @param statements those of the unit that ran most of them
 * @param plans what was found in the plans of its statements
 * @param notes what else is worth knowing
 */
record SubjectSection(
        String anchor,
        Status status,
        String kind,
        String name,
        List<Value> summary,
        Optional<LatencyChart> chart,
        List<Statement> statements,
        List<PlanRow> plans,
        String unit,
        List<String> notes) {
    private static final int SHOWN = 60;

    /** A named value. */
    record Value(String name, String value) {}

    /**
     * One statement.
     *
     * @param mark what is wrong with it; empty if nothing is
     */
    record Statement(long count, String sql, String callSite, String time, long rows, String mark) {}

    static SubjectSection of(String anchor, Measurement measurement, List<Finding> findings) {
        Status status = findings.stream().map(Status::of).min(Enum::compareTo).orElse(Status.FREE);
        List<LatencyChart.Limit> limits = findings.stream()
                .map(Finding::verdict)
                .filter(verdict -> verdict.budget().metric().isLatency()
                        && verdict.budget().limit().dimension() == Dimension.DURATION)
                .map(SubjectSection::limit)
                .distinct()
                .toList();
        return new SubjectSection(
                anchor,
                status,
                measurement.subject().kind().name().toLowerCase(Locale.ROOT),
                measurement.subject().name(),
                summary(measurement),
                LatencyChart.of(measurement.latencies(), limits),
                measurement.worstUnit().groups().stream()
                        .limit(SHOWN)
                        .map(group -> statement(group, measurement.nPlusOnes()))
                        .toList(),
                measurement.plans().map(PlanRow::of).orElse(List.of()),
                unit(measurement),
                notes(measurement));
    }

    private static LatencyChart.Limit limit(Verdict verdict) {
        String statistic = verdict.budget().metric().key().replace("latency.", "");
        return new LatencyChart.Limit(
                statistic + " ≤ " + verdict.budget().limit(),
                verdict.budget().limit().value());
    }

    private static List<Value> summary(Measurement measurement) {
        List<Value> values = new ArrayList<>();
        values.add(new Value(unit(measurement) + "s", counted(measurement.units())));
        if (measurement.failed() > 0) {
            values.add(new Value("failed", counted(measurement.failed())));
        }
        measurement.load().ifPresent(load -> {
            values.add(new Value("under load", load.scenario()));
            values.add(new Value("of them", counted(load.requests())));
            values.add(new Value(
                    "a second", String.format(Locale.ROOT, "%,.1f", load.pace().perSecond())));
        });
        Latencies latencies = measurement.latencies();
        if (latencies.count() > 0) {
            values.add(new Value("p50", nanos(latencies.percentile(0.50))));
            values.add(new Value("p95", nanos(latencies.percentile(0.95))));
            values.add(new Value("p99", nanos(latencies.percentile(0.99))));
            values.add(new Value("max", nanos(latencies.max())));
        }
        if (measurement.sqlCaptured()) {
            values.add(new Value("queries, worst", counted(measurement.worst(Metric.QUERIES))));
            if (measurement.units() > 0) {
                values.add(new Value("SQL, mean", nanos(measurement.sqlNanos() / measurement.units())));
            }
        }
        return values;
    }

    private static Statement statement(StatementGroup group, List<NPlusOne> findings) {
        boolean repeats = findings.stream()
                .map(NPlusOne::repeated)
                .anyMatch(repeated -> repeated.fingerprint().equals(group.fingerprint())
                        && repeated.callSite().equals(group.callSite()));
        return new Statement(
                group.count(),
                group.fingerprint().text(),
                group.callSite().location(),
                nanos(group.nanos()),
                group.rows(),
                repeats ? "N+1: " + counted(group.distinctValues()) + " different values" : "");
    }

    private static List<String> notes(Measurement measurement) {
        List<String> notes = new ArrayList<>();
        if (!measurement.sqlCaptured()) {
            notes.add("No captured DataSource was in use, so nothing is known about its SQL.");
        }
        int more = measurement.worstUnit().groups().size() - SHOWN;
        if (more > 0) {
            notes.add("and " + counted(more) + " more statements.");
        }
        long housekeeping = measurement.worstUnit().housekeeping();
        if (housekeeping > 0) {
            notes.add(counted(housekeeping) + " statements of the pool or the driver are not counted.");
        }
        measurement.load().stream()
                .flatMap(load -> load.failures().stream())
                .forEach(failure -> notes.add(counted(failure.count()) + " failed under load: " + failure.kind()));
        measurement.plans().ifPresent(plans -> {
            if (plans.findings().isEmpty() && plans.explained() > 0) {
                notes.add("The plans of its " + counted(plans.explained())
                        + " SELECT, UPDATE and DELETE statements have no full scan.");
            }
            plans.unexplained()
                    .forEach(each -> notes.add("Plan not known, because " + each.reason() + ": " + each.fingerprint()));
        });
        measurement
                .unattributed()
                .forEach(statement -> notes.add(
                        "May belong to it, run on thread \"" + statement.thread() + "\": " + statement.statement()));
        return notes;
    }

    private static String unit(Measurement measurement) {
        return switch (measurement.subject().kind()) {
            case REQUEST, LOAD -> "request";
            case TEST -> "iteration";
            case OPERATION -> "run";
            case PROCESS -> "start";
        };
    }

    private static String nanos(long nanos) {
        return Amount.nanos(nanos).toString();
    }

    private static String counted(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
