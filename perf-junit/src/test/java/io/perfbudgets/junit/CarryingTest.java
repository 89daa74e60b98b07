package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Handing work over by name, as where the test JVM has no agent. */
class CarryingTest {
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        threads = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    @Test
    void countsForTheUnitThatHandedTheWorkOver() {
        assertThat(failureOf(HandingOver.class, "toAnExecutor")).contains("ran 2 queries in one iteration, budget 1");
        assertThat(failureOf(HandingOver.class, "oneTask")).contains("in one iteration, none allowed");
    }

    @Test
    void leavesTheThreadAsItWas() {
        assertThat(failureOf(HandingOver.class, "oneTask")).isNotNull();
        assertThat(failureOf(HandingOver.class, "nameless"))
                .startsWith("Performance budget not measured")
                .contains("select title from games");
    }

    @Test
    void saysThatAUnitHadEndedRatherThanGuessing() {
        assertThat(failureOf(HandingOver.class, "tooLate"))
                .startsWith("Performance budget not measured")
                .contains("select title from games");
    }

    private static void ask() {
        try {
            query("select title from games");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static class HandingOver {
        @Test
        @MaxQueries(1)
        void toAnExecutor() {
            var carrying = Perf.carrying(threads);
            CompletableFuture.runAsync(CarryingTest::ask, carrying).join();
            CompletableFuture.runAsync(CarryingTest::ask, carrying).join();
        }

        @Test
        @MaxQueries(0)
        void oneTask() throws Exception {
            threads.submit(Perf.carrying((Runnable) CarryingTest::ask)).get();
        }

        @Test
        @MaxQueries(1)
        void nameless() throws Exception {
            threads.submit(CarryingTest::ask).get();
        }

        @Test
        @MaxQueries(1)
        void tooLate() throws Exception {
            CountDownLatch ended = new CountDownLatch(1);
            CompletableFuture<Void> late = new CompletableFuture<>();
            Perf.measure(
                    "short",
                    () -> threads.execute(Perf.carrying(() -> {
                        try {
                            ended.await();
                            ask();
                            late.complete(null);
                        } catch (InterruptedException stopped) {
                            late.completeExceptionally(stopped);
                        }
                    })));
            ended.countDown();
            late.join();
        }
    }
}
