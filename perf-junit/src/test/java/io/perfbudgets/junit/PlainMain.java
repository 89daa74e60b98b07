package io.perfbudgets.junit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** What somebody without any test framework may write; see {@link CapturedQueriesTest}. */
public final class PlainMain {
    private PlainMain() {}

    public static void asserts() throws Exception {
        Perf.queries(() -> {}).hasAtMost(3);
    }

    public static void reads() throws Exception {
        long zero = Perf.queries(() -> {}).count();
        throw new IllegalStateException("counted " + zero + " where nothing was captured");
    }

    public static void passes() throws Exception {
        Perf.queries(PlainMain::work).hasExactly(2).hasNoNPlusOne();
    }

    public static void breaks() throws Exception {
        Perf.queries(PlainMain::work).hasAtMost(1);
    }

    private static void work() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:");
        DataSource captured = PerfDataSource.wrap(database);
        try (Connection connection = captured.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table games (id int)");
            statement.execute("select * from games");
        }
    }
}
