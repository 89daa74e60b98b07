package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static io.perfbudgets.junit.Samples.throwableOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** In which order, and how often, a test fails. */
class FailureTest {

    @Test
    void aFunctionalFailureComesFirstAndHidesNoPerformanceOne() {
        Throwable failure = throwableOf(Sample.class, "wrongAndWasteful");
        assertThat(failure).hasMessage("functionally wrong");
        assertThat(failure.getSuppressed()[0]).hasMessageContaining("ran 2 queries in one iteration, budget 1");
    }

    @Test
    void allBreachesAreReportedTogetherWithExpectedAndActual() {
        Throwable failure = throwableOf(Sample.class, "wastefulTwice");
        assertThat(failure)
                .hasMessageContaining("ran 6 queries in one iteration, budget 1")
                .hasMessageContaining("ran 1 N+1 query in one iteration, none allowed");
        AssertionFailedError error = (AssertionFailedError) failure;
        assertThat(error.getExpected()).asString().contains("queries at most 1");
        assertThat(error.getActual()).asString().contains("queries 6");
    }

    @Test
    void verdictsAreReportEntriesToo() {
        assertThat(run(Sample.class).testEvents().reportingEntryPublished().list())
                .anySatisfy(event -> assertThat(event.getPayload().orElseThrow().toString())
                        .contains("FailureTest$Sample.wastefulTwice queries")
                        .contains("BREACHED 6, budget 1"));
    }

    @Test
    void skippedBudgetsLeaveTestsAsIfTheyWereNotThere() {
        System.setProperty("perf.skip", "true");
        try {
            assertThat(failureOf(Sample.class, "wastefulTwice")).isNull();
            assertThat(throwableOf(Sample.class, "wrongAndWasteful").getSuppressed())
                    .isEmpty();
        } finally {
            System.clearProperty("perf.skip");
        }
    }

    @Test
    void operationsReturnWhatTheyMeasureAndLetFailuresThrough() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        Perf.measure("db-sync", () -> ran.set(true));
        assertThat(ran).isTrue();
        String result = Perf.measure("db-sync", () -> "done");
        assertThat(result).isEqualTo("done");
    }

    static class Sample {
        @Test
        @MaxQueries(1)
        void wrongAndWasteful() throws Exception {
            query("select id from games");
            query("select id from games");
            throw new IllegalStateException("functionally wrong");
        }

        @Test
        @MaxQueries(1)
        @NoNPlusOne
        void wastefulTwice() throws Exception {
            Samples.titlesOneByOne();
        }
    }
}
