package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.StatementGroup;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same work is counted the same on every database. */
class DatabasesTest {

    @ParameterizedTest
    @EnumSource
    void countsKindsBatchesRowsAndTheNPlusOne(Database database) throws Throwable {
        try (Connection raw = database.connect()) {
            execute(raw, "drop table if exists perf_games");
            execute(raw, "create table perf_games (id int primary key, title varchar(50))");
            try {
                Measurement measured = measure(PerfDataSource.wrap(new OneConnection(raw)));
                assertThat(measured.worst(Metric.QUERIES_INSERT)).isEqualTo(1);
                assertThat(measured.worst(Metric.QUERIES_SELECT)).isEqualTo(6);
                assertThat(measured.worst(Metric.QUERIES_UPDATE)).isEqualTo(1);
                assertThat(measured.worst(Metric.QUERIES_DELETE)).isEqualTo(1);
                assertThat(measured.worst(Metric.QUERIES)).isEqualTo(9);
                assertThat(measured.worst(Metric.N_PLUS_ONE)).isEqualTo(1);
                StatementGroup repeated = measured.nPlusOnes().get(0).repeated();
                assertThat(repeated.distinctValues()).isEqualTo(5);
                assertThat(measured.nPlusOnes().get(0).parent().orElseThrow().rows())
                        .isEqualTo(5);
            } finally {
                execute(raw, "drop table perf_games");
            }
        }
    }

    private static Measurement measure(DataSource source) throws Throwable {
        RunningTest test = RunningTests.begin(Subject.test("DatabasesTest", "sample"));
        try {
            Units.iterate(test, () -> Work.run(source));
        } finally {
            RunningTests.end(test);
        }
        return test.measurements(true).get(0);
    }

    /** The application's, for what a test's own class repeats is the test's. */
    static final class Work {
        static void run(DataSource source) throws SQLException {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into perf_games values (?, ?)")) {
                for (int id = 1; id <= 5; id++) {
                    insert.setInt(1, id);
                    insert.setString(2, "game " + id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            List<Integer> ids = new ArrayList<>();
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery("select id from perf_games")) {
                while (rows.next()) {
                    ids.add(rows.getInt(1));
                }
            }
            for (int id : ids) {
                try (PreparedStatement select =
                        connection.prepareStatement("select title from perf_games where id = ?")) {
                    select.setInt(1, id);
                    try (ResultSet row = select.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        assertThat(row.getString(1)).isEqualTo("game " + id);
                    }
                }
            }
            execute(connection, "update perf_games set title = 'renamed' where id = 1");
            execute(connection, "delete from perf_games where id = 2");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives the same connection every time. */
    private static final class OneConnection extends Delegating {
        private final Connection connection;

        OneConnection(Connection connection) {
            super(new org.h2.jdbcx.JdbcDataSource());
            this.connection = connection;
        }

        @Override
        public Connection getConnection() {
            return connection;
        }
    }
}
