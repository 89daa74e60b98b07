package io.perfbudgets.benchmarks.capture;

import io.perfbudgets.junit.unit.Units;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.jdbcx.JdbcDataSource;

/**
 * By how much the used heap grows while one unit goes on to run statements, each prepared anew, after its first ones.
 *
 * @param statements how many
 * @param grownBytes the growth, garbage collected before and after
 */
record UnitMemory(int statements, long grownBytes) {
    private static final int FIRST = 5_000;
    private static final int STATEMENTS = 100_000;

    static UnitMemory measure() throws Throwable {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:unit-memory");
        long[] grown = new long[1];
        try (Connection connection = Way.PERF_JUNIT.capture(source)) {
            Engine.H2.fill(connection);
            Units.Body unit = () -> {
                run(connection, FIRST);
                long before = usedBytes();
                run(connection, STATEMENTS);
                grown[0] = usedBytes() - before;
            };
            Way.PERF_JUNIT.around(unit);
        }
        return new UnitMemory(STATEMENTS, grown[0]);
    }

    private static void run(Connection connection, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            try (PreparedStatement statement = Work.STATEMENT_BY_KEY.prepare(connection)) {
                statement.setInt(1, i % Engine.PLAYERS);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        throw new IllegalStateException("Player " + i + " is missing");
                    }
                }
            }
        }
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    String line() {
        return String.format(
                Locale.ROOT, "%,d more statements in one unit: used heap grew by %,d bytes", statements, grownBytes);
    }
}
