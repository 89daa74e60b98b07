package io.perfbudgets.probe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perfbudgets.budget.LoadRequest;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.budget.ProcessPlan.Http;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and what of an answer's form is understood. */
@Timeout(60)
class WireTest {
    private final AtomicInteger connections = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sendsBodiesAndHeaders(int version) throws Exception {
        int port = serve(request -> request.body().onSuccess(body -> request.response()
                .end(request.method() + " " + request.getHeader("X-Token") + " " + body)));

        LoadResult result = run(
                port,
                http(version, true),
                new LoadRequest(
                        "POST",
                        "/",
                        1,
                        Map.of(),
                        Map.of("X-Token", "s3cret"),
                        "grüße",
                        Optional.empty(),
                        Set.of(200),
                        Optional.of("POST s3cret grüße")));

        assertThat(result.failures()).isEmpty();
        assertThat(result.requests()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void asksForTheHeadAlone(int version) throws Exception {
        int port = serve(request ->
                request.response().putHeader("Content-Length", "1000").end());

        LoadResult result = run(port, http(version, true), get("HEAD"));

        assertThat(result.failures()).isEmpty();
        assertThat(result.answers().get(0).bytes()).isZero();
    }

    @Test
    void makesAConnectionForEachRequestIfItIsNotToKeepThem() throws Exception {
        int port = serve(request -> request.response().end("ok"));

        LoadResult result = run(port, http(1, false), get("GET"));

        assertThat(result.failures()).isEmpty();
        assertThat(connections).hasValue(20);
    }

    @Test
    void tellsWhenAStreamIsReset() throws Exception {
        int port = serve(request -> request.response().reset(2));

        assertThat(run(port, http(2, true), get("GET")).failures()).containsOnlyKeys("connection reset");
    }

    @Test
    void tellsAServerThatSpeaksNoHttp2() throws IOException, InterruptedException {
        try (Misbehaving server = new Misbehaving(Misbehaving.GARBAGE_AND_HANG)) {
            assertThat(run(server.port(), http(2, true), get("GET")).failures()).containsOnlyKeys("no HTTP answer");
        }
    }

    @Test
    void takesTheEndOfTheConnectionForTheEndOfABodyWithoutLength() throws IOException, InterruptedException {
        try (Misbehaving server = new Misbehaving(Misbehaving.answering("HTTP/1.1 200 OK\r\n\r\nall of it"))) {
            LoadResult result = run(server.port(), http(1, true), get("GET"));

            assertThat(result.failures()).isEmpty();
            assertThat(result.answers().get(0).bytes()).isEqualTo(20L * "all of it".length());
        }
    }

    @Test
    void passesOverInterimAnswers() throws IOException, InterruptedException {
        try (Misbehaving server = new Misbehaving(Misbehaving.answering("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno"))) {
            assertThat(run(server.port(), http(1, true), get("GET")).failures()).containsOnlyKeys("status 404");
        }
    }

    @Test
    void asksAgainWhereAServerEndsAConnectionThatItHadKept() throws IOException, InterruptedException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"; // and then it closes, which nobody was told
        try (Misbehaving server = new Misbehaving(Misbehaving.answering(answer))) {
            assertThat(run(server.port(), http(1, true), get("GET")).failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sendsNoHeaderThatWouldBeTwo(int version) {
        LoadRequest forged = new LoadRequest(
                "GET",
                "/",
                1,
                Map.of(),
                Map.of("X-A", "1\r\nX-B: 2"),
                "",
                Optional.empty(),
                Set.of(),
                Optional.empty());

        assertThatIllegalArgumentException().isThrownBy(() -> run(1, http(version, true), forged));
    }

    private int serve(Handler<HttpServerRequest> answer) throws Exception {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static LoadRequest get(String method) {
        return new LoadRequest(method, "/", 1, Map.of(), Map.of(), "", Optional.empty(), Set.of(), Optional.empty());
    }

    private static Http http(int version, boolean keepAlive) {
        return new Http(version, keepAlive, 30_000_000_000L, false);
    }

    private static LoadResult run(int port, Http http, LoadRequest request) throws InterruptedException {
        try (LoadClient client =
                new LoadClient(Target.of("http://127.0.0.1:" + port), http, Path.of(""), text -> text)) {
            LoadScenario scenario = new LoadScenario("test", List.of(request), new AtATime(20, 2), 0);
            return client.run(scenario, Optional::empty, Progress.NONE);
        }
    }
}
