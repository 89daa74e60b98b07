package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MaxConnectionsTest {

    @Test
    void failsATestThatHoldsTwoConnectionsAtOnceAndNamesTheLinesThatOpenedThem() {
        assertThat(failureOf(Holds.class, "two"))
                .contains("@MaxConnections(1)")
                .contains("held 2 connections at once in one iteration, budget 1")
                .contains("    1 x  opened at (MaxConnectionsTest.java:")
                .contains("    1 x  opened at (Samples.java:")
                .contains("Fix: close the first connection before");
    }

    @Test
    void passesATestThatTakesOneAfterTheOther() {
        assertThat(failureOf(Holds.class, "oneAfterTheOther")).isNull();
    }

    static class Holds {
        @Test
        @MaxConnections(1)
        void two() throws SQLException {
            try (Connection outer = Samples.DATA.getConnection()) {
                assertThat(outer.isClosed()).isFalse();
                Samples.query("select id from games");
            }
        }

        @Test
        @MaxConnections(1)
        void oneAfterTheOther() throws SQLException {
            Samples.query("select id from games");
            Samples.query("select id from games");
        }
    }
}
