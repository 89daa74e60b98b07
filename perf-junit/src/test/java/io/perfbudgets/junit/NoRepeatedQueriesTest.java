package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class NoRepeatedQueriesTest {

    @Test
    void failsATestWhoseApplicationRunsAQueryAgainAndAgain() {
        assertThat(failureOf(Reads.class, "inALoop"))
                .startsWith("Performance budget broken: NoRepeatedQueriesTest$Reads.inALoop  (@NoRepeatedQueries,")
                .contains("ran 2 queries that could be run once in one iteration, none allowed")
                .contains("    4 x  select count(*) from games   (Samples.java:")
                .contains("<- it has no values and nothing is written in between: run it once, keep the result")
                .contains("    3 x  select title from games where id = ?   (Samples.java:")
                .contains("<- the same values each time and nothing is written in between")
                .endsWith("Fix: run it once before the loop and keep the result.");
    }

    @Test
    void leavesToOthersWhatIsNoSuchRepeat() {
        assertThat(failureOf(Reads.class, "twice")).isNull();
        assertThat(failureOf(Reads.class, "nPlusOne")).isNull();
        assertThat(failureOf(Reads.class, "inTheTestsOwnLoop")).isNull();
        assertThat(failureOf(Reads.class, "betweenWrites")).isNull();
        assertThat(failureOf(Reads.class, "inUnitsOfTheirOwn")).isNull();
    }

    @Test
    void holdsForTheTestsOfAClass() {
        assertThat(failureOf(OfClass.class, "inherits")).contains("@NoRepeatedQueries");
    }

    static class Reads {
        @Test
        @NoRepeatedQueries
        void inALoop() throws SQLException {
            Samples.queryTimes(4, "select count(*) from games");
            Samples.queryTimes(3, "select title from games where id = ?", 1);
        }

        @Test
        @NoRepeatedQueries
        void twice() throws SQLException {
            Samples.queryTimes(2, "select count(*) from games");
        }

        @Test
        @NoRepeatedQueries
        void nPlusOne() throws SQLException {
            Samples.titlesOneByOne();
        }

        @Test
        @NoRepeatedQueries
        void inTheTestsOwnLoop() throws SQLException {
            for (int i = 0; i < 3; i++) {
                Samples.query("select count(*) from games");
            }
        }

        @Test
        @NoRepeatedQueries
        void betweenWrites() throws SQLException {
            Samples.countBetweenWrites();
        }

        @Test
        @NoRepeatedQueries
        void inUnitsOfTheirOwn() throws Exception {
            Perf.measure("first", () -> Samples.queryTimes(2, "select count(*) from games"));
            Perf.measure("second", () -> Samples.queryTimes(2, "select count(*) from games"));
        }
    }

    @NoRepeatedQueries
    static class OfClass {
        @Test
        void inherits() throws SQLException {
            Samples.queryTimes(3, "select count(*) from games");
        }
    }
}
