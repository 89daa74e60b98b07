package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.UnitStatements;
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
    record Statement(long count, String sql, String callSite, String time, String rows, String mark) {}

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
            addIfAny(values, "rows read, worst", measurement.worst(Metric.ROWS));
            addIfAny(values, "rows changed, worst", measurement.worst(Metric.ROWS_UPDATED));
            addIfAny(values, "duplicates, worst", measurement.worst(Metric.DUPLICATES));
            addIfAny(values, "queries to run once", measurement.worst(Metric.REPEATS));
            addIfAny(values, "connections at once", measurement.worst(Metric.CONNECTIONS));
            if (measurement.transactions().count() > 0) {
                values.add(new Value(
                        "transaction, longest", nanos(measurement.transactions().max())));
            }
        }
        return values;
    }

    private static void addIfAny(List<Value> values, String name, long count) {
        if (count > 0) {
            values.add(new Value(name, counted(count)));
        }
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
                rows(group),
                String.join("; ", marks(group, repeats)));
    }

    private static String rows(StatementGroup group) {
        String read = counted(group.rows());
        String changed = counted(group.updatedRows()) + " changed";
        return group.updatedRows() == 0 ? read : group.rows() == 0 ? changed : read + ", " + changed;
    }

    private static List<String> marks(StatementGroup group, boolean repeats) {
        List<String> marks = new ArrayList<>();
        if (repeats) {
            marks.add("N+1: " + counted(group.distinctValues()) + " different values");
        }
        if (group.duplicates() > 0) {
            marks.add("the same again: " + counted(group.duplicates()) + " ×");
        }
        if (group.savedByBatching() > 0) {
            marks.add("a batch would save " + counted(group.savedByBatching()) + " round trips");
        }
        return marks;
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
        UnitStatements worst = measurement.worstUnit();
        if (worst.identifiers() > 0) {
            notes.add(counted(worst.identifiers()) + " statements that fetched identifiers are not counted.");
        }
        if (worst.transactions().count() > 0) {
            notes.add("Transactions of that " + unit(measurement) + ": "
                    + counted(worst.transactions().count()) + ", the longest "
                    + nanos(worst.transactions().longestNanos()) + ".");
        }
        if (worst.connections().opened() > 0) {
            notes.add("Connections of that " + unit(measurement) + ": "
                    + counted(worst.connections().opened()) + ", held for "
                    + nanos(worst.connections().longestNanos()) + " at the longest.");
        }
        measurement
                .worstUnit(Metric.CONNECTION_LEAKS)
                .connections()
                .leaks()
                .forEach(leak ->
                        notes.add(counted(leak.count()) + " × left open, opened at " + place(leak.openedAt()) + "."));
        measurement
                .unattributed()
                .forEach(statement -> notes.add(
                        "May belong to it, run on thread \"" + statement.thread() + "\": " + statement.statement()));
        return notes;
    }

    private static String place(CallSite site) {
        return site.location().isEmpty() ? "a line that is not known" : site.location();
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
