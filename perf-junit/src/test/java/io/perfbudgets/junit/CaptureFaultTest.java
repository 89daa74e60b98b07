package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Unattributed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault of ours is never the application's: it goes on as if nothing were, and the unit is known not to be measured. */
class CaptureFaultTest {

    /** Where capture meets something that fails it: a hostile value, a driver that refuses a question of ours, an observer. */
    enum Event {
        BIND {
            @Override
            long on(Connection connection) throws SQLException {
                try (PreparedStatement select = connection.prepareStatement("select count(*) from games")) {
                    select.setObject(1, new Hostile());
                    return first(select.executeQuery());
                }
            }
        },
        BIND_BY_NAME {
            @Override
            long on(Connection connection) throws SQLException {
                try (var call = connection.prepareCall("select count(*) from games")) {
                    call.setObject("name", new Hostile());
                    return first(call.executeQuery());
                }
            }
        },
        QUERY {
            @Override
            long on(Connection connection) throws SQLException {
                return observed(connection, statement -> first(statement.executeQuery("select count(*) from games")));
            }
        },
        EXECUTE {
            @Override
            long on(Connection connection) throws SQLException {
                return observed(connection, statement -> {
                    statement.execute("select count(*) from games");
                    return first(statement.getResultSet());
                });
            }
        },
        UPDATE {
            @Override
            long on(Connection connection) throws SQLException {
                return observed(connection, statement -> statement.executeUpdate("update games set id = id"));
            }
        },
        LARGE_UPDATE {
            @Override
            long on(Connection connection) throws SQLException {
                return observed(connection, statement -> statement.executeLargeUpdate("update games set id = id"));
            }
        },
        BATCH {
            @Override
            long on(Connection connection) throws SQLException {
                return observed(connection, statement -> {
                    statement.addBatch("update games set id = id");
                    return statement.executeBatch()[0];
                });
            }
        },
        TRANSACTION("getAutoCommit") {
            @Override
            long on(Connection connection) throws SQLException {
                return read(connection);
            }
        },
        COLUMNS("getMetaData") {
            @Override
            long on(Connection connection) throws SQLException {
                return read(connection);
            }
        },
        SCROLL("getRow") {
            @Override
            long on(Connection connection) throws SQLException {
                try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
                    ResultSet results = statement.executeQuery("select count(*) from games");
                    assertThat(results.last()).isTrue();
                    return results.getLong(1);
                }
            }
        };

        private final String refused;

        Event() {
            this("none");
        }

        Event(String refused) {
            this.refused = refused;
        }

        /** Answers 5 where nothing disturbs it. */
        abstract long on(Connection connection) throws SQLException;

        private static long read(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                return first(statement.executeQuery("select count(*) from games"));
            }
        }

        private static long first(ResultSet results) throws SQLException {
            assertThat(results.next()).isTrue();
            return results.getLong(1);
        }

        private static long observed(Connection connection, Work work) throws SQLException {
            try (Statement statement = connection.createStatement();
                    Capture.Observation observation = Capture.observe(ran -> {
                        throw new IllegalStateException("a faulty observer");
                    })) {
                assertThat(observation).isNotNull();
                return work.on(statement);
            }
        }
    }

    private interface Work {
        long on(Statement statement) throws SQLException;
    }

    private static final class Hostile {
        @Override
        public int hashCode() {
            throw new IllegalStateException("no hash code");
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theApplicationGoesOnAndTheUnitIsNotCalledMeasured(Event event) throws Throwable {
        long[] seen = new long[1];
        Measurement measured = OneUnit.of(() -> {
            try (Connection connection = Capture.wrap(this, refusing(event.refused))) {
                seen[0] = event.on(connection);
            }
        });

        assertThat(seen[0]).isEqualTo(5);
        assertThat(measured.unattributed())
                .extracting(Unattributed::statement)
                .singleElement()
                .asString()
                .startsWith("a statement that could not be captured (java.lang.IllegalStateException: ");
    }

    @Test
    void aFaultIsLoggedOnce() throws Throwable {
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.perfbudgets");
        logger.addHandler(handler);
        try {
            theApplicationGoesOnAndTheUnitIsNotCalledMeasured(Event.BIND);
            theApplicationGoesOnAndTheUnitIsNotCalledMeasured(Event.QUERY);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aBrokenBudgetStaysBrokenAndAKeptOneIsUnmeasured() {
        assertThat(Samples.failureOf(Faulty.class, "kept"))
                .contains("a statement that could not be captured")
                .contains("IllegalStateException");
    }

    static class Faulty {
        @Test
        @MaxQueries(1)
        void kept() throws SQLException {
            try (Connection connection = Samples.DATA.getConnection()) {
                Event.QUERY.on(connection);
            }
        }
    }

    /** A connection to H2 that takes any parameter, and refuses one method on all that comes from it. */
    private static Connection refusing(String method) throws SQLException {
        Connection raw = Samples.DATA.getConnection().unwrap(org.h2.jdbc.JdbcConnection.class);
        return (Connection) refusing(Connection.class, raw, method);
    }

    private static Object refusing(Class<?> type, Object real, String refused) {
        return Proxy.newProxyInstance(
                CaptureFaultTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(refused)) {
                        throw new IllegalStateException("refused");
                    }
                    if (method.getName().equals("setObject")) {
                        return null;
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        Class<?> returned = method.getReturnType();
                        return result != null
                                        && (Statement.class.isAssignableFrom(returned) || returned == ResultSet.class)
                                ? refusing(returned, result, refused)
                                : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
