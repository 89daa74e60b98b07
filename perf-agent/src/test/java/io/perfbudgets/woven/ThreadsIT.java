package io.perfbudgets.woven;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jboss.threads.EnhancedQueueExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Work on other threads belongs to the unit that handed it over, and to no other. */
class ThreadsIT {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    static void query() {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:threads")) {
            connection.createStatement().executeQuery("select 42 from information_schema.tables");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void assertCounts(long queries, io.perfbudgets.junit.unit.Units.Body body) throws Exception {
        Measured measured = Measured.of(body);
        assertThat(measured.unattributed()).isEmpty();
        assertThat(measured.queries()).isEqualTo(queries);
    }

    @Test
    void ofAnExecutor() throws Exception {
        assertCounts(5, () -> {
            threads.submit(ThreadsIT::query).get();
            threads.submit(() -> {
                        query();
                        return 1;
                    })
                    .get();
            CountDownLatch done = new CountDownLatch(1);
            threads.execute(() -> {
                query();
                done.countDown();
            });
            done.await();
            Callable<Integer> one = () -> {
                query();
                return 1;
            };
            threads.invokeAll(List.of(one, one));
        });
    }

    /** The workers of Quarkus and WildFly. */
    @Test
    void ofAnEnhancedQueueExecutor() throws Exception {
        EnhancedQueueExecutor pool =
                new EnhancedQueueExecutor.Builder().setCorePoolSize(1).build();
        try {
            pool.submit(() -> {}).get(); // its thread is there before the unit
            assertCounts(2, () -> {
                pool.submit(ThreadsIT::query).get();
                CompletableFuture.runAsync(ThreadsIT::query, pool).get();
            });
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void ofAPoolWhoseTasksAreNotLambdas() throws Exception {
        record Urgent(int rank, CountDownLatch done) implements Runnable, Comparable<Urgent> {
            @Override
            public void run() {
                query();
                done.countDown();
            }

            @Override
            public int compareTo(Urgent other) {
                return Integer.compare(rank, other.rank);
            }
        }
        List<Runnable> seen = new ArrayList<>();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>()) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                seen.add((Urgent) task);
            }
        };
        try {
            CountDownLatch done = new CountDownLatch(3);
            assertCounts(3, () -> {
                pool.execute(new Urgent(3, done));
                pool.execute(new Urgent(2, done));
                pool.execute(new Urgent(1, done));
                done.await();
            });
            assertThat(seen).hasSize(3);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void ofTheSameTaskHandedOverByTwoIsNobodys() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        class Shared implements Runnable {
            @Override
            public void run() {
                query();
                done.countDown();
            }
        }
        Shared shared = new Shared();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        try {
            pool.execute(() -> await(go));
            Measured outer = Measured.of(() -> {
                pool.execute(shared);
                Measured inner = Measured.of(() -> {
                    pool.execute(shared);
                    go.countDown();
                    done.await();
                });
                assertThat(inner.queries()).isZero();
                assertThat(inner.unattributed()).isNotEmpty();
            });
            assertThat(outer.queries()).isZero();
            assertThat(outer.unattributed()).isNotEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofCompletableFutures() throws Exception {
        assertCounts(5, () -> CompletableFuture.supplyAsync(() -> {
                    query();
                    return 1;
                })
                .thenApplyAsync(value -> {
                    query();
                    return value;
                })
                .thenCombine(CompletableFuture.runAsync(ThreadsIT::query, threads), (value, nothing) -> value)
                .thenCompose(value -> CompletableFuture.runAsync(ThreadsIT::query))
                .whenComplete((nothing, failure) -> query())
                .join());
    }

    @Test
    void ofAFutureThatNobodyCompletes() throws Exception {
        CompletableFuture<Integer> asked = new CompletableFuture<>();
        CountDownLatch go = new CountDownLatch(1);
        var completing = threads.submit(() -> {
            await(go);
            asked.complete(1);
        });
        assertCounts(1, () -> {
            CompletableFuture<Void> answered = asked.thenAccept(value -> query());
            go.countDown();
            completing.get();
            answered.join();
        });
    }

    @Test
    void ofParallelStreams() throws Exception {
        assertCounts(100, () -> IntStream.range(0, 100).parallel().forEach(each -> query()));
    }

    static final class Halves extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final int size;

        Halves(int size) {
            this.size = size;
        }

        @Override
        protected void compute() {
            if (size == 1) {
                query();
            } else {
                invokeAll(new Halves(size / 2), new Halves(size - size / 2));
            }
        }
    }

    @Test
    void ofForkJoinPools() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(3);
        try {
            assertCounts(64 + 3, () -> {
                pool.invoke(new Halves(64));
                pool.submit(ThreadsIT::query).get();
                pool.invokeAll(List.of(
                        () -> {
                            query();
                            return 1;
                        },
                        () -> {
                            query();
                            return 2;
                        }));
            });
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void ofThreadsThatItStarts() throws Exception {
        assertCounts(2, () -> {
            Thread thread = new Thread(() -> {
                query();
                Thread inner = new Thread(ThreadsIT::query);
                inner.start();
                join(inner);
            });
            thread.start();
            join(thread);
        });
    }

    @Test
    void knowsWhatThreadsThatItStartsAllocateWhetherTheyEndBeforeItOrNot() throws Exception {
        CountDownLatch allocated = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Measured measured = Measured.of(() -> {
            Thread ended = new Thread(() -> allocate(3_000_000), "ended");
            ended.start();
            join(ended);
            Thread alive = new Thread(
                    () -> {
                        allocate(5_000_000);
                        allocated.countDown();
                        await(go);
                    },
                    "alive");
            alive.start();
            await(allocated);
        });
        go.countDown();
        assertThat(measured.allocation().elsewhere()).isBetween(8_000_000L, 9_000_000L);
        assertThat(measured.allocation().threads()).containsExactlyInAnyOrder("ended", "alive");
    }

    private static void allocate(int bytes) {
        assertThat(new byte[bytes]).hasSize(bytes);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofSpringsExecutors() throws Exception {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.initialize();
        try (SimpleAsyncTaskExecutor each = new SimpleAsyncTaskExecutor()) {
            assertCounts(2, () -> {
                pool.submit(ThreadsIT::query).get();
                each.submit(ThreadsIT::query).get();
            });
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void ofVirtualThreads() throws Exception {
        Assumptions.assumeTrue(
                Runtime.version().feature() >= 21,
                "Not covered: virtual threads. Set PERF_TEST_JDK to the folder of a JDK 21 or newer.");
        ExecutorService each = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        assertCounts(21, () -> {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                running.add(CompletableFuture.runAsync(ThreadsIT::query, each));
            }
            running.forEach(CompletableFuture::join);
            Thread thread = (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                            ThreadsIT::query);
            join(thread);
        });
        each.shutdown();
    }

    @Test
    void thatIsScheduledOnce() throws Exception {
        assertCounts(1, () -> threads.schedule(ThreadsIT::query, 1, TimeUnit.MILLISECONDS)
                .get());
    }

    @Test
    void thatIsScheduledAgainAndAgainIsNobodys() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        Measured measured = Measured.of(() -> {
            var again = threads.scheduleAtFixedRate(
                    () -> {
                        query();
                        twice.countDown();
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            twice.await();
            again.cancel(true);
        });
        assertThat(measured.queries()).isZero();
        assertThat(measured.unattributed())
                .anySatisfy(statement -> assertThat(statement.toString()).contains("information_schema"));
    }

    @Test
    void thatOutlivesItsUnitIsNobodys() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<Thread> late = new AtomicReference<>();
        Measured.of(() -> {
            Thread thread = new Thread(() -> {
                await(go);
                query();
            });
            thread.setName("late");
            thread.start();
            late.set(thread);
        });
        Measured next = Measured.of(() -> {
            go.countDown();
            join(Objects.requireNonNull(late.get()));
        });
        assertThat(next.queries()).isZero();
        assertThat(next.unattributed())
                .anySatisfy(statement -> assertThat(statement.thread()).isEqualTo("late"));
    }

    /** The pool is made by one test and its thread works for the next. */
    @Test
    void onAThreadThatAnotherUnitMadeThePoolStartIsTheNextOnes() throws Exception {
        assertCounts(1, () -> threads.submit(ThreadsIT::query).get());
        assertCounts(2, () -> {
            threads.submit(ThreadsIT::query).get();
            threads.submit(ThreadsIT::query).get();
        });
        Measured none = Measured.of(() -> {});
        assertThat(none.queries()).isZero();
        assertThat(none.unattributed()).isEmpty();
    }
}
