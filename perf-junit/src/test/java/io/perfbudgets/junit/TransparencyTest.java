package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application sees no difference between a captured connection and the driver's own. */
class TransparencyTest {

    @ParameterizedTest
    @EnumSource
    void everyOperationHasTheSameResultOrTheSameError(Database database) throws Exception {
        List<String> raw = seen(database, false);
        List<String> captured = seen(database, true);

        assertThat(captured).containsExactlyElementsOf(raw);
        assertThat(raw).hasSizeGreaterThan(100);
    }

    private static List<String> seen(Database database, boolean captured) throws Exception {
        try (Connection own = database.connect();
                Statement ddl = own.createStatement()) {
            ddl.execute("drop table if exists perf_transparency");
            ddl.execute(
                    "create table perf_transparency (id " + database.generatedKey() + ", name varchar(50), score int)");
            try (Connection raw = database.connect()) {
                Connection used =
                        captured ? PerfDataSource.wrap(new OneConnection(raw)).getConnection() : raw;
                return new JdbcScript(used, raw).run();
            } finally {
                ddl.execute("drop table if exists perf_transparency");
            }
        }
    }

    /** A default method of JDBC throws or guesses: left to it, a driver that can do more would seem to do less. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                Connection.class,
                Statement.class,
                PreparedStatement.class,
                CallableStatement.class,
                ResultSet.class
            })
    void noMethodIsLeftToItsDefault(Class<?> type) throws Exception {
        try (Connection connection = Samples.DATA.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select 1");
                CallableStatement call = connection.prepareCall("call 1");
                ResultSet results = statement.executeQuery("select 1")) {
            Class<?> implementation = Stream.of(connection, statement, prepared, call, results)
                    .filter(type::isInstance)
                    .findFirst()
                    .orElseThrow()
                    .getClass();

            assertThat(Arrays.stream(type.getMethods())
                            .filter(method -> !Modifier.isStatic(method.getModifiers()))
                            .map(method -> implemented(implementation, method))
                            .filter(Method::isDefault))
                    .isEmpty();
        }
    }

    private static Method implemented(Class<?> by, Method method) {
        try {
            return by.getMethod(method.getName(), method.getParameterTypes());
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Gives the same connection every time. */
    private static final class OneConnection extends Delegating {
        private final Connection connection;

        OneConnection(Connection connection) {
            super(new org.h2.jdbcx.JdbcDataSource());
            this.connection = connection;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return connection;
        }
    }
}
