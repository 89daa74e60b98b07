package io.perfbudgets.junit.sabotage;

import io.perfbudgets.prove.StatementDose;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Runs SELECTs that read no table, write nothing and lock nothing. */
public final class ExtraStatements {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");

    private ExtraStatements() {}

    /** Runs them on the connection of a unit that is about to run its first own statement. Never throws. */
    public static void run(Connection captured, StatementDose dose) {
        try (Statement statement = captured.createStatement()) {
            String from = from(captured.getMetaData().getDatabaseProductName());
            for (int i = 0; i < dose.same(); i++) {
                read(statement, select(7, "", from));
            }
            for (int kind = 0; kind < dose.kinds(); kind++) {
                repeat(statement, "_again_" + kind, 0, from);
                repeat(statement, "_row_" + kind, 1, from);
            }
        } catch (SQLException refused) {
            LOG.log(System.Logger.Level.WARNING, "No extra statement can be run to prove budgets: " + refused);
        }
    }

    private static void repeat(Statement statement, String kind, int step, String from) throws SQLException {
        for (int i = 0; i < StatementDose.REPEATS; i++) {
            read(statement, select(7 + i * step, kind, from));
        }
    }

    private static void read(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getInt(1);
            }
        }
    }

    private static String select(int value, String kind, String from) {
        return "select " + value + " as " + StatementDose.ALIAS + kind + from;
    }

    /** Some databases want a table in every SELECT. */
    private static String from(String product) {
        String name = product.toLowerCase(Locale.ROOT);
        if (name.contains("oracle")) {
            return " from dual";
        }
        if (name.contains("db2") || name.contains("derby")) {
            return " from sysibm.sysdummy1";
        }
        return name.contains("hsql") ? " from information_schema.system_users" : "";
    }
}
