package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.sql.Connections;
import io.perfbudgets.sql.Transactions;
import io.perfbudgets.sql.UnitStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What a unit is known to have held: connections and transactions. */
class ConnectionsTest {

    @Test
    void countsTheConnectionsThatAUnitHoldsAtOnce() throws Throwable {
        Connections connections = unit(() -> {
                    try (Connection outer = Samples.DATA.getConnection();
                            Connection inner = Samples.DATA.getConnection()) {
                        assertThat(inner).isNotSameAs(outer);
                    }
                    Samples.query("select id from games");
                })
                .connections();
        assertThat(connections.opened()).isEqualTo(3);
        assertThat(connections.most()).isEqualTo(2);
        assertThat(connections.leaks()).isEmpty();
    }

    @Test
    void namesTheLineThatOpenedAConnectionWhichNobodyClosed() throws Throwable {
        Connection[] left = new Connection[1];
        Connections connections =
                unit(() -> left[0] = Samples.DATA.getConnection()).connections();
        left[0].close();
        assertThat(connections.leaked()).isEqualTo(1);
        assertThat(connections.leaks().get(0).openedAt().location()).startsWith("ConnectionsTest.java:");
    }

    @Test
    void takesNeitherASharedConnectionNorAPoolsOwnForALeak() throws Throwable {
        HikariConfig config = new HikariConfig();
        config.setDataSource(PerfDataSource.wrap(database("pooled")));
        config.setMaximumPoolSize(2);
        try (Connection shared = Samples.DATA.getConnection();
                HikariDataSource pool = new HikariDataSource()) {
            config.copyStateTo(pool);
            DataSource captured = PerfDataSource.wrap(pool);
            Connections connections = unit(() -> {
                        execute(shared, "select 42");
                        try (Connection connection = captured.getConnection()) {
                            execute(connection, "select 42");
                        }
                    })
                    .connections();
            assertThat(connections.opened()).isEqualTo(1);
            assertThat(connections.most()).isEqualTo(1);
            assertThat(connections.leaks()).isEmpty();
        }
    }

    @Test
    void countsTransactionsFromTheirFirstStatementToTheirEnd() throws Throwable {
        UnitStatements unit = unit(() -> {
            try (Connection connection = Samples.DATA.getConnection()) {
                execute(connection, "select 1 from games");
                connection.setAutoCommit(false);
                connection.commit();
                execute(connection, "select 2 from games");
                execute(connection, "select 3 from games");
                connection.commit();
                execute(connection, "select 4 from games");
                connection.rollback();
                execute(connection, "select 5 from games");
                connection.setAutoCommit(true);
                execute(connection, "select 6 from games");
            }
        });
        Transactions transactions = unit.transactions();
        assertThat(transactions.count()).isEqualTo(3);
        assertThat(transactions.longestNanos()).isPositive().isLessThanOrEqualTo(transactions.totalNanos());
        assertThat(unit.count()).isEqualTo(6);
    }

    @Test
    void knowsAConnectionThatComesWithoutAutoCommit() throws Throwable {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database("manual"));
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            DataSource captured = PerfDataSource.wrap(pool);
            Transactions transactions = unit(() -> {
                        try (Connection connection = captured.getConnection()) {
                            execute(connection, "select 42");
                        }
                    })
                    .transactions();
            assertThat(transactions.count()).isEqualTo(1);
        }
    }

    @Test
    void aTransactionThatBeganBeforeTheUnitIsNoneOfIts() throws Throwable {
        try (Connection connection = Samples.DATA.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "select 1 from games");
            Transactions transactions =
                    unit(() -> execute(connection, "select 2 from games")).transactions();
            connection.rollback();
            assertThat(transactions.count()).isZero();
        }
    }

    private static UnitStatements unit(Units.Body body) throws Throwable {
        RunningTest test = RunningTests.begin(Subject.test("ConnectionsTest", "sample"));
        try {
            Units.iterate(test, body);
        } finally {
            RunningTests.end(test);
        }
        return test.measurements(true).get(0).worstUnit();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DataSource database(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }
}
