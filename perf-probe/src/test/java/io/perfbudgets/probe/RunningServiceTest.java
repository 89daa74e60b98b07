package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.gate.GateReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is probed runs already; here it is this JVM's. */
@Timeout(120)
class RunningServiceTest {
    @TempDir
    Path folder;

    private final AtomicInteger elsewhere = new AtomicInteger();
    private HttpServer server;
    private HttpServer other;
    private ProbedService service;
    private String url;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        service = new ProbedService(folder);
        other = serve();
        other.createContext("/", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server = serve();
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = (path.equals("/metrics") ? "process_resident_memory_bytes 5.0E7\n" : "fine")
                    .getBytes(StandardCharsets.US_ASCII);
            if (path.equals("/away")) {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port(other) + "/");
            }
            exchange.sendResponseHeaders(path.equals("/away") ? 302 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        url = "http://127.0.0.1:" + port(server);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        other.stop(0);
    }

    @Test
    void takesItsMemoryFromItsMetrics() throws IOException, InterruptedException {
        GateReport report = service.probe("url: " + url + "\n" + """
                metrics: /metrics
                memory: { idle: 60MB, peak: 40MB }
                load: { home: { request: GET /, requests: 60 } }
                """);

        assertThat(ProbedService.outcomes(report))
                .containsExactlyInAnyOrder("application memory.idle WITHIN", "application memory.peak BREACHED");
    }

    @Test
    void saysThatNothingTellsItsMemory() throws IOException, InterruptedException {
        GateReport report = service.probe("url: " + url + "\n" + """
                memory: { idle: 60MB }
                load: { home: { request: GET /, requests: 60, errorRate: 0% } }
                """);

        assertThat(ProbedService.outcomes(report))
                .containsExactlyInAnyOrder("application memory.idle UNMEASURED", "GET / (load home) errorRate WITHIN");
        assertThat(ProbedService.verdict(report, "memory.idle").reason()).contains("give process.metrics");
    }

    @Test
    void followsNoRedirectToAnotherHost() throws IOException, InterruptedException {
        GateReport report = service.probe("url: " + url + "\n" + """
                ready: { path: /away, status: 302 }
                load: { away: { request: GET /away, requests: 60, errorRate: 0% } }
                """);

        assertThat(ProbedService.outcomes(report)).containsExactly("GET /away (load away) errorRate WITHIN");
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void startsNothingWhereSomethingElseListens() throws IOException, InterruptedException {
        GateReport report = service.probe("url: " + url + "\n" + """
                command: [sh, -c, "echo started > started; sleep 60"]
                startup: 3s
                """);

        assertThat(ProbedService.outcomes(report)).containsExactly("application startup UNMEASURED");
        assertThat(service.errors).singleElement().asString().startsWith("Something else listens at " + url);
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @Test
    void asksNoOtherMachineForMetrics() throws IOException, InterruptedException {
        service.probe("url: " + url + "\n" + """
                metrics: http://192.0.2.1/metrics
                memory: { idle: 60MB }
                """);

        assertThat(service.errors).singleElement().asString().startsWith("process.metrics: 192.0.2.1 ");
    }

    private static HttpServer serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "service");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }
}
