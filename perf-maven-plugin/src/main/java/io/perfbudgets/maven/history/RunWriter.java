package io.perfbudgets.maven.history;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.results.MachineFingerprint;
import io.perfbudgets.results.RunContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Writes one run, within the caller's transaction. */
final class RunWriter {
    private static final String RUN =
            "insert into run (run_id, module, started_at, commit_id, branch, dirty, job, cpu, cpus,"
                    + " memory, os, jvm, flags, passed, canary_cpu, canary_memory, baseline)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
    private static final String SUBJECT =
            "insert into subject (kind, name) values (?, ?) on conflict (kind, name) do nothing";
    private static final String MEASUREMENT =
            "insert into measurement (run, subject, units, failed, sql_nanos, worst, histogram)"
                    + " select ?, id, ?, ?, ?, ?, ? from subject where kind = ? and name = ?";
    private static final String VERDICT =
            "insert into verdict (run, subject, test, metric, most, observed, outcome, effect, declared, reason)"
                    + " select ?, id, ?, ?, ?, ?, ?, ?, ?, ? from subject where kind = ? and name = ?";

    private final Connection connection;

    RunWriter(Connection connection) {
        this.connection = connection;
    }

    /** Writes it; where a part of the same run of the same module is there already, both are merged. */
    long write(GateReport report, Commit commit, String job) throws SQLException, HistoryException {
        Map<Subject, Observed> measured = new LinkedHashMap<>(report.results().observed());
        RunReader reader = new RunReader(connection);
        String runId = report.results().runId();
        long run = reader.key(runId, report.name()).orElse(-1L);
        if (run < 0) {
            run = insert(report, commit, job);
        } else {
            reader.measurements(run).forEach((subject, part) -> measured.merge(subject, part, Observed::plus));
            execute("delete from measurement where run = ?", run);
            if (!report.passed()) {
                execute("update run set passed = 0 where id = ?", run);
            }
        }
        subjects(report, measured);
        measurements(run, measured);
        verdicts(run, report);
        return run;
    }

    private long insert(GateReport report, Commit commit, String job) throws SQLException {
        RunContext first = report.results().jvms().get(0);
        MachineFingerprint machine = report.results().machines().get(0);
        try (PreparedStatement insert = connection.prepareStatement(RUN, Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, report.results().runId());
            insert.setString(2, report.name());
            insert.setLong(3, first.startedAt().toEpochMilli());
            insert.setString(4, commit.id());
            insert.setString(5, Codec.text(commit.branch()));
            insert.setInt(6, commit.dirty() ? 1 : 0);
            insert.setString(7, Codec.text(job));
            insert.setString(8, Codec.text(machine.cpu()));
            insert.setInt(9, machine.cpus());
            insert.setLong(10, machine.memory());
            insert.setString(11, Codec.text(machine.os()));
            insert.setString(12, Codec.text(machine.jvm()));
            insert.setString(13, Codec.text(String.join("\n", machine.flags())));
            insert.setInt(14, report.passed() ? 1 : 0);
            insert.setLong(15, machine.canary().map(CanaryTimes::cpuNanos).orElse(0L));
            insert.setLong(16, machine.canary().map(CanaryTimes::memoryNanos).orElse(0L));
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        }
    }

    private void subjects(GateReport report, Map<Subject, Observed> measured) throws SQLException {
        Set<Subject> all = new LinkedHashSet<>(measured.keySet());
        report.findings().forEach(finding -> all.add(finding.verdict().subject()));
        try (PreparedStatement insert = connection.prepareStatement(SUBJECT)) {
            for (Subject subject : all) {
                insert.setString(1, subject.kind().name());
                insert.setString(2, Codec.text(subject.name()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void measurements(long run, Map<Subject, Observed> measured) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MEASUREMENT)) {
            for (Map.Entry<Subject, Observed> entry : measured.entrySet()) {
                Observed measurement = entry.getValue();
                insert.setLong(1, run);
                insert.setLong(2, measurement.units());
                insert.setLong(3, measurement.failed());
                insert.setLong(4, measurement.sqlNanos());
                insert.setString(5, Codec.json(measurement.worst()));
                insert.setBytes(6, measurement.durations().packed());
                insert.setString(7, entry.getKey().kind().name());
                insert.setString(8, Codec.text(entry.getKey().name()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void verdicts(long run, GateReport report) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(VERDICT)) {
            for (Finding finding : report.findings()) {
                Verdict verdict = finding.verdict();
                insert.setLong(1, run);
                insert.setString(2, Codec.text(verdict.test()));
                insert.setString(3, verdict.budget().name());
                insert.setLong(4, verdict.budget().limit().value());
                if (verdict.observed().isPresent()) {
                    insert.setLong(5, verdict.observed().get().value());
                } else {
                    insert.setNull(5, Types.BIGINT);
                }
                insert.setString(6, verdict.outcome().name());
                insert.setString(7, finding.effect().name());
                insert.setString(8, Codec.text(verdict.budget().origin().toString()));
                insert.setString(9, Codec.text(verdict.reason()));
                insert.setString(10, verdict.subject().kind().name());
                insert.setString(11, Codec.text(verdict.subject().name()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void execute(String sql, long run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, run);
            statement.executeUpdate();
        }
    }
}
