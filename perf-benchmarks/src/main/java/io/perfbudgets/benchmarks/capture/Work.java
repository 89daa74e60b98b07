package io.perfbudgets.benchmarks.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the application does with its connection. */
enum Work {
    /** Binds a key, runs a prepared query and reads its one row; the keys differ. */
    STATEMENT_BY_KEY("select name from player where id = ?") {
        @Override
        long run(PreparedStatement statement, int times) throws SQLException {
            long read = 0;
            for (int i = 0; i < times; i++) {
                statement.setInt(1, i % Engine.PLAYERS);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    read += rows.getString(1).length();
                }
            }
            return read;
        }
    },

    /** Reads one row: {@code next} and two gets; the query around it is paid once in a thousand rows. */
    ROW("select id, name from player") {
        @Override
        long run(PreparedStatement statement, int times) throws SQLException {
            long read = 0;
            for (int i = 0; i < times; i += Engine.PLAYERS) {
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        read += rows.getInt(1) + rows.getString(2).length();
                    }
                }
            }
            return read;
        }
    };

    private final String sql;

    Work(String sql) {
        this.sql = sql;
    }

    abstract long run(PreparedStatement statement, int times) throws SQLException;

    PreparedStatement prepare(Connection connection) throws SQLException {
        return connection.prepareStatement(sql);
    }
}
