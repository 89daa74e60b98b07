package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.UnitStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values of a subject to see at a glance, and what else is worth knowing. */
final class SubjectFacts {
    private static final List<Metric> OF_SUMMARIES =
            List.of(Metric.LATENCY_P50, Metric.LATENCY_P90, Metric.LATENCY_P95, Metric.LATENCY_P99, Metric.LATENCY_MAX);

    private SubjectFacts() {}

    /** A named value. */
    record Fact(String name, String value) {}

    static List<Fact> of(Measurement measurement) {
        List<Fact> values = new ArrayList<>();
        values.add(new Fact(unit(measurement.subject()) + "s", counted(measurement.units())));
        if (measurement.failed() > 0) {
            values.add(new Fact("failed", counted(measurement.failed())));
        }
        measurement.load().ifPresent(load -> {
            values.add(new Fact("under load", load.scenario()));
            values.add(new Fact("of them", counted(load.requests())));
            values.add(new Fact(
                    "a second", String.format(Locale.ROOT, "%,.1f", load.pace().perSecond())));
        });
        Latencies latencies = measurement.latencies();
        if (latencies.count() > 0) {
            values.add(new Fact("p50", nanos(latencies.percentile(0.50))));
            values.add(new Fact("p95", nanos(latencies.percentile(0.95))));
            values.add(new Fact("p99", nanos(latencies.percentile(0.99))));
            values.add(new Fact("max", nanos(latencies.max())));
        }
        measurement
                .percentiles()
                .ifPresent(known -> OF_SUMMARIES.forEach(metric -> known.at(metric.quantile())
                        .ifPresent(nanos -> values.add(new Fact(metric.key().replace("latency.", ""), nanos(nanos))))));
        if (measurement.sqlCaptured()) {
            values.add(new Fact("queries, worst", counted(measurement.worst(Metric.QUERIES))));
            if (measurement.units() > 0) {
                values.add(new Fact("SQL, mean", nanos(measurement.sqlNanos() / measurement.units())));
            }
            addIfAny(values, "rows read, worst", measurement.worst(Metric.ROWS));
            addIfAny(values, "rows changed, worst", measurement.worst(Metric.ROWS_UPDATED));
            addIfAny(values, "duplicates, worst", measurement.worst(Metric.DUPLICATES));
            addIfAny(values, "queries to run once", measurement.worst(Metric.REPEATS));
            addIfAny(values, "connections at once", measurement.worst(Metric.CONNECTIONS));
            if (measurement.transactions().count() > 0) {
                values.add(new Fact(
                        "transaction, longest", nanos(measurement.transactions().max())));
            }
        }
        return values;
    }

    private static void addIfAny(List<Fact> values, String name, long count) {
        if (count > 0) {
            values.add(new Fact(name, counted(count)));
        }
    }

    static List<String> notes(Measurement measurement) {
        List<String> notes = new ArrayList<>();
        if (measurement.percentiles().isPresent()) {
            notes.add("Of its durations only what a summary tells is known.");
        }
        if (!measurement.sqlCaptured()) {
            notes.add("No captured DataSource was in use, so nothing is known about its SQL.");
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
            notes.add("Transactions of that " + unit(measurement.subject()) + ": "
                    + counted(worst.transactions().count()) + ", the longest "
                    + nanos(worst.transactions().longestNanos()) + ".");
        }
        if (worst.connections().opened() > 0) {
            notes.add("Connections of that " + unit(measurement.subject()) + ": "
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

    /** What one unit of it is called. */
    static String unit(Subject subject) {
        return switch (subject.kind()) {
            case REQUEST, LOAD -> "request";
            case TEST -> "iteration";
            case OPERATION -> "run";
            case PROCESS -> "start";
        };
    }

    private static String nanos(long nanos) {
        return Amount.nanos(nanos).toString();
    }

    static String counted(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
