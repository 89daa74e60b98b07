package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaxThreadsTest {

    private static final Optional<String> PROFILE = Optional.ofNullable(System.getProperty("perf.profile"));

    /** Enough for a machine that others keep busy; a quiet one takes a hundredth of it. */
    @BeforeAll
    static void allowTime() {
        System.setProperty("perf.latency.maxTime", "60s");
        PROFILE.ifPresent(set -> System.setProperty("perf.profile", "onBreach"));
    }

    @AfterAll
    static void takeTimeBack() {
        System.clearProperty("perf.latency.maxTime");
        PROFILE.ifPresent(set -> System.setProperty("perf.profile", set));
    }

    /** The consumers all wait for the same thing, as the threads of one pool do. */
    @Test
    void findsAPoolThatNobodyShutsDownAndAThreadThatNobodyEnds() {
        assertThat(failuresOf(Leaks.class).of("leavesItsPoolAndAConsumer"))
                .startsWith(
                        "Performance budget broken: MaxThreadsTest$Leaks.leavesItsPoolAndAConsumer  (@MaxThreads(0), ")
                .containsPattern("leavesItsPoolAndAConsumer left 3 threads running after each iteration, budget 0"
                        + " {2}\\(each of the last \\d+ iterations left so many or more, which are still alive\\)\n")
                .containsPattern(
                        "\n {6}2 x {2}pool-\\*-thread-\\* {3}started at io\\.perfbudgets\\.junit\\.MaxThreadsTest\\$Leaks"
                                + "\\.leavesItsPoolAndAConsumer\\(MaxThreadsTest\\.java:\\d+\\)\n")
                .contains("\n      1 x  consumer-*   started at io.perfbudgets.junit.MaxThreadsTest$Leaks.consume(")
                .contains("Fix: shut down what was started");
    }

    @Test
    void allowsAsManyAsTheLimit() {
        assertThat(failuresOf(Leaks.class).of("mayLeaveOne")).isNull();
    }

    @Test
    void isSilentOnAPoolThatGetsAThreadMoreWithEachIteration() {
        assertThat(failuresOf(Sound.class).of("fillsAPool")).isNull();
    }

    @Test
    void isSilentOnWhatIsStartedOnce() {
        assertThat(failuresOf(Sound.class).of("startsOnce")).isNull();
    }

    @Test
    void isSilentOnThreadsThatEndByThemselvesSoonAfter() {
        assertThat(failuresOf(Sound.class).of("endsLater")).isNull();
    }

    @Test
    void isSilentOnAPoolThatIsShutDown() {
        assertThat(failuresOf(Sound.class).of("shutsItDown")).isNull();
    }

    @Test
    void isNotMeasuredWhereTheBodyCannotBeRepeatedInPlace() {
        assertThat(failuresOf(NotInPlace.class).of("iteration"))
                .contains("Performance budget not measured")
                .contains("threads left running of MaxThreadsTest$NotInPlace.repeats, budget 0: its body cannot be run"
                        + " again in place");
    }

    static class Leaks {
        private static final List<ExecutorService> POOLS = new ArrayList<>();
        private static final List<Thread> CONSUMERS = new ArrayList<>();
        private static final BlockingQueue<String> ORDERS = new LinkedBlockingQueue<>();

        @AfterAll
        static void end() {
            POOLS.forEach(ExecutorService::shutdownNow);
            CONSUMERS.forEach(Thread::interrupt);
        }

        @Test
        @MaxThreads(0)
        void leavesItsPoolAndAConsumer() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            POOLS.add(pool);
            pool.invokeAll(Collections.nCopies(2, Executors.callable(() -> {})));
            consume();
        }

        @Test
        @MaxThreads(1)
        void mayLeaveOne() {
            consume();
        }

        private static void consume() {
            Thread consumer = new Thread(
                    () -> {
                        try {
                            ORDERS.take();
                        } catch (InterruptedException over) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "consumer-" + CONSUMERS.size());
            CONSUMERS.add(consumer);
            consumer.start();
        }
    }

    static class Sound {
        private static final ExecutorService LARGE = Executors.newFixedThreadPool(500);
        private static final CountDownLatch OVER = new CountDownLatch(1);
        private static @Nullable Thread once;
        private static int calls;

        @AfterAll
        static void end() {
            LARGE.shutdownNow();
            OVER.countDown();
        }

        @Test
        @MaxThreads(0)
        void fillsAPool() throws Exception {
            LARGE.submit(() -> {}).get();
        }

        @Test
        @MaxThreads(0)
        void startsOnce() {
            calls++;
            if (once == null && calls > 2) {
                once = new Thread(() -> {
                    try {
                        OVER.await();
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                });
                once.start();
            }
        }

        @Test
        @MaxThreads(0)
        void endsLater() {
            new Thread(() -> {
                        try {
                            Thread.sleep(300);
                        } catch (InterruptedException over) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .start();
        }

        @Test
        @MaxThreads(0)
        void shutsItDown() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            pool.submit(() -> {}).get();
            pool.shutdown();
        }
    }

    static class NotInPlace {
        @PerfTest
        @MaxThreads(0)
        void repeats() {}
    }
}
