package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class AllowQueryTest {

    @Test
    void acceptsQueriesByTableByStatementAndByMethod() {
        assertThat(failureOf(Accepting.class, "byTable")).isNull();
        assertThat(failureOf(Accepting.class, "byStatement")).isNull();
        assertThat(failureOf(Accepting.class, "byMethod")).isNull();
        assertThat(failureOf(Accepting.class, "duplicates")).isNull();
    }

    @Test
    void countsWhatItIsNotAbout() {
        assertThat(failureOf(Accepting.class, "anotherTable"))
                .contains("ran 1 N+1 query in one iteration, none allowed")
                .contains("select title from games where id = ?");
        assertThat(failureOf(Accepting.class, "anotherMethod")).contains("ran 1 N+1 query in one iteration");
        assertThat(failureOf(Accepting.class, "oneOfTwo"))
                .contains("ran 1 query again with the same values in one iteration")
                .contains("select title from games where id = ?")
                .doesNotContain("select count(*)");
    }

    @Test
    void holdsForTheTestsOfAClassThatHaveNoBudgetOfTheirOwn() {
        assertThat(failureOf(OfClass.class, "inherits")).isNull();
        assertThat(failureOf(OfClass.class, "ownBudget")).contains("@NoNPlusOne");
    }

    @Test
    void isRefusedWithoutAPatternOrAReason() {
        assertThat(failureOf(Wrong.class, "all"))
                .isEqualTo("@AllowQuery() on io.perfbudgets.junit.AllowQueryTest$Wrong.all accepts every query: give a"
                        + " table, a statement or at = \"Class.method\"");
        assertThat(failureOf(Wrong.class, "noReason"))
                .isEqualTo("@AllowQuery(table = \"games\", at = \"A.b\") on"
                        + " io.perfbudgets.junit.AllowQueryTest$Wrong.noReason gives no reason: say why they are"
                        + " accepted");
    }

    static class Accepting {
        @Test
        @NoNPlusOne(allow = @AllowQuery(table = "GAMES", reason = "five rows"))
        void byTable() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @NoNPlusOne(allow = @AllowQuery(statement = "select title from games where id = ?", reason = "five rows"))
        void byStatement() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @NoNPlusOne(allow = @AllowQuery(at = "Samples.*", reason = "five rows"))
        void byMethod() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @NoRepeatedQueries(allow = @AllowQuery(table = "games", reason = "cheap"))
        @NoDuplicateQueries(allow = @AllowQuery(table = "games", reason = "cheap"))
        void duplicates() throws SQLException {
            Samples.queryTimes(4, "select count(*) from games");
        }

        @Test
        @NoNPlusOne(allow = @AllowQuery(table = "clips", reason = "five rows"))
        void anotherTable() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @NoNPlusOne(allow = @AllowQuery(table = "games", at = "GameService.*", reason = "five rows"))
        void anotherMethod() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @NoDuplicateQueries(allow = @AllowQuery(statement = "select count(*", reason = "cheap"))
        void oneOfTwo() throws SQLException {
            Samples.queryTimes(4, "select count(*) from games");
            Samples.queryTimes(2, "select title from games where id = ?", 1);
        }
    }

    @NoNPlusOne(allow = @AllowQuery(table = "games", reason = "five rows"))
    static class OfClass {
        @Test
        void inherits() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @NoNPlusOne
        void ownBudget() throws SQLException {
            Samples.titlesOneByOne();
        }
    }

    static class Wrong {
        @Test
        @NoNPlusOne(allow = @AllowQuery(reason = "five rows"))
        void all() {}

        @Test
        @NoNPlusOne(allow = @AllowQuery(table = "games", at = "A.b", reason = " "))
        void noReason() {}
    }
}
