package io.perfbudgets.maven.history;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.results.MachineFingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads runs. */
final class RunReader {
    private static final String RUN =
            "select id, run_id, module, started_at, commit_id, branch, dirty, job, cpu, cpus, memory,"
                    + " os, jvm, flags, passed, baseline, canary_cpu, canary_memory from run where $MODULE"
                    + " and (? = '' or branch = ? or substr(run_id, 1, ?) = ? or substr(commit_id, 1, ?) = ?)"
                    + " and $WHICH order by started_at desc, id desc limit ?";

    private final Connection connection;

    RunReader(Connection connection) {
        this.connection = connection;
    }

    OptionalLong key(String runId, String module) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select id from run where run_id = ? and module = ?")) {
            query.setString(1, runId);
            query.setString(2, module);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** The newest first. */
    List<RunEntry> runs(RunQuery asked) throws SQLException {
        // A plain equality lets the index give the newest first, so that the condition is asked of few runs and not of
        // all.
        String module = asked.module().isEmpty() ? "? = ''" : "module = ?";
        String sql =
                RUN.replace("$MODULE", module).replace("$WHICH", asked.filter().condition());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, asked.module());
            query.setString(2, asked.name());
            query.setString(3, asked.name());
            query.setInt(4, beginning(asked.name()));
            query.setString(5, asked.name());
            query.setInt(6, beginning(asked.name()));
            query.setString(7, asked.name());
            query.setInt(8, asked.most());
            List<RunEntry> runs = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    runs.add(entry(row));
                }
            }
            return runs;
        }
    }

    /** How much of an id or a hash has to be equal; a short beginning would match too much and must be the whole. */
    private static int beginning(String name) {
        return name.length() < RunQuery.SHORTEST_BEGINNING ? Integer.MAX_VALUE : name.length();
    }

    private static RunEntry entry(ResultSet row) throws SQLException {
        String flags = row.getString(14);
        return new RunEntry(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                new Commit(row.getString(5), row.getString(6), row.getInt(7) != 0),
                row.getString(8),
                new MachineFingerprint(
                        row.getString(9),
                        row.getInt(10),
                        row.getLong(11),
                        row.getString(12),
                        row.getString(13),
                        flags.isEmpty() ? List.of() : List.of(flags.split("\n", -1)),
                        canary(row.getLong(17), row.getLong(18))),
                row.getInt(15) != 0,
                row.getInt(16) != 0);
    }

    private static Optional<CanaryTimes> canary(long cpu, long memory) {
        return cpu > 0 && memory > 0 ? Optional.of(new CanaryTimes(cpu, memory)) : Optional.empty();
    }

    Map<Subject, Observed> measurements(long run) throws SQLException, HistoryException {
        String sql = "select s.kind, s.name, m.units, m.failed, m.sql_nanos, m.worst, m.histogram"
                + " from measurement m join subject s on s.id = m.subject where m.run = ? order by s.kind, s.name";
        Map<Subject, Observed> measurements = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, run);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    measurements.put(
                            new Subject(Subject.Kind.valueOf(row.getString(1)), row.getString(2)),
                            new Observed(
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    Codec.metrics(row.getString(6)),
                                    Codec.durations(row.getBytes(7))));
                }
            }
        }
        return measurements;
    }

    List<PastVerdict> verdicts(long run) throws SQLException {
        String sql = "select s.kind, s.name, v.metric, v.outcome, v.observed"
                + " from verdict v join subject s on s.id = v.subject where v.run = ?";
        List<PastVerdict> verdicts = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, run);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long observed = row.getLong(5);
                    verdicts.add(new PastVerdict(
                            new Subject(Subject.Kind.valueOf(row.getString(1)), row.getString(2)),
                            row.getString(3),
                            Outcome.valueOf(row.getString(4)),
                            row.wasNull() ? OptionalLong.empty() : OptionalLong.of(observed)));
                }
            }
        }
        return verdicts;
    }
}
