package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.SQLException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an annotation may stand, and on what kinds of tests. */
class PlacementTest {

    @Test
    void aClassesBudgetHoldsForItsTestsItsNestedAndItsInheritingClasses() {
        assertThat(failureOf(OnClass.class, "two"))
                .contains("@MaxQueries(1), PlacementTest.java")
                .contains("ran 2 queries");
        assertThat(failureOf(OnClass.class, "nestedTwo")).contains("ran 2 queries");
        assertThat(failureOf(Inherits.class, "two"))
                .contains("PlacementTest$Inherits.two")
                .contains("ran 2 queries");
    }

    @Test
    void theMethodsOwnBudgetWins() {
        assertThat(failureOf(OnClass.class, "ownBudget")).isNull();
    }

    @Test
    void worksAsAMetaAnnotation() {
        assertThat(failureOf(Meta.class, "two")).contains("ran 2 queries in one iteration, budget 1");
    }

    @Test
    void holdsForEachInvocationOfParameterizedAndRepeatedTests() {
        run(Invocations.class).testEvents().assertStatistics(stats -> stats.succeeded(3)
                .failed(2));
        assertThat(failureOf(Invocations.class, "[2]")).contains("PlacementTest$Invocations.parameterized ");
    }

    @Test
    void holdsForEachDynamicTestOfAFactory() {
        run(Factory.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(1));
        assertThat(failureOf(Factory.class, "two queries")).contains("PlacementTest$Factory.tests ran 2 queries");
    }

    @Test
    void aFactoryIsJudgedOverAllItsDynamicTestsAndIsNeverAnEmptyPass() {
        assertThat(failureOf(Factories.class, "none"))
                .contains("Performance budget not measured: PlacementTest$Factories.none")
                .contains("p95 latency of PlacementTest$Factories.none, budget 1 s: no iteration was observed")
                .contains("queries of PlacementTest$Factories.none, budget 1: no iteration was observed");
        assertThat(failureOf(Factories.class, "many")).isNull();
        assertThat(failureOf(Factories.class, "slow"))
                .contains("Performance budget broken: PlacementTest$Factories.slow  (@LatencyBudget(max = \"1ns\")");
    }

    @Test
    void holdsForInterfaceDefaultMethodsAndOneInstancePerClass() {
        assertThat(failureOf(PerClass.class, "contract")).contains("PlacementTest$PerClass.contract ran 2 queries");
    }

    @MaxQueries(1)
    static class OnClass {
        @Test
        void two() throws SQLException {
            runQueries(2);
        }

        @Test
        @MaxQueries(2)
        void ownBudget() throws SQLException {
            runQueries(2);
        }

        @Nested
        class Inner {
            @Test
            void nestedTwo() throws SQLException {
                runQueries(2);
            }
        }
    }

    static class Inherits extends OnClass {}

    @Retention(RetentionPolicy.RUNTIME)
    @MaxQueries(1)
    @interface OneQuery {}

    static class Meta {
        @Test
        @OneQuery
        void two() throws SQLException {
            runQueries(2);
        }
    }

    @MaxQueries(1)
    static class Invocations {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void parameterized(int queries) throws SQLException {
            runQueries(queries);
        }

        @RepeatedTest(2)
        void repeated() throws SQLException {
            runQueries(1);
        }
    }

    static class Factory {
        @TestFactory
        @MaxQueries(1)
        Stream<DynamicTest> tests() throws SQLException {
            runQueries(3); // what the factory itself does is no test
            return Stream.of(
                    DynamicTest.dynamicTest("one query", () -> runQueries(1)),
                    DynamicTest.dynamicTest("two queries", () -> runQueries(2)));
        }
    }

    static class Factories {
        @TestFactory
        @LatencyBudget(p95 = "1s")
        @MaxQueries(1)
        Stream<DynamicTest> none() {
            return Stream.of();
        }

        @TestFactory
        @LatencyBudget(p95 = "1s")
        Stream<DynamicTest> many() {
            return IntStream.range(0, 100).mapToObj(i -> DynamicTest.dynamicTest("test " + i, () -> runQueries(1)));
        }

        @TestFactory
        @LatencyBudget(max = "1ns")
        Stream<DynamicTest> slow() {
            return IntStream.range(0, 100).mapToObj(i -> DynamicTest.dynamicTest("test " + i, () -> runQueries(1)));
        }
    }

    interface Contract {
        @Test
        @MaxQueries(1)
        default void contract() throws SQLException {
            runQueries(2);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass implements Contract {}

    private static void runQueries(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            query("select title from games where id = " + i);
        }
    }
}
