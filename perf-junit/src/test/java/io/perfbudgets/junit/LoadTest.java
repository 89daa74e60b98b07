package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static io.perfbudgets.junit.Samples.throwableOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

class LoadTest {

    @Test
    void aClosedLoadMakesItsRequestsOnAsManyThreadsTogether() {
        Closed.calls.set(0);
        Closed.threads.clear();
        run(Closed.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
        assertThat(Closed.calls).hasValue(1 + 30);
        assertThat(Closed.threads).hasSize(3).allMatch(name -> name.startsWith("perf-load-"));
    }

    @Test
    void aClosedLoadRisesThreadByThreadBeforeItCounts() {
        Rising.begun = 0;
        Rising.calls.set(0);
        Rising.joined.clear();
        assertThat(failureOf(Rising.class, "counts")).contains("20 of 20 requests failed under load");
        assertThat(Rising.calls).hasValueGreaterThan(20);
        long[] joined = Rising.joined.values().stream()
                .mapToLong(nanos -> (nanos - Rising.begun) / 1_000_000)
                .sorted()
                .toArray();
        assertThat(joined.length).isBetween(1, 4);
        for (int thread = 0; thread < joined.length; thread++) {
            assertThat(joined[thread]).isGreaterThanOrEqualTo(100L * thread);
        }
    }

    @Test
    void repeatsTheLoadUntilItsBudgetsHaveEnoughValues() {
        Repeated.calls.set(0);
        run(Repeated.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
        assertThat(Repeated.calls.get()).isGreaterThanOrEqualTo(1 + 80);
    }

    @Test
    void anOpenLoadTimesFromTheIntendedStartSoThatAStallCounts() {
        Stalling.calls.set(0);
        var events = run(Stalling.class).testEvents();
        assertThat(events.reportingEntryPublished()
                        .list()
                        .get(0)
                        .getPayload()
                        .orElseThrow()
                        .toString())
                .containsAnyOf("BREACHED", "UNDECIDED")
                .doesNotContain("WITHIN");
    }

    @Test
    void failuresFailTheTestByKindWithTheirFirstStackTrace() {
        Failing.calls.set(0);
        Throwable failure = throwableOf(Failing.class, "sometimes");
        assertThat(failure)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining(
                        "10 of 40 requests failed under load (closed model, 2 at a time), and no error rate is allowed")
                .hasMessageMatching("(?s).*6 x  java.lang.AssertionError at LoadTest.java:\\d+.*")
                .hasMessageMatching("(?s).*4 x  java.io.IOException at LoadTest.java:\\d+.*")
                .hasCauseInstanceOf(AssertionError.class);
        assertThat(failure.getCause()).hasMessage("first kind");
        assertThat(failure.getSuppressed()[0]).isInstanceOf(IOException.class).hasMessage("second kind");
    }

    @Test
    void anErrorRateIsABudget() {
        Tolerant.calls.set(0);
        assertThat(failureOf(Tolerant.class, "aFewAreAllowed")).isNull();
        Tolerant.calls.set(0);
        assertThat(throwableOf(Tolerant.class, "tooMany"))
                .hasMessageContaining("Performance budget broken: LoadTest$Tolerant.tooMany  (@MaxErrorRate(\"1%\"),")
                .hasMessageContaining("error rate 50 %, budget 1 %  (")
                .hasMessageContaining("  under load: closed model, 2 at a time; ")
                .satisfies(broken -> assertThat(broken.getSuppressed()[0]).isInstanceOf(IOException.class));
    }

    @Test
    void aThroughputIsABudget() {
        System.setProperty("perf.latency.maxTime", "60s"); // enough for a machine that others keep busy
        try {
            assertThat(failureOf(Slow.class, "tooSlow"))
                    .contains("throughput ")
                    .contains(", budget at least 100,000/s  (")
                    .contains("; 10 of 10 stretches of it were below the limit");
            assertThat(failureOf(Slow.class, "fastEnough")).isNull();
        } finally {
            System.clearProperty("perf.latency.maxTime");
        }
    }

    @Test
    void budgetsOfALoadAreNotMeasuredWithoutOne() {
        assertThat(failureOf(WithoutLoad.class, "once"))
                .contains("Performance budget not measured: LoadTest$WithoutLoad.once  (@MaxErrorRate(\"1%\")")
                .contains("no test with @Load caused any");
    }

    @Test
    void countsTakeTheWorstRequestOfTheLoad() {
        Querying.calls.set(0);
        assertThat(failureOf(Querying.class, "readsOnceTooOften"))
                .contains("LoadTest$Querying.readsOnceTooOften ran 2 queries in one iteration, budget 1")
                .contains("closed model, 4 at a time");
    }

    @Test
    void aBodyThatFailsByItselfIsNotPutUnderLoad() {
        Broken.calls.set(0);
        assertThat(throwableOf(Broken.class, "always")).hasMessage("broken");
        assertThat(Broken.calls).hasValue(1);
    }

    @Test
    void theThreadsBeginTogetherAndAnInterruptEndsThem() throws Exception {
        Waiting.entered = new CountDownLatch(2);
        Thread build = new Thread(() -> run(Waiting.class));
        build.start();
        assertThat(Waiting.entered.await(30, TimeUnit.SECONDS)).isTrue();
        build.interrupt();
        build.join(30_000);
        assertThat(build.isAlive()).isFalse();
        assertThat(Waiting.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void virtualThreadsNeedANewerJavaOrAreUsed() {
        if (Runtime.version().feature() < 21) {
            assertThat(throwableOf(Virtual.class, "onVirtualThreads"))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageContaining("wants virtual threads, which need Java 21 or newer; this is Java ");
        } else {
            run(Virtual.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noEnd | has no end: give requests = 100 or duration = \"10s\"",
                "twoEnds | has two ends: give either requests or duration",
                "tooFew | cannot keep 10 requests under way with 5 in all",
                "negative | has a negative number",
                "noUnit | duration: '10' has no unit",
                "notEither | does not go with @PerfTest: use @Test",
                "everything | allows every request to fail",
                "nothing | asks for nothing",
            })
    void refusesWhatCannotBeMeant(String method, String problem) {
        assertThat(throwableOf(Wrong.class, method))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(" on " + Wrong.class.getName() + "." + method)
                .hasMessageContaining(problem);
    }

    @Test
    void doesNotGoWithAFactory() {
        assertThat(throwableOf(Factory.class, "tests"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("does not go with @TestFactory: use @Test");
    }

    static class Factory {
        @TestFactory
        @Load(requests = 5)
        DynamicTest tests() {
            return DynamicTest.dynamicTest("one", () -> {});
        }
    }

    static class Closed {
        static final AtomicInteger calls = new AtomicInteger();
        static final Set<String> threads = ConcurrentHashMap.newKeySet();
        private final CyclicBarrier together = new CyclicBarrier(3);

        @Test
        @Load(requests = 30, concurrency = 3, warmUp = "0s")
        void counts() throws Exception {
            if (calls.getAndIncrement() > 0) {
                threads.add(Thread.currentThread().getName());
                together.await(30, TimeUnit.SECONDS);
            }
        }
    }

    static class Rising {
        static final AtomicInteger calls = new AtomicInteger();
        static final Map<String, Long> joined = new ConcurrentHashMap<>();
        static volatile long begun;

        @Test
        @Load(requests = 20, concurrency = 4, rampUp = "400ms", warmUp = "0s")
        void counts() {
            if (begun == 0) {
                begun = System.nanoTime();
                return;
            }
            calls.incrementAndGet();
            joined.putIfAbsent(Thread.currentThread().getName(), System.nanoTime());
            LockSupport.parkNanos(1_000_000);
            throw new AssertionError("to be counted");
        }
    }

    static class Repeated {
        static final AtomicInteger calls = new AtomicInteger();

        @Test
        @Load(requests = 20, concurrency = 2, warmUp = "0s")
        @LatencyBudget(p95 = "10s")
        void counts() {
            calls.incrementAndGet();
        }
    }

    static class Stalling {
        static final AtomicInteger calls = new AtomicInteger();

        /** One request in a hundred takes long; a client that waits for it would see only that one. */
        @Test
        @Load(rate = 500, duration = "1s", concurrency = 1, warmUp = "0s")
        @LatencyBudget(p50 = "5ms")
        void stalls() {
            if (calls.incrementAndGet() % 100 == 1) {
                LockSupport.parkNanos(150_000_000);
            }
        }
    }

    static class Failing {
        static final AtomicInteger calls = new AtomicInteger();

        @Test
        @Load(requests = 40, concurrency = 2, warmUp = "0s")
        void sometimes() throws IOException {
            int call = calls.getAndIncrement();
            if (call > 0 && call <= 6) {
                throw new AssertionError("first kind");
            }
            if (call > 20 && call <= 24) {
                throw new IOException("second kind");
            }
        }
    }

    static class Tolerant {
        static final AtomicInteger calls = new AtomicInteger();

        @Test
        @Load(requests = 500, concurrency = 2, warmUp = "0s")
        @MaxErrorRate("10%")
        void aFewAreAllowed() throws IOException {
            if (calls.getAndIncrement() % 100 == 50) {
                throw new IOException("one in a hundred");
            }
        }

        @Test
        @Load(requests = 100, concurrency = 2, warmUp = "0s")
        @MaxErrorRate("1%")
        void tooMany() throws IOException {
            if (calls.getAndIncrement() % 2 == 1) {
                throw new IOException("every other");
            }
        }
    }

    static class Slow {
        @Test
        @Load(duration = "1s", concurrency = 2, warmUp = "0s")
        @MinThroughput("100000/s")
        void tooSlow() {
            LockSupport.parkNanos(1_000_000);
        }

        @Test
        @Load(duration = "300ms", concurrency = 2, warmUp = "0s")
        @MinThroughput("1/s")
        void fastEnough() {
            LockSupport.parkNanos(1_000_000);
        }
    }

    static class WithoutLoad {
        @Test
        @MaxErrorRate("1%")
        void once() {}
    }

    static class Querying {
        static final AtomicInteger calls = new AtomicInteger();

        @Test
        @Load(requests = 60, concurrency = 4, warmUp = "0s")
        @MaxQueries(1)
        void readsOnceTooOften() throws Exception {
            query("select id from games");
            if (calls.incrementAndGet() == 40) {
                query("select title from games");
            }
        }
    }

    static class Broken {
        static final AtomicInteger calls = new AtomicInteger();

        @Test
        @Load(requests = 60, concurrency = 4)
        void always() {
            calls.incrementAndGet();
            throw new IllegalStateException("broken");
        }
    }

    static class Waiting {
        static CountDownLatch entered = new CountDownLatch(2);
        static final CountDownLatch interrupted = new CountDownLatch(2);
        private final AtomicInteger calls = new AtomicInteger();

        @Test
        @Load(requests = 60, concurrency = 2, warmUp = "0s")
        void forEver() {
            if (calls.getAndIncrement() == 0) {
                return;
            }
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                interrupted.countDown();
            }
        }
    }

    static class Virtual {
        private final AtomicInteger calls = new AtomicInteger();

        @Test
        @Load(requests = 60, concurrency = 4, virtualThreads = true)
        void onVirtualThreads() throws Exception {
            boolean isVirtual = (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
            assertThat(isVirtual).isEqualTo(calls.getAndIncrement() > 0);
        }
    }

    static class Wrong {
        @BeforeEach
        void neverRuns() {
            assumeTrue(false);
        }

        @Test
        @Load
        void noEnd() {}

        @Test
        @Load(requests = 5, duration = "1s")
        void twoEnds() {}

        @Test
        @Load(requests = 5, concurrency = 10)
        void tooFew() {}

        @Test
        @Load(requests = -5)
        void negative() {}

        @Test
        @Load(duration = "10")
        void noUnit() {}

        @PerfTest
        @Load(requests = 5)
        void notEither() {}

        @Test
        @Load(requests = 5)
        @MaxErrorRate("100%")
        void everything() {}

        @Test
        @Load(requests = 5)
        @MinThroughput("0/s")
        void nothing() {}
    }
}
