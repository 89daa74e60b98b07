package io.perfbudgets.woven;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests are units on servers that nobody has put a filter into. */
class ServersIT {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void ofTheJdksServer() throws Exception {
        HttpServer server = jdkServer();
        try {
            Measured measured = Measured.of(() -> {
                get(server.getAddress().getPort(), "/games/7");
                get(server.getAddress().getPort(), "/games/8");
            });
            assertCounted(measured, "GET", "/games/{id}", 2, 4);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ofTheJdksServerOnceWhereTheTestHasItsOwnFilterToo() throws Exception {
        HttpServer server = jdkServer(new PerfHttpServerFilter());
        try {
            Measured measured = Measured.of(() -> get(server.getAddress().getPort(), "/games/7"));
            assertCounted(measured, "GET", "/games/{id}", 2, 2);
            assertThat(measured.measurements().get(1).units()).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ofAServlet(@TempDir Path folder) throws Exception {
        Tomcat tomcat = tomcat(folder);
        try {
            int port = tomcat.getConnector().getLocalPort();
            assertCounted(Measured.of(() -> get(port, "/games/7")), "GET", "/games/{id}", 2, 2);
            Measured failing = Measured.of(() -> get(port, "/broken"));
            assertThat(failing.measurements().get(1).failed()).isEqualTo(1);
            assertCounted(Measured.of(() -> get(port, "/games/7")), "GET", "/games/{id}", 2, 2);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void ofAnAsynchronousServlet(@TempDir Path folder) throws Exception {
        Tomcat tomcat = tomcat(folder);
        try {
            int port = tomcat.getConnector().getLocalPort();
            Measured measured = Measured.of(() -> get(port, "/later"));
            assertCounted(measured, "GET", "/later", 2, 2);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void ofNetty() throws Exception {
        try (NettyServer server = new NettyServer(threads, ServersIT::askTwice)) {
            assertCounted(Measured.of(() -> get(server.port(), "/games/7?page=2")), "GET", "/games/{id}", 2, 2);
            assertCounted(Measured.of(() -> post(server.port(), "/games")), "POST", "/games", 2, 2);
            Measured kept = Measured.of(() -> {
                HttpClient client = HttpClient.newHttpClient();
                for (int i = 0; i < 3; i++) {
                    client.send(request(server.port(), "/games/" + i).build(), BodyHandlers.discarding());
                }
            });
            assertCounted(kept, "GET", "/games/{id}", 2, 6);
        }
    }

    /** Netty hands a head on by another method when more has come with it. */
    @Test
    void ofNettyWhereAHeadAndItsBodyComeTogether() throws Exception {
        try (NettyServer server = new NettyServer(threads, ServersIT::askTwice)) {
            Measured measured = Measured.of(() -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                    socket.getOutputStream()
                            .write("POST /games HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                }
            });
            assertCounted(measured, "POST", "/games", 2, 2);
        }
    }

    private static void assertCounted(Measured measured, String method, String route, long worst, long all) {
        assertThat(measured.unattributed()).isEmpty();
        assertThat(measured.queries(method, route)).isEqualTo(worst);
        assertThat(measured.queries()).isEqualTo(all);
    }

    private HttpServer jdkServer(PerfHttpServerFilter... filters) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        var context = server.createContext("/", exchange -> {
            askTwice();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        context.getFilters().addAll(List.of(filters));
        server.start();
        return server;
    }

    private static Tomcat tomcat(Path folder) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        var context = tomcat.addContext("", null);
        Wrapper games = Tomcat.addServlet(context, "games", new Games());
        games.setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "games");
        tomcat.getConnector();
        tomcat.start();
        return tomcat;
    }

    /** Knows nothing of us. */
    static final class Games extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            if (request.getRequestURI().equals("/broken")) {
                throw new IllegalStateException("broken on purpose");
            }
            if (request.getRequestURI().equals("/later")) {
                AsyncContext later = request.startAsync();
                var unused = CompletableFuture.runAsync(() -> {
                    askTwice();
                    later.complete();
                });
            } else {
                askTwice();
            }
        }
    }

    private static void get(int port, String path) throws IOException, InterruptedException {
        HttpClient.newHttpClient().send(request(port, path).build(), BodyHandlers.discarding());
    }

    private static void post(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = request(port, path)
                .POST(BodyPublishers.ofString("x".repeat(100_000)))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private static void askTwice() {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:servers")) {
            for (int i = 0; i < 2; i++) {
                connection.createStatement().executeQuery("select count(*) from information_schema.tables");
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
