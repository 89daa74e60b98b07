package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.common.PreparedStatementInformation;
import com.p6spy.engine.common.StatementInformation;
import com.p6spy.engine.wrapper.ConnectionWrapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.util.concurrent.Executor;
import javax.sql.CommonDataSource;
import org.jspecify.annotations.Nullable;

/**
 * p6spy's connection, with statements and results of our own, cheaper than p6spy's and without their gaps. To the
 * application it is the connection that it wraps: {@code equals}, {@code unwrap} and {@code toString} say so.
 */
final class CapturedConnection extends ConnectionWrapper {
    private final @Nullable Object source;
    private final Connection connection;
    private final ConnectionListener listener;

    CapturedConnection(Object source, Connection connection) {
        this(source, connection, new ConnectionListener());
    }

    /** The same connection once more, for what is run on it besides: followed by the same {@code listener}. */
    CapturedConnection(@Nullable Object source, Connection connection, ConnectionListener listener) {
        super(connection, listener, information(source, connection));
        this.source = source;
        this.connection = connection;
        this.listener = listener;
    }

    private static ConnectionInformation information(@Nullable Object source, Connection connection) {
        return source instanceof Driver driver
                ? ConnectionInformation.fromDriver(driver, connection, 0)
                : ConnectionInformation.fromDataSource(
                        source instanceof CommonDataSource dataSource ? dataSource : null, connection, 0);
    }

    /** The application has got it; it may hand it out again without having closed it. */
    void obtained() {
        listener.obtained();
    }

    /** Gives a statement of the wrapped connection, which may be a lazy one that connects only now. */
    private interface Opening<T> {
        T open() throws SQLException;
    }

    private static <T> T open(Opening<T> opening) throws SQLException {
        Nesting.CONNECTING.enter();
        try {
            return opening.open();
        } finally {
            Nesting.CONNECTING.leave();
        }
    }

    private Statement plain(Opening<Statement> opening) throws SQLException {
        return new CapturedStatement(
                open(opening),
                new StatementInformation(getConnectionInformation()),
                this,
                new StatementListener(source, connection, listener, null));
    }

    private PreparedStatement prepared(String sql, Opening<PreparedStatement> opening) throws SQLException {
        return prepared(sql, open(opening), new StatementListener(source, connection, listener, sql));
    }

    private CapturedPreparedStatement prepared(String sql, PreparedStatement statement, StatementListener listener) {
        return new CapturedPreparedStatement(
                statement, new PreparedStatementInformation(getConnectionInformation(), sql), this, listener);
    }

    private CallableStatement call(String sql, Opening<CallableStatement> opening) throws SQLException {
        CallableStatement call = open(opening);
        StatementListener follower = new StatementListener(source, connection, listener, sql);
        return CapturedCall.of(call, prepared(sql, call, follower), follower);
    }

    @Override
    public Statement createStatement() throws SQLException {
        return plain(connection::createStatement);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return plain(() -> connection.createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return plain(() -> connection.createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepared(sql, () -> connection.prepareStatement(sql, columnNames));
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return call(sql, () -> connection.prepareCall(sql));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return call(sql, () -> connection.prepareCall(sql, type, concurrency));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return call(sql, () -> connection.prepareCall(sql, type, concurrency, holdability));
    }

    /** p6spy would ask for the old value first, which makes a lazy connection connect. */
    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        connection.setAutoCommit(on);
        listener.autoCommit(on);
    }

    /** The transaction goes on, which p6spy does not tell. */
    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        connection.rollback(savepoint);
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        connection.abort(executor);
        listener.closed();
    }

    /** The metadata's connection is the application's too: what runs on it is captured. */
    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        DatabaseMetaData metaData = open(connection::getMetaData);
        return (DatabaseMetaData) Proxy.newProxyInstance(
                CapturedConnection.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(metaData, arguments);
                        return method.getName().equals("getConnection") && result != null ? this : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Override
    public void beginRequest() throws SQLException {
        connection.beginRequest();
    }

    @Override
    public void endRequest() throws SQLException {
        connection.endRequest();
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey key, @Nullable ShardingKey superKey, int timeout)
            throws SQLException {
        return connection.setShardingKeyIfValid(key, superKey, timeout);
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey key, int timeout) throws SQLException {
        return connection.setShardingKeyIfValid(key, timeout);
    }

    @Override
    public void setShardingKey(ShardingKey key, @Nullable ShardingKey superKey) throws SQLException {
        connection.setShardingKey(key, superKey);
    }

    @Override
    public void setShardingKey(ShardingKey key) throws SQLException {
        connection.setShardingKey(key);
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
