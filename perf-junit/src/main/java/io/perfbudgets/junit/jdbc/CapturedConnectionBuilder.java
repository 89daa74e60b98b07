package io.perfbudgets.junit.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The builder of a DataSource, of which the connections that it builds are captured. */
final class CapturedConnectionBuilder implements ConnectionBuilder {
    private final DataSource source;
    private final ConnectionBuilder delegate;

    CapturedConnectionBuilder(DataSource source, ConnectionBuilder delegate) {
        this.source = source;
        this.delegate = delegate;
    }

    @Override
    public ConnectionBuilder user(String username) {
        delegate.user(username);
        return this;
    }

    @Override
    public ConnectionBuilder password(String password) {
        delegate.password(password);
        return this;
    }

    @Override
    public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
        delegate.shardingKey(shardingKey);
        return this;
    }

    @Override
    public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
        delegate.superShardingKey(superShardingKey);
        return this;
    }

    @Override
    public @Nullable Connection build() throws SQLException {
        return Capture.connect(source, delegate::build);
    }
}
