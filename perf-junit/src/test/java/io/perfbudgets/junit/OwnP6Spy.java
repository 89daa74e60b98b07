package io.perfbudgets.junit;

import com.p6spy.engine.common.StatementInformation;
import com.p6spy.engine.event.JdbcEventListener;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** An application that uses p6spy for purposes of its own, and its listener; see {@link OwnP6SpyTest}. */
public final class OwnP6Spy {
    private OwnP6Spy() {}

    /** Tells on standard output what it sees. */
    public static final class Listener extends JdbcEventListener {
        @Override
        public void onAfterExecuteQuery(StatementInformation statement, long nanos, String sql, SQLException e) {
            System.out.println("own listener: " + sql);
        }
    }

    /** Runs one statement and says how many were counted. */
    public static void main(String[] arguments) throws Exception {
        long counted = Perf.queries(OwnP6Spy::read).count();
        System.out.println("counted: " + counted);
    }

    private static void read() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:p6spy:h2:mem:own");
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select table_name from information_schema.tables");
        }
    }
}
