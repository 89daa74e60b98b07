package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MaxTransactionTimeTest {

    @Test
    void failsATestWhoseTransactionTakesTooLongAgainAndAgain() {
        assertThat(failureOf(AlwaysLong.class, "waits"))
                .contains("@MaxTransactionTime(\"5ms\")")
                .contains("longest transaction ")
                .contains(", budget 5 ms  (")
                .contains("p50 ");
        assertThat(AlwaysLong.calls.get()).isGreaterThan(10);
    }

    @Test
    void passesATestWhoseTransactionIsLongWhenColdOnly() {
        assertThat(failureOf(ColdOnly.class, "waitsOnce")).isNull();
        assertThat(ColdOnly.calls.get()).isGreaterThan(1);
    }

    @Test
    void runsTheBodyOfATestThatKeepsItsBudgetOnce() {
        assertThat(failureOf(Brief.class, "doesNotWait")).isNull();
        assertThat(Brief.calls.get()).isEqualTo(1);
    }

    @Test
    void isNotMeasuredWithoutATransaction() {
        assertThat(failureOf(None.class, "commitsItself"))
                .contains("Performance budget not measured")
                .contains("longest transaction of MaxTransactionTimeTest$None.commitsItself, budget 60 s:")
                .contains("no transaction was begun in 1 iteration through a captured DataSource");
    }

    static class AlwaysLong {
        static final AtomicInteger calls = new AtomicInteger();

        @Test
        @MaxTransactionTime("5ms")
        void waits() throws Exception {
            calls.incrementAndGet();
            transaction(40);
        }
    }

    static class ColdOnly {
        static final AtomicInteger calls = new AtomicInteger();

        @Test
        @MaxTransactionTime("1s")
        void waitsOnce() throws Exception {
            transaction(calls.incrementAndGet() == 1 ? 1_100 : 0);
        }
    }

    static class Brief {
        static final AtomicInteger calls = new AtomicInteger();

        @Test
        @MaxTransactionTime("1m")
        void doesNotWait() throws Exception {
            calls.incrementAndGet();
            transaction(0);
        }
    }

    static class None {
        @Test
        @MaxTransactionTime("1m")
        void commitsItself() throws SQLException {
            Samples.query("select id from games");
        }
    }

    private static void transaction(long millis) throws Exception {
        try (Connection connection = Samples.DATA.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select id from games");
            Thread.sleep(millis);
            connection.commit();
        }
    }
}
