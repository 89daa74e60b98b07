package io.perfbudgets.benchmarks.capture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** An in-memory database with one table of players, so that the driver's own work is as little as it can be. */
enum Engine {
    H2("jdbc:h2:mem:capture-cost;DB_CLOSE_DELAY=-1"),
    SQLITE("jdbc:sqlite:file:capture-cost?mode=memory&cache=shared");

    /** Players have the identifiers from 0 to this, exclusive. */
    static final int PLAYERS = 1_000;

    private final String url;

    Engine(String url) {
        this.url = url;
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Fills the database; it lasts while {@code connection} is open. */
    void fill(Connection connection) throws SQLException {
        try (Statement ddl = connection.createStatement()) {
            ddl.execute("drop table if exists player");
            ddl.execute("create table player (id int primary key, name varchar(40))");
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into player (id, name) values (?, ?)")) {
            for (int id = 0; id < PLAYERS; id++) {
                insert.setInt(1, id);
                insert.setString(2, "player " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
