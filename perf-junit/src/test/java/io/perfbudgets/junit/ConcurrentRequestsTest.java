package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import io.perfbudgets.junit.spring.SpringClients;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.springframework.web.client.RestTemplate;

/**
 * JUnit runs four tests at the same time; their requests are all at the server before the first of them asks the database,
 * through one pool of connections.
 */
class ConcurrentRequestsTest {
    private static final int TESTS = 4;
    private static final CyclicBarrier TOGETHER = new CyclicBarrier(TESTS);
    private static HikariDataSource pool;
    private static ExecutorService handlers;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:concurrent");
        pool.setMaximumPoolSize(TESTS);
        DataSource captured = PerfDataSource.wrap(pool);
        handlers = Executors.newFixedThreadPool(TESTS);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.createContext("/ask", exchange -> {
                    try (Connection connection = captured.getConnection();
                            Statement statement = connection.createStatement()) {
                        TOGETHER.await(1, TimeUnit.MINUTES);
                        String times = exchange.getRequestURI().getQuery();
                        for (int i = 0; i < Integer.parseInt(times); i++) {
                            statement.executeQuery("select table_name from information_schema.tables");
                        }
                        exchange.sendResponseHeaders(204, -1);
                    } catch (Exception broken) {
                        exchange.sendResponseHeaders(500, -1);
                    }
                    exchange.close();
                })
                .getFilters()
                .add(new PerfHttpServerFilter());
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        handlers.shutdownNow();
        pool.close();
    }

    @Test
    void eachTestCountsItsOwnRequestAndNoOther() {
        run(Four.class).assertStatistics(stats -> stats.succeeded(TESTS));
    }

    @Test
    void onlyTheTestWhoseRequestRanTooMuchFails() {
        var events = run(OneOfFour.class);
        events.assertStatistics(stats -> stats.succeeded(TESTS - 1).failed(1));
        assertThat(events.failed().list()).singleElement().satisfies(event -> assertThat(
                        event.getTestDescriptor().getDisplayName())
                .isEqualTo("six()"));
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    private static void ask(int times) {
        RestTemplate client = new RestTemplate();
        client.getInterceptors().add((request, body, execution) -> {
            SpringClients.name(request);
            return execution.execute(request, body);
        });
        client.getForObject("http://localhost:" + server.getAddress().getPort() + "/ask?" + times, String.class);
    }

    static class Four {
        @Test
        @MaxQueries(exactly = 1)
        void one() {
            ask(1);
        }

        @Test
        @MaxQueries(exactly = 2)
        void two() {
            ask(2);
        }

        @Test
        @MaxQueries(exactly = 5)
        void five() {
            ask(5);
        }

        @Test
        @MaxQueries(exactly = 6)
        void six() {
            ask(6);
        }
    }

    static class OneOfFour {
        @Test
        @MaxQueries(3)
        void one() {
            ask(1);
        }

        @Test
        @MaxQueries(3)
        void two() {
            ask(2);
        }

        @Test
        @MaxQueries(3)
        void three() {
            ask(3);
        }

        @Test
        @MaxQueries(3)
        void six() {
            ask(6);
        }
    }
}
