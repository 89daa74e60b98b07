package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failuresOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaxResponseSizeTest {
    private static final String BODY = "größer\n".repeat(300);

    @Test
    void failsATestOneOfWhoseAnswersIsTooLarge() {
        assertThat(failuresOf(Answers.class).of("isTooLarge"))
                .startsWith(
                        "Performance budget broken: MaxResponseSizeTest$Answers.isTooLarge  (@MaxResponseSize(\"2kB\"), ")
                .contains("GET /large answered one request with 2.7 kB, budget 2 kB  (the worst of 1 request)")
                .contains("Fix: answer with a page");
    }

    @Test
    void countsToTheByteAndPassesTheBodyOn() {
        assertThat(failuresOf(Answers.class).of("isJustRight")).isNull();
    }

    @Test
    void isNotMeasuredWithoutARequest() {
        assertThat(failuresOf(Answers.class).of("asksNobody")).contains("the test caused no request");
    }

    static class Answers {
        private static HttpServer server;

        @BeforeAll
        static void begin() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                        byte[] body = BODY.getBytes(UTF_8);
                        exchange.sendResponseHeaders(200, 0);
                        try (OutputStream out = exchange.getResponseBody()) {
                            out.write(body[0]);
                            out.write(body, 1, body.length - 1);
                        }
                    })
                    .getFilters()
                    .add(new PerfHttpServerFilter());
            server.start();
        }

        @AfterAll
        static void end() {
            server.stop(0);
        }

        @Test
        @MaxResponseSize("2kB")
        void isTooLarge() throws Exception {
            call();
        }

        @Test
        @MaxResponseSize("2700B")
        void isJustRight() throws Exception {
            assertThat(call()).isEqualTo(BODY);
        }

        @Test
        @MaxResponseSize("2kB")
        void asksNobody() {}

        private static String call() throws Exception {
            URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/large");
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8))
                    .body();
        }
    }
}
