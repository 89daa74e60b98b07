package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class IndexedQueriesTest {

    @Test
    void namesTheTableTheColumnTheLineAndTheIndexThatIsMissing() {
        assertThat(failureOf(OnH2.class, "filters"))
                .startsWith("Performance budget broken: IndexedQueriesTest$OnH2.filters  (@IndexedQueries,"
                        + " IndexedQueriesTest.java)")
                .contains(
                        "IndexedQueriesTest$OnH2.filters needs 1 full scan, none allowed  (the plans of 2 statements)")
                .contains("    reads all of GAMES to filter by TITLE")
                .contains("   (Samples.java:")
                .contains("      select id from games where title = ?\n")
                .endsWith("      Fix: CREATE INDEX games_by_title ON games (title)");
    }

    @Test
    void passesWhereRowsAreFoundByAnIndexAndCountsNothingOfItsOwn() {
        run(Kept.class).testEvents().assertStatistics(stats -> stats.succeeded(3)
                .failed(0));
    }

    @Test
    void acceptsATableWithAReasonForWhatItIsAcceptedFor() {
        assertThat(failureOf(Accepted.class, "filtersWhatIsAcceptedAsAWholeOnly"))
                .contains("needs 1 full scan, none allowed");
        run(AcceptedOnly.class).testEvents().assertStatistics(stats -> stats.succeeded(2)
                .failed(0));
    }

    @Test
    void refusesAnAcceptedTableWithoutAReason() {
        assertThat(failureOf(WithoutReason.class, "runs"))
                .contains(
                        "@AllowFullScan(table = \"games\") on io.perfbudgets.junit.IndexedQueriesTest$WithoutReason.runs"
                                + " gives no reason: say why full scans of it are accepted");
    }

    @Test
    void saysWhichDatabaseItCannotExplain() {
        assertThat(failureOf(OnAnotherDatabase.class, "runs"))
                .contains("Performance budget not measured: IndexedQueriesTest$OnAnotherDatabase.runs")
                .contains("plans of Oracle are not read; those of SQLite, PostgreSQL, MariaDB, MySQL and H2 are"
                        + ": select ? as one");
    }

    @Test
    void saysWhyADatabaseWouldNotExplainAStatementAndNoneOfItsValues() {
        assertThat(failureOf(Refused.class, "runs"))
                .startsWith("Performance budget not measured: IndexedQueriesTest$Refused.runs")
                .contains("H2 does not explain it: cannot plan for title …: select id from games where title = ?")
                .doesNotContain("game 1");
    }

    @Test
    void explainsOnTheConnectionThatTheTestHoldsWhereThePoolHasNoOther() {
        assertThat(failureOf(OnTheLastConnection.class, "holdsIt"))
                .contains("reads all of plays to filter by title")
                .contains("Fix: CREATE INDEX plays_by_title ON plays (title)");
    }

    @Test
    void explainsAnewAfterTheSchemaHasChanged() {
        assertThat(failureOf(ChangingItsSchema.class, "beforeTheIndex")).contains("CREATE INDEX plays_by_title");
        run(ChangingItsSchemaAfterwards.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
    }

    @IndexedQueries
    static class OnH2 {
        @Test
        void filters() throws SQLException {
            Samples.query("select id from games where title = ?", "game 1");
            Samples.query("select title from games where id = ?", 1);
        }
    }

    @IndexedQueries
    static class Kept {
        @Test
        @MaxQueries(1)
        void findsByKey() throws SQLException {
            Samples.query("select title from games where id = ?", 2);
        }

        @Test
        void readsAPage() throws SQLException {
            Samples.query("select title from games limit 2");
        }

        @Test
        void asksForNothing() throws SQLException {
            Samples.update("insert into games values (98, 'new')");
            Samples.update("delete from games where id = 98");
        }
    }

    static class Accepted {
        @Test
        @IndexedQueries(allow = @AllowFullScan(table = "games", reason = "five rows", onlyWhole = true))
        void filtersWhatIsAcceptedAsAWholeOnly() throws SQLException {
            Samples.query("select title from games");
            Samples.query("select id from games where title = ?", "game 1");
        }
    }

    static class AcceptedOnly {
        @Test
        @IndexedQueries(allow = @AllowFullScan(table = "games", reason = "five rows", onlyWhole = true))
        void readsTheWhole() throws SQLException {
            Samples.query("select title from games");
        }

        @Test
        @IndexedQueries(allow = @AllowFullScan(table = "g*", reason = "five rows"))
        void filters() throws SQLException {
            Samples.query("select id from games where title = ?", "game 1");
        }
    }

    static class WithoutReason {
        @Test
        @IndexedQueries(allow = @AllowFullScan(table = "games", reason = " "))
        void runs() {}
    }

    @IndexedQueries
    static class OnAnotherDatabase {
        @Test
        void runs() throws SQLException {
            try (Connection connection = PerfDataSource.wrap(new Renamed()).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1 as one");
            }
        }
    }

    @IndexedQueries
    static class Refused {
        @Test
        void runs() throws SQLException {
            try (Connection connection = PerfDataSource.wrap(new Refusing()).getConnection();
                    PreparedStatement statement = connection.prepareStatement("select id from games where title = ?")) {
                statement.setString(1, "game 1");
                statement.executeQuery().close();
            }
        }
    }

    @IndexedQueries
    static class OnTheLastConnection {
        @TempDir
        static Path folder;

        @Test
        void holdsIt() throws SQLException {
            Connection held = PerfDataSource.wrap(new OfOne(folder)).getConnection();
            held.setAutoCommit(false);
            plays(held);
            byTitle(held);
        }
    }

    @IndexedQueries
    static class ChangingItsSchema {
        static final DataSource DATA = PerfDataSource.wrap(memory());

        @Test
        void beforeTheIndex() throws SQLException {
            try (Connection connection = DATA.getConnection()) {
                plays(connection);
                byTitle(connection);
            }
        }
    }

    @IndexedQueries
    static class ChangingItsSchemaAfterwards {
        @Test
        void withTheIndex() throws SQLException {
            try (Connection connection = ChangingItsSchema.DATA.getConnection()) {
                plays(connection);
                run(connection, "create index plays_by_title on plays (title)");
                byTitle(connection);
            }
        }

        private static void run(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private static void plays(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table plays (id integer primary key, title varchar(20))");
        }
    }

    private static void byTitle(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select id from plays where title = ?")) {
            statement.setString(1, "x");
            statement.executeQuery().close();
        }
    }

    private static DataSource memory() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite::memory:");
        return source;
    }

    /** A pool of one connection; whoever asks for a second waits. */
    private static final class OfOne extends SimpleDataSource {
        private final Semaphore free = new Semaphore(1);
        private final SQLiteDataSource file = new SQLiteDataSource();

        OfOne(Path folder) {
            file.setUrl("jdbc:sqlite:" + folder.resolve("plays.db"));
        }

        @Override
        public Connection getConnection() throws SQLException {
            free.acquireUninterruptibly();
            return file.getConnection();
        }
    }

    /** H2 under the name of a database that is not explained. */
    private static final class Renamed extends SimpleDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = Samples.DATA.getConnection();
            return proxy(
                    Connection.class,
                    connection,
                    "getMetaData",
                    () -> proxy(
                            DatabaseMetaData.class,
                            connection.getMetaData(),
                            "getDatabaseProductName",
                            () -> "Oracle"));
        }
    }

    /** H2 that runs everything and explains nothing. */
    private static final class Refusing extends SimpleDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = Samples.DATA.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, called, arguments) -> {
                        if (arguments != null && String.valueOf(arguments[0]).matches("(?i)explain .*")) {
                            throw new SQLException("cannot plan for title game 1");
                        }
                        return called.invoke(connection, arguments);
                    });
        }
    }

    private abstract static class SimpleDataSource implements DataSource {
        interface Answer {
            Object get() throws SQLException;
        }

        static <T> T proxy(Class<T> type, T delegate, String method, Answer answer) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (self, called, arguments) ->
                            called.getName().equals(method) ? answer.get() : called.invoke(delegate, arguments)));
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
