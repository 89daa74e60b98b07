package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoConnectionLeakTest {

    @Test
    void failsATestThatLeavesAConnectionOpenAndNamesTheLineThatOpenedIt() {
        assertThat(failureOf(Leaks.class, "forgets"))
                .contains("@NoConnectionLeak")
                .contains("left 1 connection open in one iteration, none allowed")
                .contains("    1 x  opened at (NoConnectionLeakTest.java:")
                .contains("Fix: close it in any case");
    }

    @Test
    void passesATestThatUsesAConnectionWhichIsOlderAndOutlivesIt() {
        assertThat(failureOf(Leaks.class, "usesASharedOne")).isNull();
        assertThat(failureOf(Leaks.class, "closes")).isNull();
    }

    static class Leaks {
        private static final List<Connection> OPEN = new ArrayList<>();
        private Connection shared;

        @BeforeEach
        void opens() throws SQLException {
            shared = Samples.DATA.getConnection();
            OPEN.add(shared);
        }

        @AfterAll
        static void closesAll() throws SQLException {
            for (Connection connection : OPEN) {
                connection.close();
            }
        }

        @Test
        @NoConnectionLeak
        void forgets() throws SQLException {
            OPEN.add(Samples.DATA.getConnection());
        }

        @Test
        @NoConnectionLeak
        void usesASharedOne() throws SQLException {
            try (Statement statement = shared.createStatement()) {
                statement.execute("select 42");
            }
        }

        @Test
        @NoConnectionLeak
        void closes() throws SQLException {
            Samples.query("select id from games");
        }
    }
}
