package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.common.CallableStatementInformation;
import com.p6spy.engine.common.PreparedStatementInformation;
import com.p6spy.engine.common.StatementInformation;
import com.p6spy.engine.event.JdbcEventListener;
import io.perfbudgets.junit.sabotage.ExtraStatements;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.prove.StatementDose;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.ReadRows;
import io.perfbudgets.sql.ValueHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows one statement: what is bound to it and what its batch holds, whatever thread does so, and gives each execution to
 * the unit of the thread that runs it. Never throws into the application: a fault of ours is kept by {@link CaptureFault}.
 */
final class StatementListener extends JdbcEventListener {
    private final @Nullable Object source;
    private final Connection connection;
    private final ConnectionListener connectionListener;
    private final @Nullable String preparedSql;
    private final BoundValues bound = new BoundValues();
    private @Nullable Fingerprint fingerprint;
    private @Nullable StatementBatch batch;
    private ReadRows rows = ReadRows.NOBODY;
    private boolean changedUnknown;

    /**
     * @param source what gave the connection
     * @param connection the one below ours
     * @param connectionListener follows the connection
     * @param preparedSql the text of a prepared statement; null for a plain one
     */
    StatementListener(
            @Nullable Object source,
            Connection connection,
            ConnectionListener connectionListener,
            @Nullable String preparedSql) {
        this.connectionListener = connectionListener;
        this.source = source;
        this.connection = connection;
        this.preparedSql = preparedSql;
    }

    /** Takes the rows that are read from the latest execution. */
    ReadRows rows() {
        return rows;
    }

    /** An update that p6spy does not know of. */
    @FunctionalInterface
    interface Update<T> {
        T run() throws SQLException;
    }

    /** Runs an update and records it; {@code sql} is null for the prepared text. */
    long update(@Nullable String sql, Update<Long> update) throws SQLException {
        long changed = 0;
        runWhatIsDue(sql);
        int[] depth = Nesting.EXECUTING.enter();
        long begun = System.nanoTime();
        try {
            changed = update.run();
            return changed;
        } finally {
            ended(Nesting.leave(depth), sql, System.nanoTime() - begun, changed);
        }
    }

    /** Runs a query and records it; {@code sql} is null for the prepared text. */
    <T> T query(@Nullable String sql, Update<T> query) throws SQLException {
        runWhatIsDue(sql);
        int[] depth = Nesting.EXECUTING.enter();
        long begun = System.nanoTime();
        try {
            return query.run();
        } finally {
            ended(Nesting.leave(depth), sql, System.nanoTime() - begun, 0);
        }
    }

    /**
     * The application asks how many rows the latest execution changed, the only time that it may be asked.
     *
     * @return the same
     */
    long changed(long count) {
        if (changedUnknown) {
            changedUnknown = false;
            if (count > 0) {
                rows.changed(count);
            }
        }
        return count;
    }

    /** Sends the batch and records it. */
    long[] updates(Update<long[]> updates) throws SQLException {
        long[] counts = {};
        begins(null);
        long begun = System.nanoTime();
        try {
            counts = updates.run();
            return counts;
        } finally {
            batchEnded(System.nanoTime() - begun, LongStream.of(counts));
        }
    }

    private void begins(@Nullable String sql) {
        runWhatIsDue(sql);
        Nesting.EXECUTING.enter();
    }

    /** Where budgets are proved; before, as no result can be open on the connection then that another one would close. */
    private void runWhatIsDue(@Nullable String sql) {
        StatementDose due = Units.due();
        if (due == null || !Nesting.EXECUTING.isOutside()) {
            return;
        }
        String text = sql == null ? preparedSql : sql;
        if (text == null || Fingerprint.of(text).kind().isCounted()) {
            Units.nothingDue();
            ExtraStatements.run(new CapturedConnection(source, connection, connectionListener), due);
        }
    }

    private void ended(@Nullable String sql, long nanos, long changed) {
        ended(Nesting.EXECUTING.leave(), sql, nanos, changed);
    }

    private void ended(boolean outermost, @Nullable String sql, long nanos, long changed) {
        boolean nothing = sql == null && preparedSql == null; // the driver has refused that
        if (outermost && !nothing) {
            try {
                if (sql == null) {
                    record(prepared(), bound.hash(), nanos, changed, 0);
                } else {
                    record(Fingerprint.of(sql), ValueHash.of(sql), nanos, changed, 0);
                }
                if (Capture.observed()) {
                    tell(sql == null ? String.valueOf(preparedSql) : sql);
                }
            } catch (Throwable fault) {
                CaptureFault.report(fault);
            }
        }
    }

