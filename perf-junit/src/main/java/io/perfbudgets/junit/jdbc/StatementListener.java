package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.common.CallableStatementInformation;
import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.common.PreparedStatementInformation;
import com.p6spy.engine.common.ResultSetInformation;
import com.p6spy.engine.common.StatementInformation;
import com.p6spy.engine.event.JdbcEventListener;
import io.perfbudgets.junit.unit.ConnectionUse;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.ValueHash;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives every statement that p6spy sees to the unit of its thread. Never throws into the application: a fault of ours is
 * kept by {@link CaptureFault} instead.
 */
final class StatementListener extends JdbcEventListener {
    static final StatementListener INSTANCE = new StatementListener();

    private final Map<ConnectionInformation, ConnectionUse> uses = Collections.synchronizedMap(new WeakHashMap<>());

    private StatementListener() {}

    void opened(ConnectionInformation connection) {
        try {
            uses.put(connection, Units.connection(CallSites::opener));
        } catch (RuntimeException | LinkageError fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterConnectionClose(ConnectionInformation connection, @Nullable SQLException e) {
        ConnectionUse use = uses.remove(connection);
        if (use != null) {
            use.closed();
        }
    }

    @Override
    public void onAfterSetAutoCommit(
            ConnectionInformation connection, boolean now, boolean before, @Nullable SQLException e) {
        ConnectionUse use = uses.get(connection);
        if (use != null && e == null) {
            use.autoCommit(now);
        }
    }

    @Override
    public void onAfterCommit(ConnectionInformation connection, long nanos, @Nullable SQLException e) {
        transactionEnded(connection);
    }

    @Override
    public void onAfterRollback(ConnectionInformation connection, long nanos, @Nullable SQLException e) {
        transactionEnded(connection);
    }

    private void transactionEnded(ConnectionInformation connection) {
        ConnectionUse use = uses.get(connection);
        if (use != null) {
            use.transactionEnded();
        }
    }

    private void executed(ConnectionInformation connection, long nanos) {
        ConnectionUse use = uses.get(connection);
        if (use == null) {
            return;
        }
        try {
            if (use.wantsAutoCommit()) {
                use.autoCommit(connection.getConnection().getAutoCommit());
            }
            use.executed(nanos);
        } catch (SQLException unknown) {
            use.autoCommit(true); // of a connection that cannot say, no transaction is known
        }
    }

    @Override
    public void onAfterGetConnection(ConnectionInformation connection, @Nullable SQLException e) {
        Capture.markUsed();
        if (e == null) {
            opened(connection);
        }
    }

    @Override
    public void onBeforeExecute(PreparedStatementInformation statement) {
        Executions.ofThread().enter();
    }

    @Override
    public void onBeforeExecute(StatementInformation statement, String sql) {
        Executions.ofThread().enter();
    }

    @Override
    public void onBeforeExecuteQuery(PreparedStatementInformation statement) {
        Executions.ofThread().enter();
    }

    @Override
    public void onBeforeExecuteQuery(StatementInformation statement, String sql) {
        Executions.ofThread().enter();
    }

    @Override
    public void onBeforeExecuteUpdate(PreparedStatementInformation statement) {
        Executions.ofThread().enter();
    }

    @Override
    public void onBeforeExecuteUpdate(StatementInformation statement, String sql) {
        Executions.ofThread().enter();
    }

    @Override
    public void onBeforeExecuteBatch(StatementInformation statement) {
        Executions.ofThread().enter();
    }

    @Override
    public void onAfterExecute(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        executed(statement, statement.getSql(), true, nanos, 0);
    }

    @Override
    public void onAfterExecute(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        executed(statement, sql, false, nanos, 0);
    }

    @Override
    public void onAfterExecuteQuery(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        executed(statement, statement.getSql(), true, nanos, 0);
    }

    @Override
    public void onAfterExecuteQuery(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        executed(statement, sql, false, nanos, 0);
    }

    @Override
    public void onAfterExecuteUpdate(
            PreparedStatementInformation statement, long nanos, int rows, @Nullable SQLException e) {
        executed(statement, statement.getSql(), true, nanos, rows);
    }

    @Override
    public void onAfterExecuteUpdate(
            StatementInformation statement, long nanos, String sql, int rows, @Nullable SQLException e) {
        executed(statement, sql, false, nanos, rows);
    }

    private void executed(StatementInformation statement, String sql, boolean prepared, long nanos, long rows) {
        try {
            Executions thread = Executions.ofThread();
            if (thread.leave()) {
                executed(statement.getConnectionInformation(), nanos);
                Executions.State state = thread.of(statement);
                long values = prepared ? state.values() : ValueHash.of(sql);
                state.rows(Units.statement(Fingerprint.of(sql), values, nanos, Math.max(0, rows), 0, CallSites::find));
            }
        } catch (RuntimeException | LinkageError fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterAddBatch(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        try {
            Executions.ofThread().of(statement).addToBatch();
        } catch (RuntimeException | LinkageError fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterAddBatch(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        try {
            Executions.State state = Executions.ofThread().of(statement);
            state.parameter(0, sql);
            state.addToBatch();
        } catch (RuntimeException | LinkageError fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterExecuteBatch(
            StatementInformation statement, long nanos, int @Nullable [] counts, @Nullable SQLException e) {
        try {
            Executions thread = Executions.ofThread();
            if (thread.leave()) {
                executed(statement.getConnectionInformation(), nanos);
                Executions.State state = thread.of(statement);
                long rows = 0;
                for (int count : counts == null ? new int[0] : counts) {
                    rows += Math.max(0, count);
                }
                Units.statement(
                        Fingerprint.of(statement.getSql()),
                        state.takeBatch(),
                        nanos,
                        rows,
                        state.takeBatched(),
                        CallSites::find);
            }
        } catch (RuntimeException | LinkageError fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterPreparedStatementSet(
            PreparedStatementInformation statement, int index, @Nullable Object value, @Nullable SQLException e) {
        try {
            Executions.ofThread().of(statement).parameter(index, value);
        } catch (RuntimeException | LinkageError fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterCallableStatementSet(
            CallableStatementInformation statement, String name, @Nullable Object value, @Nullable SQLException e) {
        try {
            Executions.ofThread().of(statement).parameter(Math.floorMod(name.hashCode(), 64), value);
        } catch (RuntimeException | LinkageError fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterResultSetNext(
            ResultSetInformation resultSet, long nanos, boolean hasNext, @Nullable SQLException e) {
        if (hasNext) {
            try {
                Executions.ofThread().of(resultSet.getStatementInformation()).addRow();
            } catch (RuntimeException | LinkageError fault) {
                CaptureFault.report(fault);
            }
        }
    }

    @Override
    public void onAfterStatementClose(StatementInformation statement, @Nullable SQLException e) {
        Executions.ofThread().forget(statement);
    }
}
