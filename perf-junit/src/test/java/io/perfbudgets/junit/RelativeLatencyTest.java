package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static io.perfbudgets.junit.Samples.throwableOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class RelativeLatencyTest {

    @Test
    void takesTheBodyAndItsReferenceInTurns() {
        Returns.bodies.set(0);
        Returns.references.set(0);
        run(Returns.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
        assertThat(Returns.bodies.get()).isGreaterThan(100);
        assertThat(Returns.references.get()).isEqualTo(Returns.bodies.get() - 1);
    }

    @Test
    void aBreachSaysByHowManyTimesOfWhat() {
        assertThat(failureOf(Parks.class, "parks"))
                .startsWith("Performance budget broken: RelativeLatencyTest$Parks.parks"
                        + "  (@LatencyBudget(p50 = \"1.5x\", reference = \"nothing\"), RelativeLatencyTest.java:")
                .contains("x, budget 1.5x of nothing  (")
                .contains("; nothing took ")
                .contains("; confirmed by 2 fresh series: ");
    }

    @Test
    void theCanaryIsAReferenceThatEveryTestHas() {
        run(OfTheCanary.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
    }

    @Test
    void whatAReferenceDoesCountsForNobody() {
        run(QueriesBeside.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
    }

    @Test
    void aReferenceThatIsNoMethodOfTheClassIsRefused() {
        assertThat(throwableOf(OfNobody.class, "ofNobody"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("the reference 'nobody' is no method without parameters of "
                        + OfNobody.class.getName() + ", nor 'canary'");
    }

    @Test
    void aReferenceThatFailsFailsTheTest() {
        assertThat(throwableOf(OfAFailure.class, "ofAFailure")).hasMessage("no reference today");
    }

    static class Returns {
        static final AtomicInteger bodies = new AtomicInteger();
        static final AtomicInteger references = new AtomicInteger();

        @Test
        @LatencyBudget(p95 = "100000x", reference = "counts")
        void returns() {
            bodies.incrementAndGet();
        }

        void counts() {
            references.incrementAndGet();
        }
    }

    static class Parks {
        @Test
        @LatencyBudget(p50 = "1.5x", reference = "nothing")
        void parks() {
            long until = System.nanoTime() + 500_000;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }

        void nothing() {}
    }

    static class OfTheCanary {
        @Test
        @LatencyBudget(p50 = "1000000x", reference = "canary")
        void ofTheCanary() {}
    }

    static class QueriesBeside {
        @Test
        @LatencyBudget(p50 = "1000000x", reference = "queries")
        @MaxQueries(1)
        void runsNoStatement() throws Exception {
            query("select 1");
        }

        void queries() throws Exception {
            query("select 1");
            query("select 2");
        }
    }

    static class OfNobody {
        @Test
        @LatencyBudget(p95 = "2x", reference = "nobody")
        void ofNobody() {}
    }

    static class OfAFailure {
        @Test
        @LatencyBudget(p95 = "2x", reference = "fails")
        void ofAFailure() {}

        void fails() {
            throw new IllegalStateException("no reference today");
        }
    }
}