    private void batchEnded(long nanos, LongStream counts) {
        StatementBatch sent = batch;
        batch = null;
        if (Nesting.EXECUTING.leave() && sent != null) {
            try {
                long changed = counts.filter(count -> count > 0).sum();
                Fingerprint fingerprint = sent.isOfTexts() ? sent.fingerprint() : prepared();
                record(fingerprint, sent.values(), nanos, changed, sent.size());
                if (Capture.observed()) {
                    sent.texts(String.valueOf(preparedSql)).forEach(this::tell);
                }
            } catch (Throwable fault) {
                CaptureFault.report(fault);
            }
        }
    }

    private void record(Fingerprint fingerprint, long values, long nanos, long changed, long batched) {
        connectionListener.executed(connection, nanos);
        rows = Units.statement(rows, fingerprint, values, nanos, Math.max(0, changed), batched, CallSites::find);
    }

    private Fingerprint prepared() {
        Fingerprint known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(String.valueOf(preparedSql));
            fingerprint = known;
        }
        return known;
    }

    private void tell(String sql) {
        Capture.tell(new ObservedStatement(source, connection, sql, Fingerprint.of(sql), bound.kept()));
    }

    /** The application takes back what it has added to the batch. */
    void batchCleared() {
        batch = null;
    }

    private StatementBatch batch() {
        StatementBatch gathered = batch;
        if (gathered == null) {
            gathered = new StatementBatch();
            batch = gathered;
        }
        return gathered;
    }

    @Override
    public void onBeforeExecute(PreparedStatementInformation statement) {
        begins(null);
    }

    @Override
    public void onBeforeExecute(StatementInformation statement, String sql) {
        begins(sql);
    }

    @Override
    public void onBeforeExecuteQuery(PreparedStatementInformation statement) {
        begins(null);
    }

    @Override
    public void onBeforeExecuteQuery(StatementInformation statement, String sql) {
        begins(sql);
    }

    @Override
    public void onBeforeExecuteUpdate(PreparedStatementInformation statement) {
        begins(null);
    }

    @Override
    public void onBeforeExecuteUpdate(StatementInformation statement, String sql) {
        begins(sql);
    }

    @Override
    public void onBeforeExecuteBatch(StatementInformation statement) {
        begins(null);
    }

    @Override
    public void onAfterExecute(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        ended(null, nanos, 0);
        changedUnknown = true;
    }

    @Override
    public void onAfterExecute(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        ended(sql, nanos, 0);
        changedUnknown = true;
    }

    @Override
    public void onAfterExecuteQuery(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        ended(null, nanos, 0);
    }

    @Override
    public void onAfterExecuteQuery(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        ended(sql, nanos, 0);
    }

    @Override
    public void onAfterExecuteUpdate(
            PreparedStatementInformation statement, long nanos, int changed, @Nullable SQLException e) {
        ended(null, nanos, changed);
    }

    @Override
    public void onAfterExecuteUpdate(
            StatementInformation statement, long nanos, String sql, int changed, @Nullable SQLException e) {
        ended(sql, nanos, changed);
    }

    @Override
    public void onAfterExecuteBatch(
            StatementInformation statement, long nanos, int @Nullable [] counts, @Nullable SQLException e) {
        batchEnded(
                nanos,
                counts == null ? LongStream.empty() : IntStream.of(counts).asLongStream());
    }

    @Override
    public void onAfterAddBatch(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        if (e != null) {
            return;
        }
        try {
            batch().add(bound.hash());
        } catch (Throwable fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterAddBatch(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        if (e != null) {
            return;
        }
        try {
            batch().add(sql);
        } catch (Throwable fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterPreparedStatementSet(
            PreparedStatementInformation statement, int index, @Nullable Object value, @Nullable SQLException e) {
        bound(index, value);
    }

    /** A value is bound by position. */
    void bound(int index, @Nullable Object value) {
        try {
            bound.set(index, value);
        } catch (Throwable fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterCallableStatementSet(
            CallableStatementInformation statement, String name, @Nullable Object value, @Nullable SQLException e) {
        bound(name, value);
    }

    /** A value is bound by name. */
    void bound(String name, @Nullable Object value) {
        try {
            bound.set(name, value);
        } catch (Throwable fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterStatementClose(StatementInformation statement, @Nullable SQLException e) {
        rows.end();
    }
}
