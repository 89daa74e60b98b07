package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.common.ResultSetInformation;
import com.p6spy.engine.common.StatementInformation;
import com.p6spy.engine.event.JdbcEventListener;
import com.p6spy.engine.wrapper.ResultSetWrapper;
import com.p6spy.engine.wrapper.StatementWrapper;
import io.perfbudgets.sql.ReadRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that are read. p6spy's own wrapper takes the time of each row, which costs more than the row; this one
 * goes around that, and around its gaps. A scrolled result counts up to the farthest row that was visited.
 */
final class CapturedResultSet extends ResultSetWrapper {
    /** A class of its own: the calls that p6spy makes for each column are compiled to nothing. */
    private static final class Silent extends JdbcEventListener {}

    /** p6spy would keep the values of each row in one of these for each result. */
    private static final class Nothing extends ResultSetInformation {
        Nothing() {
            super(new StatementInformation(ConnectionInformation.fromDataSource(null)));
        }

        @Override
        public void setResultSet(ResultSet resultSet) {}
    }

    private static final JdbcEventListener SILENT = new Silent();
    private static final ResultSetInformation NOTHING = new Nothing();

    private final ResultSet results;
    private final StatementWrapper statement;
    private final ReadRows rows;
    private boolean scrolled;
    private long farthest;

    private CapturedResultSet(ResultSet results, StatementWrapper statement, ReadRows rows) {
        super(results, NOTHING, SILENT);
        this.results = results;
        this.statement = statement;
        this.rows = rows;
    }

    /**
     * What the driver gave, captured.
     *
     * @param results null if there is none
     * @param statement what the application knows as its statement
     * @param rows takes the rows that are read
     */
    static @Nullable ResultSet of(@Nullable ResultSet results, StatementWrapper statement, ReadRows rows) {
        return results == null ? null : new CapturedResultSet(results, statement, rows);
    }

    @Override
    public boolean next() throws SQLException {
        boolean onRow = results.next();
        if (!onRow) {
            return false;
        }
        if (scrolled) {
            visited();
        } else {
            if (farthest++ == 0) {
                firstRow();
            }
            rows.add(1);
        }
        return true;
    }

    private void firstRow() {
        try {
            if (rows.wantsColumns()) {
                rows.columns(results.getMetaData().getColumnCount());
            }
        } catch (Throwable fault) {
            CaptureFault.report(fault);
        }
    }

    private boolean moved(boolean onRow) {
        scrolled = true;
        if (onRow) {
            visited();
        }
        return onRow;
    }

    private void visited() {
        try {
            long further = results.getRow() - farthest;
            if (further > 0) {
                farthest += further;
                rows.add(further);
            }
        } catch (Throwable fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public boolean first() throws SQLException {
        return moved(results.first());
    }

    @Override
    public boolean last() throws SQLException {
        return moved(results.last());
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        return moved(results.absolute(row));
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        return moved(results.relative(rows));
    }

    @Override
    public boolean previous() throws SQLException {
        return moved(results.previous());
    }

    @Override
    public void beforeFirst() throws SQLException {
        results.beforeFirst();
        scrolled = true;
    }

    @Override
    public void afterLast() throws SQLException {
        results.afterLast();
        scrolled = true;
    }

    /** p6spy asks the driver, whose results are not what the application has. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : results.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || results.isWrapperFor(type);
    }

    /** Some drivers give the results of a statement of their own, which stays what it is. */
    @Override
    public @Nullable Statement getStatement() throws SQLException {
        Statement own = results.getStatement();
        return own == statement.unwrapP6SpyProxy() ? statement : own;
    }

    @Override
    public void updateObject(int column, Object value, SQLType type) throws SQLException {
        results.updateObject(column, value, type);
    }

    @Override
    public void updateObject(int column, Object value, SQLType type, int scaleOrLength) throws SQLException {
        results.updateObject(column, value, type, scaleOrLength);
    }

    @Override
    public void updateObject(String column, Object value, SQLType type) throws SQLException {
        results.updateObject(column, value, type);
    }

    @Override
    public void updateObject(String column, Object value, SQLType type, int scaleOrLength) throws SQLException {
        results.updateObject(column, value, type, scaleOrLength);
    }

    @Override
    public String toString() {
        return results.toString();
    }
}
