package io.perfbudgets.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs sample tests, and a small H2 database for them. */
final class Samples {
    static final DataSource DATA = PerfDataSource.wrap(database());

    private static final Map<Class<?>, Failures> FAILURES = new ConcurrentHashMap<>();

    private Samples() {}

    private static DataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:samples;DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table games (id int primary key, title varchar(50))");
            for (int id = 1; id <= 5; id++) {
                statement.execute("insert into games values (" + id + ", 'game " + id + "')");
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        return source;
    }

    static EngineExecutionResults run(Class<?>... types) {
        var request = EngineTestKit.engine("junit-jupiter");
        for (Class<?> type : types) {
            request = request.selectors(selectClass(type));
        }
        return request.execute();
    }

    /** The message with which a test of the class failed; null if it did not, unless the machine was to blame. */
    static @Nullable String failureOf(Class<?> type, String test) {
        try (MachineToBlame machine = new MachineToBlame()) {
            Optional<Throwable> failure = find(type, test);
            if (failure.isEmpty()) {
                machine.skipIfUndecided(type);
            }
            return failure.map(Throwable::getMessage).orElse(null);
        }
    }

    /** The messages with which tests of the class failed, by the beginning of their names; each class runs once. */
    static Failures failuresOf(Class<?> type) {
        return FAILURES.computeIfAbsent(
                type,
                each -> new Failures(run(each).allEvents().stream()
                        .filter(event -> event(finishedWithFailure()).matches(event))
                        .collect(Collectors.toMap(
                                event -> event.getTestDescriptor().getDisplayName(),
                                event -> event.getPayload(TestExecutionResult.class)
                                        .flatMap(TestExecutionResult::getThrowable)
                                        .map(Throwable::getMessage)
                                        .orElse("")))));
    }

    /** What the tests of one class failed with. */
    record Failures(Map<String, String> messages) {
        /** The message of the test; null if it did not fail. */
        @Nullable
        String of(String test) {
            return messages.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(test))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What a test of the class failed with. */
    static Throwable throwableOf(Class<?> type, String test) {
        return find(type, test).orElseThrow(() -> new AssertionError(test + " did not fail"));
    }

    private static Optional<Throwable> find(Class<?> type, String test) {
        return run(type).allEvents().stream()
                .filter(event -> event(finishedWithFailure()).matches(event))
                .filter(event -> event.getTestDescriptor().getDisplayName().startsWith(test))
                .findFirst()
                .flatMap(event -> event.getPayload(TestExecutionResult.class))
                .flatMap(TestExecutionResult::getThrowable);
    }

    /** The files that hold what was measured in this module's test JVMs. */
    static List<Path> results() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/perf/results"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
    }

    static List<String> query(String sql, Object... values) throws SQLException {
        try (Connection connection = DATA.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return rows;
        }
    }

    static void update(String sql) throws SQLException {
        try (Connection connection = DATA.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** A query of the application's own loop. */
    static void queryTimes(int times, String sql, Object... values) throws SQLException {
        for (int i = 0; i < times; i++) {
            query(sql, values);
        }
    }

    static void countBetweenWrites() throws SQLException {
        for (int i = 0; i < 4; i++) {
            query("select count(*) from games");
            update("update games set title = 'game 1' where id = 1");
        }
    }

    /** The classic: one query for the ids, one more for each. */
    static void titlesOneByOne() throws SQLException {
        for (String id : query("select id from games")) {
            query("select title from games where id = ?", Integer.valueOf(id));
        }
    }
}
