package io.perfbudgets.junit.corpus;

import io.perfbudgets.junit.PerfDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The database of all cases: ten games, each in a season of its own, with three annotations, two tags, one detail and one
 * medium; a tree of categories.
 */
final class Games {
    static final int COUNT = 10;
    static final DataSource DATA = PerfDataSource.wrap(create());

    private Games() {}

    private static DataSource create() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:corpus;DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table seasons (id int primary key, name varchar(50))");
            statement.execute(
                    "create table games (id int primary key, title varchar(50), season_id int, medium_id int)");
            statement.execute(
                    "create table annotations (id int primary key, game_id int, kind varchar(10), author_id int)");
            statement.execute("create table authors (id int primary key, name varchar(50))");
            statement.execute("create table tags (game_id int, tag varchar(20))");
            statement.execute("create table details (game_id int primary key, venue varchar(50))");
            statement.execute("create table media (id int primary key, kind varchar(10), url varchar(50))");
            statement.execute("create table categories (id int primary key, parent_id int, name varchar(50))");
            statement.execute("create table drafts (id int primary key, title varchar(50))");
            for (int id = 1; id <= COUNT; id++) {
                statement.execute("insert into seasons values (" + id + ", 'season " + id + "')");
                statement.execute(
                        "insert into media values (" + id + ", '" + (id % 2 == 0 ? "VIDEO" : "PHOTO") + "', 'u')");
                statement.execute("insert into games values (" + id + ", 'game " + id + "', " + id + ", " + id + ")");
                statement.execute("insert into details values (" + id + ", 'venue " + id + "')");
                statement.execute("insert into tags values (" + id + ", 'cup'), (" + id + ", 'home')");
                for (int n = 0; n < 3; n++) {
                    int annotation = 3 * id + n;
                    statement.execute("insert into authors values (" + annotation + ", 'author')");
                    statement.execute("insert into annotations values (" + annotation + ", " + id + ", 'GOAL', "
                            + annotation + ")");
                }
            }
            for (int id = 1; id <= 13; id++) {
                statement.execute("insert into categories values (" + id + ", " + (id == 1 ? "null" : (id + 1) / 3)
                        + ", 'category')");
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        return source;
    }

    /** The first column of a query's rows. */
    static List<Integer> ids(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return ids(statement, values);
        }
    }

    static List<Integer> ids(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        List<Integer> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(result.getInt(1));
            }
        }
        return rows;
    }
}
