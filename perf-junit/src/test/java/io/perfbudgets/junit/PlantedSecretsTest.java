package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import io.perfbudgets.results.PreparedRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;

/** What an application would not show to anybody: in no file, no message and no line of the log of ours. */
class PlantedSecretsTest {
    private static final String SECRET = "s3cret";

    @TempDir
    Path target;

    private final List<String> logged = new ArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void prepare() throws IOException {
        Path budgets = Files.writeString(target.resolve("budgets.yaml"), """
                version: 1
                requests: { all: { match: "GET /**", slowRequest: 1ns, queries: 0 } }
                """);
        new PreparedRun("run-1", "shop", target.resolve("results"), List.of(budgets)).write(target);
        System.setProperty(PreparedRun.PROPERTY, PreparedRun.file(target).toString());
        Logger.getLogger("io.perfbudgets").addHandler(log);
    }

    @AfterEach
    void forget() {
        System.clearProperty(PreparedRun.PROPERTY);
        Logger.getLogger("io.perfbudgets").removeHandler(log);
    }

    @Test
    void areNowhere() throws IOException {
        List<String> messages = run(Careless.class).allEvents().stream()
                .filter(event -> event(finishedWithFailure()).matches(event))
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .map(failure -> String.valueOf(failure.getMessage()))
                .toList();

        assertThat(messages)
                .anyMatch(message -> message.contains("select title from games where title = ?"))
                .anyMatch(message -> message.contains("GET /search ran 2 queries"))
                .anyMatch(message -> message.contains("PlantedSecretsTest$Careless.failsWithThem"))
                .noneMatch(message -> message.contains(SECRET));
        assertThat(logged)
                .anyMatch(line -> line.startsWith("[SLOW REQUEST] GET /search"))
                .noneMatch(line -> line.contains(SECRET));
        try (Stream<Path> files = Files.list(target.resolve("results"))) {
            assertThat(files.toList()).isNotEmpty().allSatisfy(file -> assertThat(file)
                    .content()
                    .contains("GET /search", "select title from games where title = ?", "IllegalStateException")
                    .doesNotContain(SECRET));
        }
    }

    static class Careless {
        private static final AtomicInteger calls = new AtomicInteger();

        @Test
        @MaxQueries(0)
        @IndexedQueries
        void writesThemIntoStatements() throws SQLException {
            query("select title from games where title = '" + SECRET + "' -- for " + SECRET);
            query("select title /* " + SECRET + " */ from games where title = ?", SECRET);
            assertThatThrownBy(() -> query("select cast('" + SECRET + "' as int) from games"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> query("select id from games where id = ?", SECRET))
                    .isInstanceOf(SQLException.class);
        }

        @Test
        @MaxQueries(0)
        void connectsWithThem() throws SQLException {
            JdbcDataSource database = new JdbcDataSource();
            database.setURL("jdbc:h2:mem:" + SECRET);
            database.setUser("sa");
            database.setPassword(SECRET);
            try (var connection = PerfDataSource.wrap(database).getConnection();
                    var statement = connection.createStatement()) {
                statement.executeQuery("select 1").close();
            }
        }

        @Test
        @MaxQueries(0)
        void sendsThem() throws Exception {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", Careless::search).getFilters().add(new PerfHttpServerFilter());
            server.start();
            try {
                URI uri = URI.create(
                        "http://localhost:" + server.getAddress().getPort() + "/search?token=" + SECRET + "#" + SECRET);
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + SECRET)
                        .method("GET", HttpRequest.BodyPublishers.ofString(SECRET))
                        .build();
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            } finally {
                server.stop(0);
            }
        }

        private static void search(HttpExchange exchange) throws IOException {
            try {
                query("select title from games where title = '" + SECRET + "'");
                query("select id from games where title = ?", SECRET);
                exchange.getResponseHeaders().add("Set-Cookie", SECRET);
                exchange.sendResponseHeaders(204, -1);
            } catch (SQLException broken) {
                exchange.sendResponseHeaders(500, -1);
            } finally {
                exchange.close();
            }
        }

        @Test
        @Load(requests = 100, concurrency = 1)
        @MaxErrorRate("0%")
        void failsWithThem() {
            if (calls.incrementAndGet() % 5 == 0) {
                throw new IllegalStateException("cannot log in as " + SECRET);
            }
        }
    }
}
