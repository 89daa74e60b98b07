package io.perfbudgets.junit;

import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does with one connection what applications do, what JDBC allows but few do, and what drivers refuse, and notes what it
 * saw: results, or the class and SQLState of the error. The table has the columns {@code id} (generated), {@code name} and
 * {@code score}.
 */
final class JdbcScript {
    private static final String TABLE = "perf_transparency";

    private final Connection connection;
    private final Connection raw;
    private final List<String> seen = new ArrayList<>();

    /**
     * @param connection the connection to use
     * @param raw the driver's own, which {@code connection} is or wraps
     */
    JdbcScript(Connection connection, Connection raw) {
        this.connection = connection;
        this.raw = raw;
    }

    @FunctionalInterface
    private interface Step {
        @Nullable
        Object run() throws Exception;
    }

    @FunctionalInterface
    private interface Steps {
        void run() throws Exception;
    }

    private void note(String step, Step body) {
        try {
            seen.add(step + ": " + shown(body.run()));
        } catch (BatchUpdateException e) {
            seen.add(step + ": " + e.getClass().getName() + " " + e.getSQLState() + " "
                    + Arrays.toString(e.getUpdateCounts()));
        } catch (SQLException e) {
            seen.add(step + ": " + e.getClass().getName() + " " + e.getSQLState());
        } catch (Exception e) {
            seen.add(step + ": " + e.getClass().getName());
        }
    }

    private static String shown(@Nullable Object value) {
        return value instanceof int[] counts
                ? Arrays.toString(counts)
                : value instanceof long[] counts ? Arrays.toString(counts) : Objects.toString(value);
    }

    /** Steps that build on each other: where one fails that all the rest needs, the rest is left out. */
    private void part(String name, Steps steps) {
        note(name, () -> {
            steps.run();
            return "done";
        });
        note("after " + name, () -> {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return connection.isClosed();
        });
    }

    List<String> run() {
        part("updates", this::updates);
        part("generated keys", this::generatedKeys);
        part("typed parameters", this::typedParameters);
        part("batches", this::batches);
        part("queries", this::queries);
        part("scrolling", this::scrolling);
        part("updatable results", this::updatableResults);
        part("transactions", this::transactions);
        part("streaming", this::streaming);
        part("procedure calls", this::calls);
        part("errors", this::errors);
        part("life cycle", this::lifeCycle);
        part("identity", this::identity);
        part("wrappers", this::wrappers);
        part("settings", this::settings);
        part("the end", this::theEnd);
        return seen;
    }

