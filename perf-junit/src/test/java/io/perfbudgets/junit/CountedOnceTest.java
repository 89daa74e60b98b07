package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.StatementKind;
import io.perfbudgets.sql.UnitStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whatever way a statement is run, it counts once, with its rows. */
class CountedOnceTest {

    @Test
    void countsAStatementThatPassesAPoolOfPoolsOnce() throws Throwable {
        try (HikariDataSource inner = new HikariDataSource(over(Samples.DATA));
                HikariDataSource outer = new HikariDataSource(over(PerfDataSource.wrap(inner)))) {
            DataSource captured = PerfDataSource.wrap(outer);
            UnitStatements unit = unit(() -> {
                try (Connection connection = captured.getConnection();
                        Statement statement = connection.createStatement()) {
                    read(statement.executeQuery("select id from games"));
                }
            });
            assertThat(unit.count()).isEqualTo(1);
            assertThat(unit.rows()).isEqualTo(5);
            assertThat(unit.connections().opened()).isEqualTo(1);
        }
    }

    private static HikariConfig over(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(1);
        return config;
    }

    @Test
    void keepsTheValuesOfAStatementThatIsBoundOnOneThreadAndRunOnAnother() throws Throwable {
        UnitStatements unit = unit(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select title from games where id = ?")) {
                for (int id = 1; id <= 3; id++) {
                    int bound = id;
                    Thread binding = new Thread(() -> bind(select, bound));
                    binding.start();
                    binding.join();
                    select.execute();
                }
            }
        });
        assertThat(only(unit).distinctValues()).isEqualTo(3);
    }

    private static void bind(PreparedStatement statement, int value) {
        try {
            statement.setInt(1, value);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void tellsTheValuesOfAnyNumberOfOpenStatementsApart() throws Throwable {
        UnitStatements unit = unit(connection -> {
            List<PreparedStatement> open = new ArrayList<>();
            for (int id = 1; id <= 40; id++) {
                PreparedStatement statement = connection.prepareStatement("select title from games where id = ?");
                statement.setInt(1, id);
                open.add(statement);
            }
            for (PreparedStatement statement : open) {
                statement.executeQuery();
            }
            for (PreparedStatement statement : open) {
                statement.close();
            }
        });
        assertThat(only(unit).distinctValues()).isEqualTo(40);
    }

    @Test
    void namesEachBatchOfAReusedStatementByItsOwnText() throws Throwable {
        UnitStatements unit = unit(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.addBatch("update games set title = 'a' where id = 901");
                statement.addBatch("update games set title = 'b' where id = 902");
                statement.executeBatch();
                statement.addBatch("delete from games where id = 901");
                statement.clearBatch();
                statement.executeBatch();
                statement.addBatch("delete from games where id = 902");
                statement.executeLargeBatch();
            }
        });
        assertThat(unit.groups())
                .extracting(group -> group.fingerprint().text() + " " + group.batched())
                .containsExactly("update games set title = ? where id = ? 2", "delete from games where id = ? 1");
    }

    @Test
    void aMixedBatchIsOneStatementOfNoKind() throws Throwable {
        UnitStatements unit = unit(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.addBatch("delete from games where id = 901");
                statement.addBatch("update games set title = 'b' where id = 902");
                statement.executeBatch();
            }
        });
        assertThat(only(unit).fingerprint().kind()).isEqualTo(StatementKind.OTHER);
        assertThat(only(unit).fingerprint().text())
                .isEqualTo("delete from games where id = ?; update games set title = ? where id = ?");
    }

    @Test
    void whatIsRejectedBeforeItIsSentDoesNotCountAndDisturbsNothing() throws Throwable {
        UnitStatements unit = unit(connection -> {
            assertThatThrownBy(() -> connection.prepareStatement("select from where"))
                    .isInstanceOf(SQLException.class);
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery(null)).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> statement.addBatch(null)).isInstanceOf(SQLException.class);
                read(statement.executeQuery("select id from games"));
            }
        });
        assertThat(unit.count()).isEqualTo(1);
        assertThat(unit.rows()).isEqualTo(5);
    }

    @Test
    void countsTheRowsOfAnExecuteThatIsReadAfterwards() throws Throwable {
        UnitStatements unit = unit(connection -> {
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.execute("select id, title from games")).isTrue();
                read(statement.getResultSet());
                assertThat(statement.getMoreResults()).isFalse();
            }
        });
        assertThat(only(unit).count()).isEqualTo(1);
        assertThat(only(unit).rows()).isEqualTo(5);
        assertThat(only(unit).columns()).isEqualTo(2);
    }

    @Test
    void countsChangedRowsHoweverTheyAreAskedFor() throws Throwable {
        UnitStatements unit = unit(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeLargeUpdate("update games set title = title");
                statement.execute("update games set title = title where id > 0");
                assertThat(statement.getUpdateCount()).isEqualTo(5);
                assertThat(statement.getLargeUpdateCount()).isEqualTo(5);
            }
        });
        assertThat(unit.count()).isEqualTo(2);
        assertThat(unit.groups()).extracting(StatementGroup::updatedRows).containsExactly(5L, 5L);
    }

    @Test
    void generatedKeysAreNeitherAStatementNorRowsThatWereRead() throws Throwable {
        UnitStatements unit = unit(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into games values (77, 'keyed')", Statement.RETURN_GENERATED_KEYS)) {
                insert.executeUpdate();
                read(insert.getGeneratedKeys());
            }
            connection.rollback();
        });
        assertThat(unit.count()).isEqualTo(1);
        assertThat(unit.rows()).isZero();
    }

    @Test
    void aScrolledResultCountsUpToItsFarthestRow() throws Throwable {
        UnitStatements unit = unit(connection -> {
            try (Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
                ResultSet results = statement.executeQuery("select id from games order by id");
                results.absolute(3);
                results.beforeFirst();
                results.next();
                results.next();
                results.absolute(4);
                results.previous();
            }
        });
        assertThat(unit.rows()).isEqualTo(4);
    }

    @Test
    void countsTheRowsOfAResultThatNobodyCloses() throws Throwable {
        Statement[] left = new Statement[1];
        UnitStatements unit = unit(connection -> {
            left[0] = connection.createStatement();
            left[0].executeQuery("select id from games").next();
        });
        assertThat(unit.rows()).isEqualTo(1);
        left[0].close();
    }

    @Test
    void capturesWhatRunsOnTheConnectionOfTheMetadata() throws Throwable {
        UnitStatements unit = unit(connection -> {
            try (Statement statement = connection.getMetaData().getConnection().createStatement()) {
                statement.execute("select id from games");
            }
        });
        assertThat(unit.count()).isEqualTo(1);
    }

    private interface Work {
        void on(Connection connection) throws Exception;
    }

    private static UnitStatements unit(Work work) throws Throwable {
        return unit(() -> {
            try (Connection connection = Samples.DATA.getConnection()) {
                work.on(connection);
            }
        });
    }

    private static UnitStatements unit(Units.Body body) throws Throwable {
        return OneUnit.of(body).worstUnit();
    }

    private static StatementGroup only(UnitStatements unit) {
        assertThat(unit.groups()).hasSize(1);
        return unit.groups().get(0);
    }

    private static void read(ResultSet results) throws SQLException {
        while (results.next()) {
            assertThat(results.getObject(1)).isNotNull();
        }
    }
}
