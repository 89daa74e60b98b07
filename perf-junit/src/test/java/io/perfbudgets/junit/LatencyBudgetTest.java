package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
                .startsWith("Performance budget broken: LatencyBudgetTest$Slow.parks  (@LatencyBudget(p50 = \"100us\"),"
                        + " LatencyBudgetTest.java:")
                .contains("p50 latency ")
                .contains(", budget 100 µs  (")
                .contains("with 99.9 % confidence")
                .contains("p50 ")
                .contains(" · max ");
    }

    @Test
    void declaresEachConfirmingSeriesBeforeItIsTaken() {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getLevel() + " " + entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.perfbudgets");
        logger.addHandler(handler);
        try {
            assertThat(failureOf(Slow.class, "parks")).contains("; confirmed by 2 fresh series: ");
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged)
                .anyMatch(line -> line.startsWith("INFO LatencyBudgetTest$Slow.parks: p50 latency ")
                        && line.contains(
                                "looks broken. It counts as broken only if each of 2 fresh series says the same"));
        assertThat(logged).anyMatch(line -> line.contains("was confirmed by series 1 of 2; series 2 begins"));
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
        @LatencyBudget(p50 = "100us") // so far below that no disturbance of the machine can explain it
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
