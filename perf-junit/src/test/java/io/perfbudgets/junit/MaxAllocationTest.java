package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failuresOf;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaxAllocationTest {
    private static final int MEGABYTE = 1_000_000;

    /** Where an array goes that the compiler is not to leave out. */
    static volatile byte @Nullable [] sink;

    private static void allocate(int bytes) {
        sink = new byte[bytes];
        sink = null;
    }

    @Test
    void failsATestThatAllocatesTooMuchAgainAndAgain() {
        assertThat(failuresOf(Body.class).of("allocates"))
                .startsWith("Performance budget broken: MaxAllocationTest$Body.allocates  (@MaxAllocation(\"1MB\"), ")
                // Twenty, but for one that happened to load a class.
                .containsPattern(
                        "Body.allocates allocated 3 MB in one iteration, budget 1 MB  \\((\\d+) of \\1 iterations over it")
                .contains(" more while the JVM warmed up or loaded classes do not count)")
                .contains("Fix: stream large bodies");
        assertThat(Body.calls.get()).isGreaterThan(20);
    }

    /** Of which only a few fit into the time that a repetition may take. */
    @Test
    void takesAsManySlowUnitsThatHoldAFileWholeAsABreachNeeds() {
        System.setProperty("perf.latency.maxTime", "2s");
        try {
            assertThat(Samples.failureOf(Slow.class, "holdsItWhole"))
                    .containsPattern("Slow.holdsItWhole allocated 200 MB in one iteration, budget 10 MB {2}"
                            + "\\((\\d+) of \\1 iterations over it");
        } finally {
            System.clearProperty("perf.latency.maxTime");
        }
    }

    @Test
    void passesATestThatAllocatesMuchWhenColdOnly() {
        assertThat(failuresOf(Body.class).of("fillsItsCache")).isNull();
    }

    @Test
    void countsNothingOfWhatItTakesToRepeatABodyThatDoesNothing() {
        assertThat(failuresOf(Body.class).of("doesNothing")).isNull();
    }

    @Test
    void leavesOutWhatRecordingTheStatementsTakes() {
        assertThat(failuresOf(Body.class).of("queries")).isNull();
    }

    @Test
    void repeatsAPerfTestToo() {
        assertThat(failuresOf(Repeated.class).of("iteration")).contains("allocated 3 MB in one iteration, budget 1 MB");
    }

    @Test
    void countsWhatOtherThreadsAllocateForTheUnitAndOnlyThat() {
        assertThat(failuresOf(OnOtherThreads.class).of("carries"))
                .containsPattern("allocated 3(\\.0\\d)? MB in one iteration, budget 1 MB")
                .containsPattern(", of which 3(\\.0\\d)? MB on carried-1\n");
        assertThat(failuresOf(OnOtherThreads.class).of("waits")).isNull();
    }

    @Test
    void holdsEachRequestToItWhereTheTestCausesSome() {
        assertThat(failuresOf(Requests.class).of("exports"))
                .contains("(@MaxAllocation(\"1MB\"), ")
                .containsPattern("GET /export allocated 3(\\.0\\d)? MB in one request, budget 1 MB");
        assertThat(failuresOf(Requests.class).of("exportsAsAWhole"))
                .contains("Requests.exportsAsAWhole allocated ")
                .contains(" in one iteration, budget 1 MB")
                .contains(" on server");
    }

    static class Body {
        static final AtomicInteger calls = new AtomicInteger();
        private boolean filled;

        @Test
        @MaxAllocation("1MB")
        void allocates() {
            calls.incrementAndGet();
            allocate(3 * MEGABYTE);
        }

        @Test
        @MaxAllocation("1kB")
        void fillsItsCache() {
            if (!filled) {
                filled = true;
                allocate(30 * MEGABYTE);
            }
        }

        @Test
        @MaxAllocation("0B")
        void doesNothing() {}

        @Test
        @MaxAllocation("20kB")
        void queries() throws Exception {
            Samples.query("select id from games");
        }
    }

    static class Slow {
        @Test
        @MaxAllocation("10MB")
        void holdsItWhole() throws InterruptedException {
            allocate(200 * MEGABYTE);
            Thread.sleep(250);
        }
    }

    static class Repeated {
        @PerfTest
        @MaxAllocation("1MB")
        void allocates() {
            allocate(3 * MEGABYTE);
        }
    }

    static class OnOtherThreads {
        private static final ExecutorService carried =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "carried-1"));

        @AfterAll
        static void end() {
            carried.shutdown();
        }

        @Test
        @MaxAllocation("1MB")
        void carries() {
            CompletableFuture.runAsync(() -> allocate(3 * MEGABYTE), Perf.carrying(carried))
                    .join();
        }

        @Test
        @MaxAllocation("1MB")
        void waits() {
            CompletableFuture.runAsync(() -> allocate(3 * MEGABYTE), carried).join();
        }
    }

    static class Requests {
        private static final ExecutorService threads =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "server"));
        private static HttpServer server;

        @BeforeAll
        static void begin() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/export", exchange -> {
                        allocate(3 * MEGABYTE);
                        exchange.sendResponseHeaders(200, 2);
                        try (OutputStream body = exchange.getResponseBody()) {
                            body.write(new byte[2]);
                        }
                    })
                    .getFilters()
                    .add(new PerfHttpServerFilter());
            server.start();
        }

        @AfterAll
        static void end() {
            server.stop(0);
            threads.shutdown();
        }

        @Test
        @MaxAllocation("1MB")
        void exports() throws Exception {
            call();
        }

        @Test
        @MaxAllocation(value = "1MB", per = Per.TEST)
        void exportsAsAWhole() throws Exception {
            call();
        }

        private static void call() throws Exception {
            URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/export");
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
        }
    }
}
