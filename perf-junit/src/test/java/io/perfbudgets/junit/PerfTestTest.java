package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static io.perfbudgets.junit.Samples.throwableOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

class PerfTestTest {

    @Test
    void eachIterationHasItsOwnInstanceParametersAndLifeCycle() {
        Whole.instances.clear();
        Whole.bodies.set(0);
        Whole.prepared.set(0);
        Whole.cleaned.set(0);
        EngineExecutionResults results = run(Whole.class);
        long iterations = results.testEvents().succeeded().count();
        assertThat(iterations).isBetween(94L, 1_000L);
        assertThat(Whole.instances).hasSize((int) iterations);
        assertThat(Whole.prepared).hasValue((int) iterations);
        assertThat(Whole.bodies).hasValue((int) iterations);
        assertThat(Whole.cleaned).hasValue((int) iterations);
        assertThat(results.allEvents().failed().count()).isZero();
    }

    /** Whether a slow body is BREACHED, or UNDECIDED on a machine that is busy with other things, is not its question. */
    @Test
    void onlyTheLastIterationCarriesTheVerdict() {
        List<Event> events = run(Slow.class).testEvents().list();
        List<Event> published = events.stream()
                .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
                .toList();
        assertThat(published).hasSize(1);
        assertThat(published.get(0).getPayload().orElseThrow().toString())
                .containsAnyOf("BREACHED", "UNDECIDED")
                .contains("budget 1 ms");
        assertThat(published.get(0).getTestDescriptor())
                .isSameAs(events.get(events.size() - 1).getTestDescriptor());
    }

    @Test
    void countsTakeTheWorstIterationAndLeaveTheLifeCycleOut() {
        Counting.iterations.set(0);
        EngineExecutionResults results = run(Counting.class);
        assertThat(results.testEvents().finished().count()).isEqualTo(5);
        assertThat(throwableOf(Counting.class, "iteration 5"))
                .hasMessageContaining("PerfTestTest$Counting.readsMoreTheThirdTime ran 2 queries in one iteration");
    }

    @Test
    void endsWithTheIterationThatFailsByItself() {
        Failing.bodies.set(0);
        run(Failing.class).testEvents().assertStatistics(stats -> stats.succeeded(2)
                .failed(1));
        FailingLater.prepared.set(0);
        run(FailingLater.class).testEvents().assertStatistics(stats -> stats.succeeded(2)
                .failed(1));
        FailingCleanUp.cleaned.set(0);
        run(FailingCleanUp.class).testEvents().assertStatistics(stats -> stats.succeeded(2)
                .failed(1));
    }

    @Test
    void endsWithTheIterationThatIsAborted() {
        run(Aborting.class).testEvents().assertStatistics(stats -> stats.started(1)
                .aborted(1));
    }

    @Test
    void isUndecidedWhereTheIterationsDoNotSuffice() {
        EngineExecutionResults results = run(Few.class);
        assertThat(results.testEvents().succeeded().count()).isEqualTo(20);
        assertThat(results.allEvents().failed().count()).isZero();
        assertThat(results.testEvents()
                        .reportingEntryPublished()
                        .list()
                        .get(0)
                        .getPayload()
                        .orElseThrow()
                        .toString())
                .contains("UNDECIDED");
    }

    @Test
    void runsOnOneThreadOneAfterTheOtherInParallelBuilds() {
        Ordered.running.set(0);
        Ordered.most.set(0);
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .selectors(selectClass(Ordered.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.failed(0));
        assertThat(Ordered.most).hasValue(1);
    }

    @Test
    void runsOnceAsIfItWereAPlainTestWhereMeasuringIsOff() {
        System.setProperty("perf.skip", "true");
        try {
            run(Slow.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                    .failed(0));
        } finally {
            System.clearProperty("perf.skip");
        }
    }

    @Test
    void refusesSettingsThatCannotBeMeant() {
        assertThat(throwableOf(Wrong.class, "noTime"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("@PerfTest on " + Wrong.class.getName() + ".noTime maxTime: '5' has no unit");
        assertThat(throwableOf(Wrong.class, "none")).hasMessageContaining("maxIterations must be at least 1, not 0");
    }

    static class Whole {
        static final Set<Object> instances = ConcurrentHashMap.newKeySet();
        static final AtomicInteger bodies = new AtomicInteger();
        static final AtomicInteger prepared = new AtomicInteger();
        static final AtomicInteger cleaned = new AtomicInteger();

        @BeforeEach
        void prepare() {
            prepared.incrementAndGet();
        }

        @AfterEach
        void cleanUp() {
            cleaned.incrementAndGet();
        }

        @PerfTest
        @LatencyBudget(p95 = "1s")
        void returns(TestInfo info) {
            assertThat(info.getDisplayName()).startsWith("iteration ");
            instances.add(this);
            bodies.incrementAndGet();
        }
    }

    static class Slow {
        @PerfTest
        @LatencyBudget(p50 = "1ms")
        void parks() {
            long until = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }
    }

    static class Counting {
        static final AtomicInteger iterations = new AtomicInteger();

        @BeforeEach
        void prepare() throws SQLException {
            query("select id from games");
            query("select title from games");
        }

        @PerfTest
        @MaxQueries(1)
        void readsMoreTheThirdTime() throws SQLException {
            query("select id from games");
            if (iterations.incrementAndGet() % 5 == 3) {
                query("select title from games");
            }
        }
    }

    static class Failing {
        static final AtomicInteger bodies = new AtomicInteger();

        @PerfTest
        @LatencyBudget(p95 = "1s")
        void passesTwice() {
            assertThat(bodies.incrementAndGet()).isLessThan(3);
        }
    }

    static class FailingLater {
        static final AtomicInteger prepared = new AtomicInteger();

        @BeforeEach
        void passesTwice() {
            assertThat(prepared.incrementAndGet()).isLessThan(3);
        }

        @PerfTest
        @LatencyBudget(p95 = "1s")
        void returns() {}
    }

    static class FailingCleanUp {
        static final AtomicInteger cleaned = new AtomicInteger();

        @AfterEach
        void passesTwice() {
            assertThat(cleaned.incrementAndGet()).isLessThan(3);
        }

        @PerfTest
        @LatencyBudget(p95 = "1s")
        void returns() {}
    }

    static class Aborting {
        @PerfTest
        @LatencyBudget(p95 = "1s")
        void assumes() {
            assumeTrue(false);
        }
    }

    static class Few {
        @PerfTest(maxIterations = 20)
        @LatencyBudget(p95 = "1s")
        void returns() {}
    }

    static class Ordered {
        static final AtomicInteger running = new AtomicInteger();
        static final AtomicInteger most = new AtomicInteger();

        @PerfTest
        @LatencyBudget(p95 = "1s")
        void returns() {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
        }
    }

    static class Wrong {
        @PerfTest(maxTime = "5")
        void noTime() {}

        @PerfTest(maxIterations = 0)
        void none() {}
    }
}
