package io.perfbudgets.maven.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and how a database of an older version gets them. Each step is applied once, in order, all or none. */
final class Schema {
    /** Never changed once released; a new version is a new step. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    """
            create table run (
              id $KEY,
              run_id text not null,
              module text not null,
              started_at bigint not null,
              commit_id text not null,
              branch text not null,
              dirty integer not null,
              job text not null,
              cpu text not null,
              cpus integer not null,
              memory bigint not null,
              os text not null,
              jvm text not null,
              flags text not null,
              passed integer not null,
              baseline integer not null,
              unique (run_id, module))""",
                    "create index run_by_time on run (module, started_at)",
                    """
            create table subject (
              id $KEY,
              kind text not null,
              name text not null,
              unique (kind, name))""",
                    """
            create table measurement (
              run bigint not null references run (id),
              subject bigint not null references subject (id),
              units bigint not null,
              failed bigint not null,
              sql_nanos bigint not null,
              worst text not null,
              histogram $BYTES not null,
              primary key (run, subject))""",
                    "create index measurement_by_subject on measurement (subject, run)",
                    """
            create table verdict (
              run bigint not null references run (id),
              subject bigint not null references subject (id),
              test text not null,
              metric text not null,
              most bigint not null,
              observed bigint,
              outcome text not null,
              effect text not null,
              declared text not null,
              reason text not null)""",
                    "create index verdict_by_run on verdict (run)"),
            // What the canary takes on the machine; 0 if it is not known.
            List.of(
                    "alter table run add column canary_cpu bigint not null default 0",
                    "alter table run add column canary_memory bigint not null default 0"));

    private Schema() {}

    /** The version that this plugin writes. */
    static int version() {
        return STEPS.size();
    }

    /**
     * Brings the database up to date, within the caller's transaction.
     *
     * @throws HistoryException if a newer plugin has written it
     */
    static void migrate(Connection connection, Dialect dialect) throws SQLException, HistoryException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists perf_history (version integer not null)");
            int version = version(statement);
            if (version > version()) {
                throw new HistoryException("it has version " + version + " of the history's tables, this plugin knows "
                        + version() + ": use a perf-maven-plugin as new as the one that wrote it");
            }
            if (version == version()) {
                return;
            }
            for (List<String> step : STEPS.subList(version, STEPS.size())) {
                for (String sql : step) {
                    statement.execute(dialect.words(sql));
                }
            }
            statement.execute("delete from perf_history");
            statement.execute("insert into perf_history (version) values (" + version() + ")");
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select version from perf_history")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
