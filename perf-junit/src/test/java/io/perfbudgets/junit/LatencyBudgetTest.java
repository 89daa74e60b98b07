package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatencyBudgetTest {

    @Test
    void repeatsTheBodyUntilAClearPassIsDecidedAndPreparesOnce() {
        Fast.bodies.set(0);
        Fast.preparations.set(0);
        run(Fast.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
        assertThat(Fast.bodies.get()).isGreaterThanOrEqualTo(60);
        assertThat(Fast.preparations).hasValue(1);
    }

    @Test
    void failsABodyThatIsAlwaysTooSlowWithTheStatisticalStatement() {
        assertThat(failureOf(Slow.class, "parks"))
                .startsWith("Performance budget broken: LatencyBudgetTest$Slow.parks  (@LatencyBudget(p50 = \"1ms\"),"
                        + " LatencyBudgetTest.java:")
                .contains("p50 latency ")
                .contains(", budget 1 ms  (")
                .contains("with 99.9 % confidence")
                .contains("p50 ")
                .contains(" · max ");
    }

    @Test
    void warnsWhereThereAreTooFewValuesInTheTimeGiven() {
        System.setProperty("perf.latency.maxTime", "20ms");
        try {
            run(Slow.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                    .failed(0));
        } finally {
            System.clearProperty("perf.latency.maxTime");
        }
    }

    @Test
    void runsTheBodyOnceWithoutALatencyBudget() {
        Once.bodies.set(0);
        run(Once.class);
        assertThat(Once.bodies).hasValue(1);
    }

    @Test
    void saysInWhichRepeatABodyFailedThatCannotBeRepeated() {
        var failure = Samples.throwableOf(NotRepeatable.class, "assumesFirst");
        assertThat(failure).hasMessageContaining("created twice");
        assertThat(failure.getSuppressed()[0])
                .hasMessageContaining("passed the first time and failed in repeat 1")
                .hasMessageContaining("Make the body repeatable");
    }

    static class Fast {
        static final AtomicInteger bodies = new AtomicInteger();
        static final AtomicInteger preparations = new AtomicInteger();

        @BeforeEach
        void prepare() {
            preparations.incrementAndGet();
        }

        @Test
        @LatencyBudget(p95 = "1s", mean = "1s")
        void returns() {
            bodies.incrementAndGet();
        }
    }

    static class Slow {
        @Test
        @LatencyBudget(p50 = "1ms")
        void parks() {
            long until = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }
    }

    static class Once {
        static final AtomicInteger bodies = new AtomicInteger();

        @Test
        @MaxQueries(0)
        void counts() {
            bodies.incrementAndGet();
        }
    }

    static class NotRepeatable {
        private boolean created;

        @Test
        @LatencyBudget(p95 = "1s")
        void assumesFirst() {
            assertThat(created).as("created twice").isFalse();
            created = true;
        }
    }
}
