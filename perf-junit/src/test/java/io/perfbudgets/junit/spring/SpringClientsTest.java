package io.perfbudgets.junit.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.Delegating;
import io.perfbudgets.junit.PerfDataSource;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Clients among the beans of a Spring application name the test that they call for, with no agent. Another test runs
 * meanwhile, so that a request without a name would be nobody's.
 */
class SpringClientsTest {
    private static final DataSource SOURCE = PerfDataSource.wrap(new Delegating(database()));
    private static HttpServer server;
    private static ExecutorService handlers;
    private static AnnotationConfigApplicationContext context;

    /** Gets a path of the server. */
    interface Client {
        void get(String url);
    }

    @BeforeAll
    static void start() throws Exception {
        handlers = Executors.newFixedThreadPool(2);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.createContext("/ask", exchange -> {
                    try (Connection connection = SOURCE.getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("select table_name from information_schema.tables");
                    } catch (SQLException broken) {
                        throw new IllegalStateException(broken);
                    }
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(new PerfHttpServerFilter());
        server.start();
        context = new AnnotationConfigApplicationContext(Application.class);
    }

    @AfterAll
    static void stop() {
        context.close();
        server.stop(0);
        handlers.shutdownNow();
    }

    @Test
    void aRestClientsBuilder() throws Throwable {
        RestClient client = context.getBean(RestClient.Builder.class).build();
        assertNamed(url -> client.get().uri(url).retrieve().toBodilessEntity());
    }

    @Test
    void aRestTemplateOfABuilder() throws Throwable {
        var template = context.getBean(RestTemplateBuilder.class).build();
        assertNamed(url -> template.getForObject(url, String.class));
    }

    @Test
    void aTestRestTemplate() throws Throwable {
        TestRestTemplate template = context.getBean(TestRestTemplate.class);
        assertNamed(url -> template.getForObject(url, String.class));
    }

    @Test
    void aWebClientsBuilder() throws Throwable {
        WebClient client = context.getBean(WebClient.Builder.class).build();
        assertNamed(url -> client.get().uri(url).retrieve().toBodilessEntity().block());
    }

    @Test
    void aWebTestClient() throws Throwable {
        WebTestClient client = context.getBean(WebTestClient.class);
        assertNamed(url -> client.get().uri(url).exchange().expectStatus().isNoContent());
    }

    private static void assertNamed(Client client) throws Throwable {
        String url = "http://localhost:" + server.getAddress().getPort() + "/ask";
        RunningTest other = RunningTests.begin(Subject.test("Sample", "other"));
        RunningTest test = RunningTests.begin(Subject.test("Sample", "test"));
        try {
            Units.iterate(test, () -> client.get(url));
        } finally {
            RunningTests.end(test);
            RunningTests.end(other);
        }
        List<Measurement> measured = test.measurements(true);
        assertThat(measured.get(0).unattributed()).isEmpty();
        assertThat(measured.get(0).worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(measured).extracting(Measurement::subject).contains(Subject.request("GET", "/ask"));
    }

    private static DataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:clients");
        return source;
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        static ClientHeader header() {
            return new ClientHeader();
        }

        @Bean
        RestClient.Builder restClient() {
            return RestClient.builder();
        }

        @Bean
        RestTemplateBuilder restTemplate() {
            return new RestTemplateBuilder();
        }

        @Bean
        TestRestTemplate testRestTemplate() {
            return new TestRestTemplate();
        }

        @Bean
        WebClient.Builder webClient() {
            return WebClient.builder().clientConnector(new JdkClientHttpConnector());
        }

        @Bean
        WebTestClient webTestClient() {
            return WebTestClient.bindToServer(new JdkClientHttpConnector()).build();
        }
    }
}
