package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** How statements are seen. */
class CaptureTest {

    @Test
    void capturesAP6SpyUrlWithoutLogFilesAndMBeans() throws Exception {
        assertThat(failureOf(Ways.class, "url")).contains("ran 2 queries in one iteration, budget 1");
        assertThat(Files.exists(Path.of("spy.log"))).isFalse();
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("com.p6spy*:*"), null))
                .isEmpty();
    }

    @Test
    void countsAStatementThatPassesTwoCapturedConnectionsOnce() {
        assertThat(failureOf(Ways.class, "wrappedTwice")).isNull();
    }

    @Test
    void countsABatchAsOneStatement() {
        assertThat(failureOf(Ways.class, "batch")).isNull();
    }

    @Test
    void leavesHousekeepingOut() {
        assertThat(failureOf(Ways.class, "housekeeping")).isNull();
    }

    @Test
    void countsAStatementThatFailsAsSent() {
        run(Failing.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
    }

    @Test
    void seesDifferentValuesOfAReusedPreparedStatement() {
        assertThat(failureOf(Ways.class, "reusedStatement")).contains("5 different values");
        assertThat(failureOf(Ways.class, "sameValueEachTime")).isNull();
    }

    static class Ways {
        @Test
        @MaxQueries(1)
        void url() throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:p6spy:h2:mem:byurl");
                    var statement = connection.createStatement()) {
                statement.execute("create table t (a int)");
                statement.executeQuery("select a from t");
            }
        }

        @Test
        @MaxQueries(1)
        void wrappedTwice() throws SQLException {
            var inner = Samples.DATA;
            var outer = PerfDataSource.wrap(new Delegating(inner));
            try (Connection connection = outer.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select title from games")) {
                assertThat(rows.next()).isTrue();
            }
        }

        @Test
        @MaxQueries(insert = 1, delete = 1)
        void batch() throws SQLException {
            try (Connection connection = Samples.DATA.getConnection();
                    PreparedStatement insert = connection.prepareStatement("insert into games values (?, 'batch')")) {
                for (int id = 1000; id < 1050; id++) {
                    insert.setInt(1, id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            Samples.update("delete from games where id >= 1000");
        }

        @Test
        @MaxQueries(0)
        void housekeeping() throws SQLException {
            try (Connection connection = Samples.DATA.getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("select 1");
                statement.execute("set lock_timeout 100");
                connection.commit();
            }
        }

        @Test
        @NoNPlusOne
        void reusedStatement() throws SQLException {
            Reader.readFiveTimes(1);
        }

        @Test
        @NoNPlusOne
        void sameValueEachTime() throws SQLException {
            Reader.readFiveTimes(0);
        }

        /** The application's, for what a test's own class repeats is the test's. */
        static final class Reader {
            static void readFiveTimes(int step) throws SQLException {
                try (Connection connection = Samples.DATA.getConnection();
                        PreparedStatement select =
                                connection.prepareStatement("select title from games where id = ?")) {
                    for (int i = 0; i < 5; i++) {
                        select.setInt(1, 1 + i * step);
                        select.executeQuery();
                    }
                }
            }
        }
    }

    static class Failing {
        @Test
        @MaxQueries(1)
        void rejectedByTheDatabase() {
            try {
                Samples.update("insert into games values (1, 'twice')");
            } catch (SQLException expected) {
                assertThat(expected.getMessage()).containsIgnoringCase("primary key");
            }
        }
    }
}
