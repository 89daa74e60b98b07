package io.perfbudgets.junit.audit;

import io.perfbudgets.plan.Engine;
import io.perfbudgets.plan.Plan;
import io.perfbudgets.plan.TableRead;
import io.perfbudgets.plan.UnreadablePlanException;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.StatementKind;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection while statements are explained on it. Statements are never run. When it is closed, all is as before:
 * what was set is set back, and in PostgreSQL, where settings hold for the transaction, everything is rolled back. The
 * connection itself stays open. Used by one thread.
 */
final class Explaining implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 5;
    private static final int FIRST_WITH_SKIP_SCANS = 18;

    private final Connection connection;
    private final Engine engine;
    private final boolean skipScans;
    private final Catalog catalog;
    private boolean begun;
    private @Nullable Savepoint before;
    private @Nullable String formatBefore;

    private Explaining(Connection connection, Engine engine, boolean skipScans) {
        this.connection = connection;
        this.engine = engine;
        this.skipScans = skipScans;
        this.catalog = new JdbcCatalog(connection, engine);
    }

    /** A database whose plans nobody here can read. */
    static final class NotExplainableException extends Exception {
        private static final long serialVersionUID = 1L;

        NotExplainableException(String product) {
            super("plans of " + product + " are not read; those of SQLite, PostgreSQL, MariaDB, MySQL and H2 are");
        }
    }

    static Explaining on(Connection connection) throws SQLException, NotExplainableException {
        DatabaseMetaData meta = connection.getMetaData();
        String product = meta.getDatabaseProductName();
        Engine engine = Engine.of(product).orElseThrow(() -> new NotExplainableException(product));
        boolean skipScans = engine == Engine.POSTGRESQL && meta.getDatabaseMajorVersion() >= FIRST_WITH_SKIP_SCANS;
        Explaining explaining = new Explaining(connection, engine, skipScans);
        explaining.begin();
        return explaining;
    }

    private void begin() throws SQLException {
        if (engine == Engine.POSTGRESQL) {
            begun = connection.getAutoCommit();
            if (begun) {
                connection.setAutoCommit(false);
            }
            before = connection.setSavepoint();
            // A sequential scan that survives has no index to take its place, however small the table.
            run("set local enable_seqscan = off");
            run("set local jit_above_cost = -1");
            run("set local lock_timeout = '" + TIMEOUT_SECONDS + "s'");
        } else if (engine == Engine.MYSQL) {
            formatBefore = formatVersion().orElse(null);
            if (formatBefore != null) {
                run("set session explain_json_format_version = 1");
            }
        }
    }

    /** MySQL has had it since 8.3. */
    private Optional<String> formatVersion() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select @@session.explain_json_format_version")) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException older) {
            return Optional.empty();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Engine engine() {
        return engine;
    }

    /**
     * What is wrong with the plan of one statement.
     *
     * @throws SQLException if the database would not explain it
     * @throws UnreadablePlanException if what it said is in no known form
     */
    List<Advice> explain(String sql, Fingerprint fingerprint, List<?> values) throws SQLException {
        Plan plan = engine.read(output(sql, values));
        boolean hasWhere = fingerprint.text().toLowerCase(Locale.ROOT).contains(" where ");
        boolean readsNothing = plan.reads().isEmpty() || (fingerprint.kind() != StatementKind.SELECT && !hasWhere);
        if (readsNothing || (!mayConcern(plan) && plan.reads().stream().noneMatch(TableRead::isWhole))) {
            return List.of();
        }
        Optional<QueryBlock> block = BlockReader.read(sql, values, catalog);
        return new Advisor(engine, skipScans, catalog, block, hasWhere).advise(plan);
    }

    /** The statement's text is looked at only where the plan gives a reason to: parsing is the dearest part. */
    private boolean mayConcern(Plan plan) {
        return plan.sorts() || engine == Engine.POSTGRESQL;
    }

    private String output(String sql, List<?> values) throws SQLException {
        Savepoint each = engine == Engine.POSTGRESQL ? connection.setSavepoint() : null;
        try {
            return output(sql, values, false);
        } catch (SQLException refused) {
            if (each == null) {
                throw refused;
            }
            connection.rollback(each);
            try {
                // A text that stands for a value of another type, an enum's or a UUID's, was bound without saying so.
                return output(sql, values, true);
            } catch (SQLException again) {
                connection.rollback(each);
                refused.addSuppressed(again);
                throw refused;
            }
        }
    }

    private String output(String sql, List<?> values, boolean untypedTexts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(engine.explain() + sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            for (int i = 0; i < values.size(); i++) {
                bind(statement, i + 1, values.get(i), untypedTexts);
            }
            StringBuilder text = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                int column = engine == Engine.SQLITE ? rows.findColumn("detail") : 1;
                while (rows.next()) {
                    text.append(rows.getString(column)).append('\n');
                }
            }
            return text.toString();
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value, boolean untypedTexts)
            throws SQLException {
        boolean readOnce = value instanceof InputStream
                || value instanceof Reader
                || value instanceof Blob
                || value instanceof Clob
                || value instanceof SQLXML;
        if (value == null || readOnce) {
            statement.setNull(index, Types.NULL);
        } else if (untypedTexts && value instanceof String) {
            statement.setObject(index, value, Types.OTHER);
        } else {
            statement.setObject(index, value);
        }
    }

    @Override
    public void close() throws SQLException {
        if (formatBefore != null) {
            run("set session explain_json_format_version = " + Integer.parseInt(formatBefore));
        }
        if (before != null) {
            connection.rollback(before);
        }
        if (begun) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
