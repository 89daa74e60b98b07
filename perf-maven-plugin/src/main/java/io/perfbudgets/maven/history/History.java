package io.perfbudgets.maven.history;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.gate.GateReport;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The runs of the past: what they were built from, what they measured, what was judged.
 *
 * <p>Not thread-safe; several histories, in several processes, may be open on one database. A build that is killed leaves
 * either a whole run or none.
 */
public final class History implements AutoCloseable {
    private final Database database;

    private History(Database database) {
        this.database = database;
    }

    /**
     * Opens a history, and creates it where there is none.
     *
     * @param location a file for an embedded SQLite database, or a {@code jdbc:postgresql:} URL; its account may stand in
     *     the environment variables {@code PERF_HISTORY_USER} and {@code PERF_HISTORY_PASSWORD}
     * @throws HistoryException if it cannot be opened, is no history, or was written by a newer plugin
     */
    public static History open(String location) throws HistoryException {
        return new History(Database.open(location));
    }

    /**
     * Writes a run. Another part of the same run and module (a sharded job with the same run id) is merged with what is
     * there: histograms are added up, percentiles are never averaged.
     *
     * @param report what was measured and judged; one that recorded nothing is not kept
     * @param commit what it was built from
     * @param job the job that ran it; empty if none
     */
    public void record(GateReport report, Commit commit, String job) throws HistoryException {
        if (!report.results().jvms().isEmpty()) {
            database.write(connection -> new RunWriter(connection).write(report, commit, job));
        }
    }

    /** The runs asked for, the newest first. */
    public List<RunEntry> runs(RunQuery query) throws HistoryException {
        return database.read(connection -> new RunReader(connection).runs(query));
    }

    /** What a run measured, by subject. */
    public Map<Subject, Observed> measurements(RunEntry run) throws HistoryException {
        return database.read(connection -> new RunReader(connection).measurements(run.key()));
    }

    /** What was judged in a run. */
    public List<PastVerdict> verdicts(RunEntry run) throws HistoryException {
        return database.read(connection -> new RunReader(connection).verdicts(run.key()));
    }

    /** Marks a run as a baseline, or no longer. */
    public void baseline(RunEntry run, boolean isBaseline) throws HistoryException {
        database.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update run set baseline = ? where id = ?")) {
                update.setInt(1, isBaseline ? 1 : 0);
                update.setLong(2, run.key());
                return update.executeUpdate();
            }
        });
    }

    /**
     * Forgets the runs of a module that began before {@code before}, baselines excepted.
     *
     * @return how many
     */
    public int prune(String module, Instant before) throws HistoryException {
        String old = "select id from run where module = ? and started_at < ? and baseline = 0";
        return database.write(connection -> {
            for (String table : List.of("measurement", "verdict")) {
                run(
                        connection.prepareStatement("delete from " + table + " where run in (" + old + ")"),
                        module,
                        before);
            }
            return run(
                    connection.prepareStatement("delete from run where module = ? and started_at < ? and baseline = 0"),
                    module,
                    before);
        });
    }

    private static int run(PreparedStatement statement, String module, Instant before) throws SQLException {
        try (statement) {
            statement.setString(1, module);
            statement.setLong(2, before.toEpochMilli());
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() throws HistoryException {
        database.close();
    }
}
