package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class NoDuplicateQueriesTest {

    @Test
    void failsATestThatReadsTheSameAgain() {
        assertThat(failureOf(Reads.class, "twice"))
                .startsWith("Performance budget broken: NoDuplicateQueriesTest$Reads.twice  (@NoDuplicateQueries,")
                .contains("ran 1 query again with the same values in one iteration, none allowed")
                .contains("select title from games where id = ?")
                .contains("<- the same again 1 times")
                .contains("Fix: read it once");
    }

    @Test
    void takesNeitherOtherValuesNorAReadAfterAWriteForADuplicate() {
        assertThat(failureOf(Reads.class, "otherValues")).isNull();
        assertThat(failureOf(Reads.class, "afterAWrite")).isNull();
    }

    @Test
    void holdsForTheTestsOfAClass() {
        assertThat(failureOf(OfClass.class, "inherits")).contains("@NoDuplicateQueries");
    }

    static class Reads {
        @Test
        @NoDuplicateQueries
        void twice() throws SQLException {
            Samples.query("select title from games where id = ?", 1);
            Samples.query("select title from games where id = ?", 2);
            Samples.query("select title from games where id = ?", 1);
        }

        @Test
        @NoDuplicateQueries
        void otherValues() throws SQLException {
            Samples.query("select title from games where id = ?", 1);
            Samples.query("select title from games where id = ?", 1L << 32 | 1);
            Samples.query("select id from games where title = ?", "Aa");
            Samples.query("select id from games where title = ?", "BB");
        }

        @Test
        @NoDuplicateQueries
        void afterAWrite() throws SQLException {
            Samples.query("select title from games where id = ?", 1);
            Samples.update("update games set title = 'game 1' where id = 1");
            Samples.query("select title from games where id = ?", 1);
        }
    }

    @NoDuplicateQueries
    static class OfClass {
        @Test
        void inherits() throws SQLException {
            Samples.query("select title from games");
            Samples.query("select title from games");
        }
    }
}
