package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.run;
import static io.perfbudgets.junit.Samples.throwableOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ConstantQueriesTest {

    @Test
    void passesABodyThatRunsTheSameStatementsHoweverMuchDataThereIs() {
        run(Constant.class).testEvents().assertStatistics(statistics -> statistics.succeeded(3));
    }

    @Test
    void failsABodyWhoseStatementsGrowWithTheLineTheTablesAndTheFix() {
        assertThat(failureOf(Growing.class, "onePerRow"))
                .matches(
                        "(?s)\\QPerformance budget broken: ConstantQueriesTest$Growing.onePerRow"
                                + "  (@ConstantQueries(grow = \"addTeams\"), ConstantQueriesTest.java:\\E\\d+\\Q)\n"
                                + "  queries = 1 + 1.0 × teams: 8 -> 18 -> 43 with 7 -> 17 -> 42 teams\n"
                                + "    teams (SELECT): 8 -> 18 -> 43\n"
                                + "    7 -> 17 -> 42 x  select name from teams where id = ?   (Samples.java:\\E\\d+"
                                + "\\Q)\n"
                                + "  Fix: load them all in one query (a JOIN, or WHERE … IN (…) with the keys of all rows).\\E");
    }

    @Test
    void isNotFooledByACacheThatTheSmallerSizesFilled() {
        assertThat(failureOf(Growing.class, "cached"))
                .contains("queries = 1 + 1.0 × new teams: 6 -> 11 -> 26 with 7 -> 17 -> 42 teams; what was read before"
                        + " may come from a cache");
    }

    @Test
    void saysARealSlopeForChunks() {
        assertThat(failureOf(Growing.class, "inChunks"))
                .contains("queries ≈ 1.29 + 0.14 × teams: 2 -> 4 -> 7 with 7 -> 17 -> 42 teams\n")
                .doesNotContain("Fix:");
    }

    @Test
    void isUnmeasuredWhereTheDataDoesNotGrow() {
        assertThat(failureOf(Ungrown.class, "total"))
                .contains("Performance budget not measured: ConstantQueriesTest$Ungrown.total")
                .contains("the data did not grow: growsNothing(10) returned 2 nothing after 2");
        assertThat(failureOf(Ungrown.class, "silent"))
                .contains(
                        "nothing shows that the data grew: doesNothing ran no captured INSERT, and the body read no more"
                                + " rows than before. Let doesNothing return how many nothing there are");
    }

    @Test
    void keepsWhatGrowingRunsOutOfTheOtherBudgets() {
        assertThat(failureOf(Constant.class, "withAMaximum")).isNull();
    }

    @Test
    void saysThatARepeatedBodyFailed() {
        assertThat(throwableOf(Growing.class, "passesOnlyOnce").getSuppressed()[0])
                .hasMessageStartingWith("The body passed the first time and failed with 7 teams");
    }

    @Test
    void refusesWhatCannotBeMeantBeforeTheBodyRuns() {
        assertThat(failureOf(Wrong.class, "noSuchMethod"))
                .contains(
                        "has grow = \"addTaems\", but Wrong has no method addTaems(int); it has addTeams, returnsText");
        assertThat(failureOf(Wrong.class, "oneStep")).contains("has by = [5]: give two steps or more");
        assertThat(failureOf(Wrong.class, "equalSteps")).contains("has by = [5, 5]: give two steps or more");
        assertThat(failureOf(Wrong.class, "text")).contains("returns String: let it return nothing, or as int or long");
    }

    @Test
    void refusesAFactory() {
        assertThat(failureOf(WrongFactory.class, "dynamic")).contains("use @Test instead of @PerfTest or @TestFactory");
    }

    /** Stands for the application. */
    static final class Teams {
        private static int last;

        static void clear() throws SQLException {
            Samples.update("drop table if exists teams");
            Samples.update("create table teams (id int primary key, name varchar(50))");
            last = 0;
        }

        static int add(int more) throws SQLException {
            for (int i = 0; i < more; i++) {
                Samples.update("insert into teams values (" + ++last + ", 'team')");
            }
            return last;
        }

        static void eightByEight() throws SQLException {
            List<String> ids = Samples.query("select id from teams");
            for (int from = 0; from < ids.size(); from += 8) {
                Object[] eight =
                        ids.subList(from, Math.min(from + 8, ids.size())).toArray();
                String list = "?" + ", ?".repeat(eight.length - 1);
                Samples.query("select name from teams where id in (" + list + ")", eight);
            }
        }

        static void oneByOne(Map<String, List<String>> known) throws SQLException {
            for (String id : Samples.query("select id from teams")) {
                if (!known.containsKey(id)) {
                    known.put(id, Samples.query("select name from teams where id = ?", Integer.valueOf(id)));
                }
            }
        }
    }

    abstract static class WithTeams {
        @BeforeEach
        void twoTeams() throws SQLException {
            Teams.clear();
            Teams.add(2);
        }

        @AfterEach
        void dropsThem() throws SQLException {
            Samples.update("drop table teams");
        }

        int addTeams(int more) throws SQLException {
            return Teams.add(more);
        }
    }

    static class Constant extends WithTeams {
        @Test
        @ConstantQueries(grow = "addTeams")
        void inOneQuery() throws SQLException {
            Samples.query("select name from teams");
        }

        @Test
        @ConstantQueries(
                grow = "addTeams",
                by = {1, 2})
        @MaxQueries(1)
        void withAMaximum() throws SQLException {
            Samples.query("select name from teams");
        }

        @Nested
        class Inner {
            @Test
            @ConstantQueries(grow = "addTeams")
            void growsByTheOuterClass() throws SQLException {
                Samples.query("select count(*) from teams");
            }
        }
    }

    @ConstantQueries(grow = "addTeams")
    static class Growing extends WithTeams {
        private final Map<String, List<String>> cache = new HashMap<>();
        private int runs;

        @Test
        void onePerRow() throws SQLException {
            Teams.oneByOne(new HashMap<>());
        }

        @Test
        void cached() throws SQLException {
            Teams.oneByOne(cache);
        }

        @Test
        void inChunks() throws SQLException {
            Teams.eightByEight();
        }

        @Test
        void passesOnlyOnce() {
            assertThat(++runs).isEqualTo(1);
        }
    }

    static class Ungrown extends WithTeams {
        int growsNothing(int more) {
            return 2;
        }

        void doesNothing(int more) {}

        @Test
        @ConstantQueries(grow = "growsNothing")
        void total() throws SQLException {
            Samples.query("select name from teams");
        }

        @Test
        @ConstantQueries(grow = "doesNothing")
        void silent() throws SQLException {
            Samples.query("select name from teams");
        }
    }

    static class Wrong {
        void addTeams(int more) {}

        String returnsText(int more) {
            return "";
        }

        @Test
        @ConstantQueries(grow = "addTaems")
        void noSuchMethod() {}

        @Test
        @ConstantQueries(grow = "addTeams", by = 5)
        void oneStep() {}

        @Test
        @ConstantQueries(
                grow = "addTeams",
                by = {5, 5})
        void equalSteps() {}

        @Test
        @ConstantQueries(grow = "returnsText")
        void text() {}
    }

    static class WrongFactory {
        void addTeams(int more) {}

        @TestFactory
        @ConstantQueries(grow = "addTeams")
        Stream<DynamicTest> dynamic() {
            return Stream.of();
        }
    }
}
