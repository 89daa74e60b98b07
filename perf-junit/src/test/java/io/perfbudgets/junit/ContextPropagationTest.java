package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Work goes to threads that were there before its unit, so that nothing but the library can have carried it. */
class ContextPropagationTest {
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        Hooks.disableAutomaticContextPropagation();
    }

    @Test
    void carriesTheUnitThroughASnapshot() throws Throwable {
        threads.submit(() -> {}).get();
        Measurement measured = measure(() -> threads.submit(
                        ContextSnapshotFactory.builder().build().captureAll().wrap(ContextPropagationTest::ask))
                .get());
        assertCounted(measured);
    }

    @Test
    void carriesTheUnitThroughAnExecutorThatPropagatesContexts() throws Throwable {
        ExecutorService propagating = ContextExecutorService.wrap(
                threads, ContextSnapshotFactory.builder().build()::captureAll);
        propagating.submit(() -> {}).get();
        assertCounted(
                measure(() -> propagating.submit(ContextPropagationTest::ask).get()));
    }

    @Test
    void carriesTheUnitThroughReactorsOperators() throws Throwable {
        Hooks.enableAutomaticContextPropagation();
        Mono<String> asking = Mono.just("title")
                .publishOn(Schedulers.fromExecutorService(threads))
                .doOnNext(title -> ask());
        threads.submit(() -> {}).get();
        assertCounted(measure(asking::block));
    }

    @Test
    void leavesTheThreadWithoutAUnitAfterwards() throws Throwable {
        Measurement measured = measure(() -> {
            threads.submit(ContextSnapshotFactory.builder().build().captureAll().wrap(ContextPropagationTest::ask))
                    .get();
            threads.submit(ContextPropagationTest::ask).get();
        });
        assertThat(measured.worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(measured.unattributed()).hasSize(1);
    }

    private static void assertCounted(Measurement measured) {
        assertThat(measured.worst(Metric.QUERIES)).isEqualTo(1);
        assertThat(measured.unattributed()).isEmpty();
    }

    private static void ask() {
        try {
            query("select title from games");
        } catch (java.sql.SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Measurement measure(Units.Body body) throws Throwable {
        RunningTest test = RunningTests.begin(Subject.test("Sample", "test"));
        try {
            Units.iterate(test, body);
        } finally {
            RunningTests.end(test);
        }
        return test.measurements(true).get(0);
    }
}
