package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class MaxQueriesTest {

    @Test
    void failsATestThatRunsMoreQueriesThanAllowedAndNamesTheLines() {
        assertThat(failureOf(TooManyQueries.class, "loops"))
                .startsWith("Performance budget broken: MaxQueriesTest$TooManyQueries.loops  (@MaxQueries(1),"
                        + " MaxQueriesTest.java:")
                .contains("MaxQueriesTest$TooManyQueries.loops ran 6 queries in one iteration, budget 1")
                .contains("    1 x  select id from games   (Samples.java:")
                .contains("    5 x  select title from games where id = ?   (Samples.java:")
                .contains("<- N+1: once per row of games, 5 different values");
    }

    @Test
    void passesATestThatKeepsItsBudgetAndCountsNothingOutsideOfTheBody() {
        run(WithinBudget.class).testEvents().assertStatistics(stats -> stats.succeeded(2)
                .failed(0));
    }

    @Test
    void countsByKind() {
        assertThat(failureOf(ByKind.class, "writes"))
                .contains("@MaxQueries(select = 5, insert = 0)")
                .contains("ran 1 INSERT in one iteration, none allowed")
                .doesNotContain("SELECTs in one iteration");
    }

    @Test
    void anExactNumberIsBrokenInBothDirections() {
        assertThat(failureOf(Exactly.class, "fewer"))
                .contains("@MaxQueries(exactly = 3)")
                .contains("ran 1 query in one iteration, expected exactly 3")
                .contains("Fewer than expected");
        assertThat(failureOf(Exactly.class, "more"))
                .contains("@MaxQueries(exactly = 3, insert = 0)")
                .contains("ran 6 queries in one iteration, expected exactly 3")
                .contains("More than expected");
        assertThat(Samples.throwableOf(Exactly.class, "more"))
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> assertThat(
                                error.getExpected().getValue())
                        .isEqualTo("MaxQueriesTest$Exactly.more queries.exactly exactly 3"));
        assertThat(failureOf(Exactly.class, "justRight")).isNull();
    }

    @Test
    void aMethodsMostReplacesItsClassesExactNumber() {
        assertThat(failureOf(Replaced.class, "runsOne")).isNull();
        assertThat(failureOf(Replaced.class, "inherits")).contains("expected exactly 3");
    }

    @MaxQueries(exactly = 3)
    static class Replaced {
        @Test
        @MaxQueries(5)
        void runsOne() throws SQLException {
            Samples.query("select title from games");
        }

        @Test
        @MaxQueries(select = 1)
        void inherits() throws SQLException {
            Samples.query("select title from games");
        }
    }

    static class Exactly {
        @Test
        @MaxQueries(exactly = 3)
        void fewer() throws SQLException {
            Samples.query("select title from games");
        }

        @Test
        @MaxQueries(exactly = 3, insert = 0)
        void more() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @MaxQueries(exactly = 1)
        void justRight() throws SQLException {
            Samples.query("select title from games");
        }
    }

    static class TooManyQueries {
        @Test
        @MaxQueries(1)
        void loops() throws SQLException {
            Samples.titlesOneByOne();
        }
    }

    static class WithinBudget {
        @BeforeEach
        void prepares() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @MaxQueries(1)
        void joins() throws SQLException {
            Samples.query("select title from games");
        }

        @Test
        @MaxQueries(0)
        void runsNothing() {}
    }

    static class ByKind {
        @Test
        @MaxQueries(select = 5, insert = 0)
        void writes() throws SQLException {
            Samples.query("select title from games");
            Samples.query("select id from games");
            Samples.update("insert into games values (99, 'new')");
            Samples.update("delete from games where id = 99");
        }
    }
}
