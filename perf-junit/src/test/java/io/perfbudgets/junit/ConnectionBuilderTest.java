package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Connections that are asked for by {@link DataSource#createConnectionBuilder()}. */
class ConnectionBuilderTest {
    private final Built source = new Built();
    private final DataSource captured = PerfDataSource.wrap(source);

    @Test
    void areCaptured() throws Exception {
        CapturedQueries queries = Perf.queries(() -> {
            try (Connection connection = captured.createConnectionBuilder().build();
                    Statement statement = connection.createStatement()) {
                statement.executeQuery("select table_name from information_schema.tables");
            }
        });
        queries.hasExactly(1).heldAtMost(1).hasNoConnectionLeak();
    }

    @Test
    void areBuiltAsTheDataSourceItselfWouldBuildThem() throws SQLException {
        captured.createConnectionBuilder().user("sa").password("").build().close();
        assertThat(source.user).isEqualTo("sa");
    }

    /** A DataSource that can build, which few drivers can. */
    private static final class Built extends Delegating {
        private String user = "";

        Built() {
            super(database());
        }

        private static DataSource database() {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL("jdbc:h2:mem:built");
            return h2;
        }

        @Override
        public ConnectionBuilder createConnectionBuilder() {
            return new ConnectionBuilder() {
                @Override
                public ConnectionBuilder user(String username) {
                    user = username;
                    return this;
                }

                @Override
                public ConnectionBuilder password(String password) {
                    return this;
                }

                @Override
                public ConnectionBuilder shardingKey(ShardingKey key) {
                    return this;
                }

                @Override
                public ConnectionBuilder superShardingKey(ShardingKey key) {
                    return this;
                }

                @Override
                public Connection build() throws SQLException {
                    return getConnection();
                }
            };
        }
    }
}