    private void updates() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            note("execute", () -> statement.execute("insert into " + TABLE + " (name, score) values ('a', 1)"));
            note("update count", statement::getUpdateCount);
            note("large update count", statement::getLargeUpdateCount);
            note("more results", statement::getMoreResults);
            note("no more", statement::getUpdateCount);
            note("update", () -> statement.executeUpdate("update " + TABLE + " set score = 2 where name = 'a'"));
            note("large update", () -> statement.executeLargeUpdate("insert into " + TABLE + " (name) values ('b')"));
            note("execute query", () -> statement.execute("select name from " + TABLE + " order by id"));
            note("its rows", () -> rows(statement.getResultSet()));
            note("keep current", () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
            note("query as update", () -> statement.executeUpdate("select 1"));
            note("update as query", () -> rows(statement.executeQuery("delete from " + TABLE + " where id < 0")));
        }
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + TABLE + " (name, score) values (?, ?)")) {
            statement.setString(1, "c");
            statement.setLong(2, 7);
            note("prepared update", statement::executeUpdate);
            note("prepared large update", statement::executeLargeUpdate);
            note("prepared execute", statement::execute);
            note("its count", statement::getUpdateCount);
            note("text on a prepared one", () -> statement.executeUpdate("delete from " + TABLE + " where id < 0"));
            note("query on a prepared update", () -> rows(statement.executeQuery()));
        }
    }

    private void generatedKeys() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + TABLE + " (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "keyed");
            note("insert", insert::executeUpdate);
            ResultSet keys = insert.getGeneratedKeys();
            note("keys", keys::next);
            note("key is a number", () -> keys.getLong(1) > 0);
            note("keys' statement", () -> keys.getStatement() == insert);
        }
        try (Statement insert = connection.createStatement()) {
            String sql = "insert into " + TABLE + " (name) values ('keyed')";
            note("by flag", () -> insert.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS));
            note("key by flag", () -> insert.getGeneratedKeys().next());
            note("by column", () -> insert.executeUpdate(sql, new String[] {"id"}));
            note("key by column", () -> insert.getGeneratedKeys().next());
            note("large by column", () -> insert.executeLargeUpdate(sql, new String[] {"id"}));
            note("large by flag", () -> insert.executeLargeUpdate(sql, Statement.RETURN_GENERATED_KEYS));
            note("by index", () -> insert.executeUpdate(sql, new int[] {1}));
            note("large by index", () -> insert.executeLargeUpdate(sql, new int[] {1}));
            note("execute by flag", () -> insert.execute(sql, Statement.RETURN_GENERATED_KEYS));
            note("no keys", () -> rows(insert.getGeneratedKeys()).size());
        }
        note("prepare by name", () -> prepareAndRun(new String[] {"id"}));
    }

    private int prepareAndRun(String[] columns) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + TABLE + " (name) values ('x')", columns)) {
            return insert.executeUpdate();
        }
    }

    private void typedParameters() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from " + TABLE + " where name = ? or score = ?")) {
            note("object with SQLType", () -> {
                query.setObject(1, "a", JDBCType.VARCHAR);
                return "set";
            });
            note("object with SQLType and length", () -> {
                query.setObject(2, 2, JDBCType.INTEGER, 0);
                return "set";
            });
            note("count", () -> rows(query.executeQuery()));
            query.clearParameters();
            note("without parameters", () -> rows(query.executeQuery()));
            query.setObject(1, "b");
            query.setNull(2, java.sql.Types.INTEGER);
            note("null", () -> rows(query.executeQuery()));
            note("no such parameter", () -> {
                query.setInt(3, 1);
                return "set";
            });
            note("parameters", () -> query.getParameterMetaData().getParameterCount());
        }
    }

    private void batches() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + TABLE + " (name, score) values (?, ?)")) {
            for (int row = 0; row < 3; row++) {
                insert.setString(1, "batch");
                insert.setInt(2, row);
                insert.addBatch();
            }
            note("prepared batch", insert::executeBatch);
            insert.addBatch();
            insert.clearBatch();
            note("cleared batch", insert::executeBatch);
            insert.addBatch();
            note("large prepared batch", insert::executeLargeBatch);
        }
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("update " + TABLE + " set score = 5 where name = 'batch'");
            statement.addBatch("delete from " + TABLE + " where name = 'batch'");
            note("batch", statement::executeBatch);
            statement.addBatch("delete from " + TABLE + " where name = 'batch'");
            note("large batch", statement::executeLargeBatch);
            note("empty batch", statement::executeBatch);
            statement.addBatch("insert into " + TABLE + " (name) values ('ok')");
            statement.addBatch("insert into " + TABLE + " (id, name) select max(id), 'twice' from " + TABLE);
            note("failing batch", statement::executeBatch);
        }
    }

    private void queries() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results =
                        statement.executeQuery("select id, name, score from " + TABLE + " where name = 'a'")) {
            note("before the first row", () -> results.getString("name"));
            note("first", results::next);
            note("by name", () -> results.getString("name"));
            note("by position", () -> results.getInt(3));
            note("as object", () -> results.getObject("score", Integer.class));
            note("no such column", () -> results.getString("nothing"));
            note("was null", results::wasNull);
            note("columns", () -> results.getMetaData().getColumnCount());
            note("find column", () -> results.findColumn("score"));
            note("row", results::getRow);
            note("second", results::next);
            note("after the last row", () -> results.getString(1));
            note("again", results::next);
        }
    }

    private void scrolling() throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet results = statement.executeQuery("select id from " + TABLE + " order by id");
            note("type", results::getType);
            note("last", results::last);
            note("its row", () -> results.getRow() > 1);
            note("absolute", () -> results.absolute(2));
            note("relative", () -> results.relative(-1));
            note("previous", results::previous);
            note("is before first", results::isBeforeFirst);
            note("next", results::next);
            note("is first", results::isFirst);
            results.afterLast();
            note("from the end", results::previous);
            results.beforeFirst();
            note("first", results::first);
        }
        try (Statement forward = connection.createStatement();
                ResultSet results = forward.executeQuery("select id from " + TABLE)) {
            note("no scrolling", results::last);
            note("no way back", results::previous);
        }
    }

    private void updatableResults() throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet results = statement.executeQuery("select id, name, score from " + TABLE + " order by id")) {
            note("on a row", results::next);
            results.updateString("name", "changed");
            note("typed", () -> {
                results.updateObject("score", 9, JDBCType.INTEGER);
                return "updated";
            });
            note("typed by position", () -> {
                results.updateObject(3, 9, JDBCType.INTEGER, 0);
                return "updated";
            });
            results.updateRow();
            note("row updated", results::rowUpdated);
            note("name", () -> results.getString(2));
            results.moveToInsertRow();
            results.updateString("name", "inserted");
            results.insertRow();
            results.moveToCurrentRow();
            results.deleteRow();
        }
    }

    private void transactions() throws SQLException {
        connection.setAutoCommit(false);
        note("auto-commit", connection::getAutoCommit);
        insert("first");
        Savepoint savepoint = connection.setSavepoint("here");
        note("savepoint", savepoint::getSavepointName);
        insert("second");
        connection.rollback(savepoint);
        note("rolled back to it", () -> count("second"));
        note("kept", () -> count("first"));
        connection.releaseSavepoint(savepoint);
        connection.commit();
        insert("third");
        connection.rollback();
        note("rolled back", () -> count("third"));
        note("committed", () -> count("first"));
        connection.setAutoCommit(true);
        note("commit without a transaction", () -> {
            connection.commit();
            return "done";
        });
    }

    private void streaming() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement query = connection.prepareStatement("select name from " + TABLE)) {
            query.setFetchSize(1);
            note("fetch size", query::getFetchSize);
            ResultSet results = query.executeQuery();
            note("a row", results::next);
            note("its fetch size", results::getFetchSize);
            results.close();
            query.setMaxRows(2);
            note("max rows", query::getMaxRows);
            note("at most", () -> rows(query.executeQuery()).size());
            note("large max rows", () -> {
                query.setLargeMaxRows(1);
                return query.getLargeMaxRows();
            });
            note("at most then", () -> rows(query.executeQuery()).size());
        }
    }

    private void calls() throws SQLException {
        note("unknown procedure", () -> {
            try (CallableStatement call = connection.prepareCall("{call perf_no_such_procedure(?)}")) {
                call.setInt(1, 1);
                return call.execute();
            }
        });
        note("function", () -> {
            try (CallableStatement call = connection.prepareCall("{? = call abs(?)}")) {
                call.registerOutParameter(1, java.sql.Types.INTEGER);
                call.setInt(2, -3);
                call.execute();
                return call.getInt(1);
            }
        });
        note("function, typed", () -> {
            try (CallableStatement call = connection.prepareCall("{? = call abs(?)}")) {
                call.registerOutParameter(1, JDBCType.INTEGER);
                call.setObject(2, -3, JDBCType.INTEGER);
                call.execute();
                return call.getObject(1) + " " + call.wasNull();
            }
        });
        note("by name", () -> {
            try (CallableStatement call = connection.prepareCall("{? = call abs(?)}")) {
                call.setInt("no_such_name", -3);
                return call.execute();
            }
        });
        note("query through a call", () -> {
            try (CallableStatement call = connection.prepareCall("select count(*) from " + TABLE + " where 1 = ?")) {
                call.setInt(1, 2);
                ResultSet results = call.executeQuery();
                return rows(results) + " " + isItself(call) + (call.getConnection() == connection);
            }
        });
    }

    private void errors() throws SQLException {
        note("bad text", () -> rows(connection.createStatement().executeQuery("select from where")));
        note(
                "bad text prepared",
                () -> rows(connection.prepareStatement("selec 1").executeQuery()));
        note("no table", () -> connection.createStatement().executeUpdate("delete from perf_nothing"));
        note("no text", () -> rows(connection.createStatement().executeQuery(null)));
        note("no text prepared", () -> connection.prepareStatement(null).executeUpdate());
        note("twice the key", () -> connection
                .createStatement()
                .executeUpdate("insert into " + TABLE + " (id, name) select max(id), 'x' from " + TABLE));
        note("bad type", () -> connection.createStatement(-7, -7).execute("select 1"));
    }

    private void lifeCycle() throws SQLException {
        Statement statement = connection.createStatement();
        note("close on completion", () -> {
            statement.closeOnCompletion();
            return statement.isCloseOnCompletion();
        });
        ResultSet results = statement.executeQuery("select 1");
        note("open", results::isClosed);
        results.close();
        note("closed results", results::isClosed);
        note("closed statement", statement::isClosed);
        note("next on closed", results::next);
        note("statement of closed", () -> results.getStatement() == statement);
        Statement closed = connection.createStatement();
        ResultSet left = closed.executeQuery("select 1");
        closed.close();
        closed.close();
        note("left results", left::isClosed);
        note("query on closed", () -> rows(closed.executeQuery("select 1")));
        note("large update on closed", () -> closed.executeLargeUpdate("delete from " + TABLE + " where id < 0"));
        note("connection of closed", () -> closed.getConnection() == connection);
        Statement reused = connection.createStatement();
        ResultSet earlier = reused.executeQuery("select 1");
        reused.executeQuery("select 2");
        note("earlier results", earlier::isClosed);
        reused.close();
    }

    private void identity() throws SQLException {
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("select 1");
        ResultSet results = statement.executeQuery("select 1");
        note("statement's connection", () -> statement.getConnection() == connection);
        note("prepared statement's connection", () -> prepared.getConnection() == connection);
        note("results' statement", () -> results.getStatement() == statement);
        note("metadata's connection", () -> connection.getMetaData().getConnection() == connection);
        note("connection equals itself", () -> isItself(connection));
        note("statement equals itself", () -> isItself(statement));
        note("statement equals another", () -> statement.equals(prepared));
        note("results equal themselves", () -> isItself(results));
        note("connection's hash", () -> connection.hashCode() == raw.hashCode());
        note("connection's text", () -> connection.toString().equals(raw.toString()));
        note(
                "prepared text",
                () -> prepared.toString()
                                .startsWith(prepared.unwrap(prepared.getClass())
                                        .getClass()
                                        .getName())
                        || !prepared.toString().contains("Captured"));
        statement.close();
        prepared.close();
    }

    private void wrappers() throws SQLException {
        Class<? extends Connection> vendor = raw.getClass();
        note("vendor's connection", () -> connection.unwrap(vendor) == raw);
        note("is one", () -> connection.isWrapperFor(vendor));
        note("is a connection", () -> connection.isWrapperFor(Connection.class));
        note("as a connection", () -> connection.unwrap(Connection.class) == connection);
        note("is no list", () -> connection.isWrapperFor(List.class));
        note("as a list", () -> connection.unwrap(List.class));
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("select 1")) {
            note(
                    "vendor's statement",
                    () -> statement.unwrap(raw.createStatement().getClass()) != null);
            note("statement as a list", () -> statement.unwrap(List.class));
            note("results as results", () -> results.unwrap(ResultSet.class) == results);
            note("results as a list", () -> results.isWrapperFor(List.class));
        }
    }

    private void settings() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            note("timeout", () -> {
                statement.setQueryTimeout(3);
                return statement.getQueryTimeout();
            });
            note("negative timeout", () -> {
                statement.setQueryTimeout(-1);
                return "set";
            });
            note("cancel", () -> {
                statement.cancel();
                return "done";
            });
            note("literal", () -> statement.enquoteLiteral("it's"));
            note("identifier", () -> statement.enquoteIdentifier("name", true));
            note("bad identifier", () -> statement.enquoteIdentifier("na\"me\0", false));
            note("simple", () -> statement.isSimpleIdentifier("two words"));
            note("national literal", () -> statement.enquoteNCharLiteral("n"));
            note("warnings", statement::getWarnings);
            note("poolable", statement::isPoolable);
            note("holdability", statement::getResultSetHoldability);
            note("concurrency", statement::getResultSetConcurrency);
        }
        note("isolation", connection::getTransactionIsolation);
        note("read only", connection::isReadOnly);
        note("valid", () -> connection.isValid(1));
        note("native", () -> connection.nativeSQL("select {fn abs(-1)}"));
        note("client info", connection::getClientInfo);
        note("blob", () -> connection.createBlob() != null);
        note("array", () -> connection.createArrayOf("varchar", new Object[] {"a"}) != null);
        note("sharding", () -> connection.setShardingKeyIfValid(null, 1));
        note("request", () -> {
            connection.beginRequest();
            connection.endRequest();
            return "done";
        });
        note("product", () -> connection.getMetaData().getDatabaseProductName());
    }

    private void theEnd() throws SQLException {
        Statement left = connection.createStatement();
        connection.close();
        note("closed", connection::isClosed);
        note("left statement", left::isClosed);
        note("statement after", () -> connection.createStatement() != null);
        note("auto-commit after", () -> {
            connection.setAutoCommit(false);
            return "set";
        });
        note("commit after", () -> {
            connection.commit();
            return "done";
        });
        note("valid after", () -> connection.isValid(1));
        connection.close();
    }

    private static boolean isItself(Object object) {
        return Set.of(object).contains(object);
    }

    private void insert(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into " + TABLE + " (name) values ('" + name + "')");
        }
    }

    private List<String> count(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return rows(statement.executeQuery("select count(*) from " + TABLE + " where name = '" + name + "'"));
        }
    }

    private static List<String> rows(@Nullable ResultSet results) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (results != null && results.next()) {
            rows.add(results.getString(1));
        }
        return rows;
    }
}
