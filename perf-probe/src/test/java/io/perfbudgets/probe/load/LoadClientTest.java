package io.perfbudgets.probe.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.budget.LoadRequest;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.budget.LoadScenario.ByTheClock;
import io.perfbudgets.budget.LoadScenario.Pace;
import io.perfbudgets.budget.ProcessPlan.Http;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LoadClientTest {
    private static final long MILLIS = 1_000_000;
    private static final Supplier<Optional<String>> ON = Optional::empty;
    private static final LoadRequest GET =
            new LoadRequest("GET", "/", 1, Map.of(), Map.of(), "", Optional.empty(), Set.of(), Optional.empty());

    /** What a server does, and what is said of it. */
    enum Fault {
        HANGS(Misbehaving.HANG, "timed out", 300),
        RESETS(Misbehaving.RESET, "connection reset", 30_000),
        CLOSES(Misbehaving.CLOSE, "connection closed", 30_000),
        ANSWERS_GARBAGE(Misbehaving.GARBAGE, "no HTTP answer", 30_000),
        TRICKLES(Misbehaving.TRICKLE, "timed out", 300),
        BREAKS_OFF(Misbehaving.CUT_SHORT, "connection closed", 30_000);

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        final Misbehaving.Way way;

        final String kind;
        final long timeoutMillis;

        Fault(Misbehaving.Way way, String kind, long timeoutMillis) {
            this.way = way;
            this.kind = kind;
            this.timeoutMillis = timeoutMillis;
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAServerThat(Fault fault) throws IOException, InterruptedException {
        try (Misbehaving server = new Misbehaving(fault.way)) {
            LoadResult result = run(
                    "http://127.0.0.1:" + server.port(), http(1, fault.timeoutMillis), new AtATime(1_000_000, 4), ON);

            assertThat(result.failures()).containsOnlyKeys(fault.kind);
            assertThat(result.stopped()).contains("given up after 20 failures in a row");
            assertThat(result.requests()).isEqualTo(result.failed()).isBetween(20L, 24L);
        }
    }

    @Test
    void tellsAServerThatIsNotThere() throws IOException, InterruptedException {
        int port;
        try (Misbehaving gone = new Misbehaving(Misbehaving.HANG)) {
            port = gone.port();
        }

        LoadResult result = run("http://127.0.0.1:" + port, http(1, 30_000), new AtATime(100, 2), ON);

        assertThat(result.failures()).containsOnlyKeys("connection refused");
    }

    @Test
    void tellsThatTlsFails() throws IOException, InterruptedException {
        try (Misbehaving server = new Misbehaving(Misbehaving.GARBAGE)) {
            LoadResult result = run("https://127.0.0.1:" + server.port(), http(1, 10_000), new AtATime(100, 2), ON);

            assertThat(result.failures()).containsOnlyKeys("TLS failed");
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void keepsConnectionsAndCountsBytes(Version version) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        Vertx vertx = Vertx.vertx();
        try {
            int port = vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                    .connectionHandler(connection -> connections.incrementAndGet())
                    .requestHandler(
                            request -> request.response().end(request.version().name() + " " + request.path()))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .actualPort();

            LoadResult result = run("http://localhost:" + port, http(version.number, 10_000), new AtATime(200, 4), ON);

            assertThat(result.failures()).isEmpty();
            assertThat(result.requests()).isEqualTo(200);
            assertThat(result.answers().get(0).bytes()).isEqualTo(200L * (version.name + " /").length());
            assertThat(connections.get()).isBetween(1, 4);
            assertThat(result.mostInFlight()).isEqualTo(4);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    /** Of HTTP. */
    enum Version {
        ONE(1, "HTTP_1_1"),
        TWO(2, "HTTP_2");

        final int number;
        final String name;

        Version(int number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    @Test
    void measuresAStallFromWhenEachRequestWasDue() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        AtomicInteger seen = new AtomicInteger();
        server.createContext("/", exchange -> {
            if (seen.incrementAndGet() == 10) {
                try {
                    stalled.await(500, TimeUnit.MILLISECONDS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            LoadResult result = run(
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    http(1, 10_000),
                    new ByTheClock(100, 1_000 * MILLIS),
                    ON);

            var latencies = result.answers().get(0).measurement().latencies();
            assertThat(latencies.count()).isEqualTo(100);
            // A client that waits for each answer would have seen one slow one; fifty were due meanwhile.
            assertThat(latencies.over(100 * MILLIS)).isGreaterThanOrEqualTo(40);
        } finally {
            stalled.countDown();
            server.stop(0);
        }
    }

    @Test
    void leavesOutWhatIsDueWhileEnoughWaitIfItIsToldTo() throws Exception {
        try (Misbehaving server = new Misbehaving(Misbehaving.HANG);
                LoadClient client = new LoadClient(
                        Target.of("http://127.0.0.1:" + server.port()), http(1, 1_500), Path.of(""), text -> text)) {
            LoadScenario scenario = new LoadScenario("test", List.of(GET), new ByTheClock(100, 1_000 * MILLIS), 0);

            LoadResult result = client.run(scenario, new GiveWay(3), ON, Progress.NONE);

            assertThat(result.requests()).isEqualTo(3);
            assertThat(result.mostInFlight()).isEqualTo(3);
        }
    }

    @Test
    void standsStillWhileItsTargetIsLookedAtAndLeavesNothingOut() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            open.incrementAndGet();
            LockSupport.parkNanos(30 * MILLIS);
            open.decrementAndGet();
            answered.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (LoadClient client = new LoadClient(
                Target.of("http://127.0.0.1:" + server.getAddress().getPort()),
                http(1, 10_000),
                Path.of(""),
                text -> text)) {
            LoadScenario scenario = new LoadScenario("test", List.of(GET), new ByTheClock(200, 1_000 * MILLIS), 0);
            GiveWay giveWay = new GiveWay(1_000);
            CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.run(scenario, giveWay, ON, Progress.NONE);
                } catch (InterruptedException interrupted) {
                    throw new CompletionException(interrupted);
                }
            });
            while (answered.get() < 50) {
                Thread.onSpinWait();
            }
            int openAtTheLook = giveWay.atRest(open::get);
            LoadResult result = load.join();

            assertThat(openAtTheLook).isZero();
            assertThat(result.requests()).isEqualTo(200);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void stopsWhenItIsTold() throws IOException, InterruptedException {
        try (Misbehaving server = new Misbehaving(Misbehaving.HANG)) {
            LoadResult result = run(
                    "http://127.0.0.1:" + server.port(),
                    http(1, 60_000),
                    new AtATime(1_000, 4),
                    () -> Optional.of("the process ended"));

            assertThat(result.stopped()).contains("the process ended");
        }
    }

    @Test
    void mixesByWeightEvenly() {
        Mix mix = new Mix(List.of(3, 1));

        assertThat(List.of(mix.next(), mix.next(), mix.next(), mix.next(), mix.next()))
                .containsExactly(0, 0, 1, 0, 0);
    }

    private static Http http(int version, long timeoutMillis) {
        return new Http(version, true, timeoutMillis * MILLIS, false);
    }

    private static LoadResult run(String url, Http http, Pace pace, Supplier<Optional<String>> stop)
            throws InterruptedException {
        try (LoadClient client = new LoadClient(Target.of(url), http, Path.of(""), text -> text)) {
            return client.run(new LoadScenario("test", List.of(GET), pace, 0), stop, Progress.NONE);
        }
    }
}
