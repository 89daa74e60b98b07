package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.common.CallableStatementInformation;
import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.common.PreparedStatementInformation;
import com.p6spy.engine.common.ResultSetInformation;
import com.p6spy.engine.common.StatementInformation;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows one connection that p6spy itself has wrapped, for a {@code jdbc:p6spy:} URL or a {@code P6DataSource}: its
 * statements are p6spy's, so each callback first has to find the {@link StatementListener} of its statement. Dearer than
 * {@link CapturedConnection}, and with p6spy's own gaps.
 */
final class P6SpyListener extends ConnectionListener {
    private final Map<StatementInformation, StatementListener> statements =
            Collections.synchronizedMap(new WeakHashMap<>());

    private StatementListener of(StatementInformation statement) {
        return statements.computeIfAbsent(statement, this::follow);
    }

    private StatementListener follow(StatementInformation statement) {
        ConnectionInformation connection = statement.getConnectionInformation();
        return new StatementListener(
                connection.getDataSource() == null ? connection.getDriver() : connection.getDataSource(),
                connection.getConnection(),
                this,
                statement instanceof PreparedStatementInformation ? statement.getSql() : null);
    }

    @Override
    public void onBeforeGetConnection(ConnectionInformation connection) {
        Capture.connecting();
    }

    @Override
    public void onAfterGetConnection(ConnectionInformation connection, @Nullable SQLException e) {
        Capture.markUsed();
        if (Nesting.CONNECTING.leave() && e == null) {
            obtained();
        }
    }

    @Override
    public void onBeforeExecute(PreparedStatementInformation statement) {
        of(statement).onBeforeExecute(statement);
    }

    @Override
    public void onBeforeExecute(StatementInformation statement, String sql) {
        of(statement).onBeforeExecute(statement, sql);
    }

    @Override
    public void onBeforeExecuteQuery(PreparedStatementInformation statement) {
        of(statement).onBeforeExecuteQuery(statement);
    }

    @Override
    public void onBeforeExecuteQuery(StatementInformation statement, String sql) {
        of(statement).onBeforeExecuteQuery(statement, sql);
    }

    @Override
    public void onBeforeExecuteUpdate(PreparedStatementInformation statement) {
        of(statement).onBeforeExecuteUpdate(statement);
    }

    @Override
    public void onBeforeExecuteUpdate(StatementInformation statement, String sql) {
        of(statement).onBeforeExecuteUpdate(statement, sql);
    }

    @Override
    public void onBeforeExecuteBatch(StatementInformation statement) {
        of(statement).onBeforeExecuteBatch(statement);
    }

    @Override
    public void onAfterExecute(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        of(statement).onAfterExecute(statement, nanos, e);
    }

    @Override
    public void onAfterExecute(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        of(statement).onAfterExecute(statement, nanos, sql, e);
    }

    @Override
    public void onAfterExecuteQuery(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        of(statement).onAfterExecuteQuery(statement, nanos, e);
    }

    @Override
    public void onAfterExecuteQuery(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        of(statement).onAfterExecuteQuery(statement, nanos, sql, e);
    }

    @Override
    public void onAfterExecuteUpdate(
            PreparedStatementInformation statement, long nanos, int changed, @Nullable SQLException e) {
        of(statement).onAfterExecuteUpdate(statement, nanos, changed, e);
    }

    @Override
    public void onAfterExecuteUpdate(
            StatementInformation statement, long nanos, String sql, int changed, @Nullable SQLException e) {
        of(statement).onAfterExecuteUpdate(statement, nanos, sql, changed, e);
    }

    @Override
    public void onAfterExecuteBatch(
            StatementInformation statement, long nanos, int @Nullable [] counts, @Nullable SQLException e) {
        of(statement).onAfterExecuteBatch(statement, nanos, counts, e);
    }

    @Override
    public void onAfterAddBatch(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        of(statement).onAfterAddBatch(statement, nanos, e);
    }

    @Override
    public void onAfterAddBatch(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        of(statement).onAfterAddBatch(statement, nanos, sql, e);
    }

    @Override
    public void onAfterPreparedStatementSet(
            PreparedStatementInformation statement, int index, @Nullable Object value, @Nullable SQLException e) {
        of(statement).onAfterPreparedStatementSet(statement, index, value, e);
    }

    @Override
    public void onAfterCallableStatementSet(
            CallableStatementInformation statement, String name, @Nullable Object value, @Nullable SQLException e) {
        of(statement).onAfterCallableStatementSet(statement, name, value, e);
    }

    @Override
    public void onAfterResultSetNext(
            ResultSetInformation resultSet, long nanos, boolean hasNext, @Nullable SQLException e) {
        if (hasNext) {
            of(resultSet.getStatementInformation()).rows().add(1);
        }
    }
}
