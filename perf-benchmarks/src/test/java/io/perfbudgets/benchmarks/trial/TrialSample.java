package io.perfbudgets.benchmarks.trial;

import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.PerfDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/**
 * Bodies of some hundred microseconds whose work comes in rounds, {@value #ROUNDS} or as many as the property
 * {@code trial.rounds} says. All but the last get their limits from the trial's {@code budgets.yaml}.
 */
class TrialSample {
    static final int ROUNDS = 100;
    private static final int ROWS = 150;
    private static final DataSource DATA = PerfDataSource.wrap(database());

    private final int rounds = Integer.getInteger("trial.rounds", ROUNDS);
    private long result;

    @Test
    void computes() {
        compute(rounds);
    }

    @Test
    void allocates() {
        for (int round = 0; round < rounds; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                texts.add("game " + (result + i));
            }
            result += texts.hashCode();
        }
    }

    @Test
    void queries() throws SQLException {
        for (int round = 0; round < rounds; round += 20) {
            query(Math.min(20, rounds - round));
        }
    }

    @Test
    @LatencyBudget(p95 = "1.3x", reference = "reference")
    void computesLongerThanItsReference() {
        compute(rounds);
    }

    void reference() {
        compute(ROUNDS);
    }

    private void compute(int times) {
        long state = result | 1;
        for (int i = 0; i < times * 1_000; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
        result = state;
    }

    private void query(int share) throws SQLException {
        try (Connection connection = DATA.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id, title from games where id <= ?")) {
            statement.setInt(1, ROWS * share / 20);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result += rows.getInt(1) + rows.getString(2).length();
                }
            }
        }
    }

    private static DataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:trial;DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table games (id int primary key, title varchar(50))");
            for (int id = 1; id <= ROWS; id++) {
                statement.execute("insert into games values (" + id + ", 'game " + id + "')");
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        return source;
    }
}
