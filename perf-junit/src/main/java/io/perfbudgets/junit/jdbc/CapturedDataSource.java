package io.perfbudgets.junit.jdbc;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A DataSource all of whose connections are captured; everything else is the wrapped one's. */
public final class CapturedDataSource implements DataSource, Closeable {
    private final DataSource delegate;

    public CapturedDataSource(DataSource delegate) {
        this.delegate = delegate;
    }

    @Override
    public @Nullable Connection getConnection() throws SQLException {
        return Capture.connect(delegate, delegate::getConnection);
    }

    @Override
    public @Nullable Connection getConnection(String username, String password) throws SQLException {
        return Capture.connect(delegate, () -> delegate.getConnection(username, password));
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return new CapturedConnectionBuilder(delegate, delegate.createConnectionBuilder());
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return delegate.createShardingKeyBuilder();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return delegate.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        delegate.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        delegate.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return delegate.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return delegate.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this)
                ? type.cast(this)
                : type.isInstance(delegate) ? type.cast(delegate) : delegate.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(delegate) || delegate.isWrapperFor(type);
    }

    /** Closes the wrapped DataSource if it can be closed: whoever holds only the wrapper can still end the pool. */
    @Override
    public void close() throws IOException {
        if (delegate instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (IOException | RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IOException("Cannot close " + delegate, failure);
            }
        }
    }
}
