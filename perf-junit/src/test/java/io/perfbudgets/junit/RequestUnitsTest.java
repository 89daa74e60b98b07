package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that a server on another thread of this JVM handles. */
class RequestUnitsTest {
    private static HttpServer server;
    private static ExecutorService threads;

    @BeforeAll
    static void start() throws IOException {
        threads = Executors.newFixedThreadPool(4);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", RequestUnitsTest::handle).getFilters().add(new PerfHttpServerFilter());
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try {
            for (String id : query("select id from games")) {
                if (exchange.getRequestURI().getPath().startsWith("/loop")) {
                    query("select title from games where id = ?", Integer.valueOf(id));
                }
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (SQLException broken) {
            exchange.sendResponseHeaders(500, -1);
        } finally {
            exchange.close();
        }
    }

    static void get(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void countsEachRequestByItselfAndNamesItsRoute() {
        assertThat(failureOf(Calls.class, "mixed"))
                .contains("GET /loop/{id} ran 6 queries in one request, budget 1")
                .contains("<- N+1: once per row of games, 5 different values")
                .doesNotContain("GET /games");
    }

    @Test
    void aLambdaHasTheRequestsThatItCausesWhetherATestRunsOrNot() throws Exception {
        Perf.queries(() -> get("/loop/7")).hasExactly(6);
        assertThat(failureOf(Calls.class, "assertsOnALambda"))
                .contains("Perf.queries at RequestUnitsTest.java:")
                .contains("ran 6 queries in one run, budget 1");
    }

    @Test
    void leavesWhatTheTestRunsBesidesItsRequestsOut() {
        assertThat(failureOf(Calls.class, "checksTheDatabase")).isNull();
    }

    @Test
    void countsTheTestAsAWholeOnRequest() {
        assertThat(failureOf(Calls.class, "wholeTest"))
                .contains("RequestUnitsTest$Calls.wholeTest ran 3 queries in one iteration, budget 2");
    }

    @Test
    void isLoudWhenNoRequestWasHandledHere() {
        assertThat(failureOf(Calls.class, "noRequest"))
                .startsWith("Performance budget not measured")
                .contains("the test caused no request that was handled in this JVM");
    }

    @Test
    void saysWhichStatementOnWhichThreadItCannotAttribute() {
        assertThat(failureOf(Calls.class, "onAnotherThread"))
                .startsWith("Performance budget not measured")
                .contains("a statement on thread \"")
                .contains("select title from games");
    }

    static class Calls {
        @Test
        @MaxQueries(1)
        void mixed() throws Exception {
            get("/games");
            get("/games");
            get("/loop/7");
        }

        @Test
        @MaxQueries(1)
        void checksTheDatabase() throws Exception {
            query("select count(*) from games");
            get("/games");
            query("select count(*) from games");
        }

        @Test
        @MaxQueries(value = 2, per = Per.TEST)
        void wholeTest() throws Exception {
            query("select count(*) from games");
            get("/games");
            get("/games");
        }

        @Test
        @MaxQueries(value = 1, per = Per.REQUEST)
        void noRequest() throws Exception {
            query("select count(*) from games");
        }

        @Test
        @MaxQueries(1)
        void assertsOnALambda() throws Exception {
            get("/games");
            Perf.queries(() -> get("/loop/7")).hasAtMost(1);
        }

        @Test
        @MaxQueries(1)
        void onAnotherThread() {
            CompletableFuture.runAsync(() -> {
                        try {
                            query("select title from games");
                        } catch (SQLException broken) {
                            throw new IllegalStateException(broken);
                        }
                    })
                    .join();
        }
    }
}
