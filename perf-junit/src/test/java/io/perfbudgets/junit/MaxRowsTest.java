package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class MaxRowsTest {

    @Test
    void failsATestThatReadsTooManyRowsOverAllItsQueries() {
        assertThat(failureOf(Rows.class, "reads"))
                .contains("@MaxRows(6)")
                .contains("read 8 rows in one iteration, budget 6")
                .contains("select id from games   (Samples.java:")
                .contains("<- 5 rows")
                .contains("<- 3 rows")
                .contains("Fix: read a page of them");
    }

    @Test
    void failsATestThatChangesTooManyRows() {
        assertThat(failureOf(Rows.class, "changes"))
                .contains("@MaxRows(updated = 4)")
                .contains("changed 5 rows in one iteration, budget 4")
                .contains("update games set title = title")
                .contains("<- 5 rows changed");
    }

    @Test
    void countsOnlyRowsThatTheCodeComesTo() {
        assertThat(failureOf(Rows.class, "within")).isNull();
    }

    static class Rows {
        @Test
        @MaxRows(6)
        void reads() throws SQLException {
            Samples.query("select id from games");
            Samples.query("select title from games where id <= ?", 3);
        }

        @Test
        @MaxRows(updated = 4)
        void changes() throws SQLException {
            Samples.update("update games set title = title");
        }

        @Test
        @MaxRows(value = 1, updated = 0)
        void within() throws SQLException {
            try (Connection connection = Samples.DATA.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet games = statement.executeQuery("select id from games")) {
                assertThat(games.next()).isTrue();
            }
        }
    }
}
