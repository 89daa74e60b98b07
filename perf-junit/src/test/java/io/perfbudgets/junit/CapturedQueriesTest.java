package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class CapturedQueriesTest {

    @Test
    void knowsWhatALambdaRan() throws Exception {
        CapturedQueries queries = Perf.queries(() -> {
            Samples.titlesOneByOne();
            Samples.query("select id from games");
            Samples.update("insert into games values (99, 'new')");
            Samples.update("update games set title = 'newer' where id = 99");
            Samples.update("delete from games where id = 99");
        });
        assertThat(queries.count()).isEqualTo(10);
        assertThat(queries.selects()).isEqualTo(7);
        assertThat(queries.inserts()).isEqualTo(1);
        assertThat(queries.updates()).isEqualTo(1);
        assertThat(queries.deletes()).isEqualTo(1);
        assertThat(queries.duplicates()).isEqualTo(1);
        assertThat(queries.rowsRead()).isEqualTo(15);
        assertThat(queries.rowsUpdated()).isEqualTo(3);
        assertThat(queries.savedByBatching()).isZero();
        assertThat(queries.transactions()).isZero();
        assertThat(queries.longestTransaction()).isZero();
        assertThat(queries.timeInDatabase()).isPositive().isLessThan(Duration.ofMinutes(1));
        assertThat(queries.statements())
                .containsExactly(
                        "select id from games",
                        "select title from games where id = ?",
                        "insert into games values (?, ?)",
                        "update games set title = ? where id = ?",
                        "delete from games where id = ?");
        assertThat(queries)
                .asString()
                .startsWith("Perf.queries at CapturedQueriesTest.java:")
                .endsWith(": 10 statements, 7 SELECT, 1 INSERT, 1 UPDATE, 1 DELETE");
    }

    @Test
    void chainsAssertionsThatHold() throws Exception {
        CapturedQueries queries = Perf.queries(() -> Samples.query("select id from games"));
        assertThat(queries.hasAtMost(1)
                        .hasExactly(1)
                        .hasAtMostSelects(1)
                        .hasAtMostInserts(0)
                        .hasAtMostUpdates(0)
                        .hasAtMostDeletes(0)
                        .hasNoNPlusOne()
                        .hasNoDuplicates()
                        .hasNoRepeats()
                        .readAtMost(5)
                        .updatedAtMost(0)
                        .heldAtMost(1)
                        .hasNoConnectionLeak())
                .isSameAs(queries);
    }

    @Test
    void failsWithTheExplanationAndWithExpectedAndActual() throws Exception {
        CapturedQueries queries = Perf.queries(Samples::titlesOneByOne);
        assertThatThrownBy(() -> queries.hasAtMost(1))
                .isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
                    assertThat(failure.getExpected().getStringRepresentation()).endsWith(" queries at most 1");
                    assertThat(failure.getActual().getStringRepresentation()).endsWith(" queries 6");
                })
                .hasMessageStartingWith("Performance budget broken: Perf.queries at CapturedQueriesTest.java:")
                .hasMessageContaining("(hasAtMost(1), CapturedQueriesTest.java:")
                .hasMessageContaining(" ran 6 queries in one run, budget 1\n")
                .hasMessageContaining("    5 x  select title from games where id = ?   (Samples.java:")
                .hasMessageContaining("<- N+1");
        assertThatThrownBy(() -> queries.hasExactly(7))
                .hasMessageContaining("ran 6 queries in one run, expected exactly 7");
        assertThatThrownBy(queries::hasNoNPlusOne).hasMessageContaining("ran 1 N+1 query in one run, none allowed");
        assertThatThrownBy(() -> queries.hasAtMostSelects(5)).hasMessageContaining("ran 6 SELECTs");
        assertThatThrownBy(() -> queries.readAtMost(9)).hasMessageContaining("read 10 rows in one run, budget 9");
    }

    @Test
    void failsForAQueryThatCouldBeRunOnce() throws Exception {
        CapturedQueries queries = Perf.queries(() -> Samples.queryTimes(3, "select count(*) from games"));
        assertThatThrownBy(queries::hasNoRepeats)
                .hasMessageContaining("ran 1 query that could be run once in one run, none allowed")
                .hasMessageContaining("    3 x  select count(*) from games   (Samples.java:");
    }

    @Test
    void failsForDuplicatesConnectionsAndLeaks() throws Exception {
        Connection[] left = new Connection[1];
        CapturedQueries queries = Perf.queries(() -> {
            left[0] = Samples.DATA.getConnection();
            Samples.query("select id from games");
            Samples.query("select id from games");
        });
        left[0].close();
        assertThatThrownBy(queries::hasNoDuplicates).hasMessageContaining("<- the same again 1 times");
        assertThatThrownBy(() -> queries.heldAtMost(1)).hasMessageContaining("held 2 connections at once");
        assertThatThrownBy(queries::hasNoConnectionLeak)
                .hasMessageContaining("left 1 connection open")
                .hasMessageContaining("opened at (CapturedQueriesTest.java:");
    }

    @Test
    void failsWhereSomethingRanOnAThreadThatNothingTiesToIt() throws Exception {
        CapturedQueries queries = Perf.queries(() -> {
            Connection connection = Samples.DATA.getConnection();
            Thread other = new Thread(() -> assertThatCode(() -> {
                        try (connection;
                                Statement statement = connection.createStatement()) {
                            statement.execute("select id from games");
                        }
                    })
                    .doesNotThrowAnyException());
            other.start();
            other.join();
        });
        assertThatThrownBy(() -> queries.hasAtMost(5)).hasMessageContaining("nothing ties it to a unit");
        assertThatThrownBy(queries::count).hasMessageContaining("nothing ties it to a unit");
        Perf.queries(() -> Samples.query("select id from games")).hasExactly(1);
    }

    @Test
    void countsForTheTestAndForAnOuterLambdaToo() throws Throwable {
        RunningTest test = RunningTests.begin(Subject.test("CapturedQueriesTest", "sample"));
        CapturedQueries[] inner = new CapturedQueries[1];
        CapturedQueries[] outer = new CapturedQueries[1];
        try {
            Units.iterate(
                    test,
                    () -> outer[0] = Perf.queries(() -> {
                        Samples.query("select id from games");
                        inner[0] = Perf.queries(() -> Samples.query("select title from games"));
                        Samples.query("select 1 from games");
                    }));
        } finally {
            RunningTests.end(test);
        }
        inner[0].hasExactly(1);
        outer[0].hasExactly(3);
        assertThat(test.measurements(true))
                .as("a lambda is no subject of its own")
                .singleElement()
                .satisfies(own -> assertThat(own.worst(Metric.QUERIES)).isEqualTo(3));
    }

    @Test
    void passesOnWhatTheLambdaThrows() {
        IllegalStateException thrown = new IllegalStateException("the application's own");
        assertThatThrownBy(() -> Perf.queries(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asserts", "reads"})
    void aPlainMainWithoutAnyTestFrameworkFailsLoudlyWhereNothingWasCaptured(String method) throws Exception {
        assertThatThrownBy(() -> withoutTestFramework(method))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining("no captured DataSource was used, so a count of zero says nothing");
    }

    @Test
    void worksInAPlainMainWithoutAnyTestFramework() throws Exception {
        withoutTestFramework("passes");
        assertThatThrownBy(() -> withoutTestFramework("breaks"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining("ran 2 queries in one run, budget 1");
    }

    /** Calls {@link PlainMain} in a class loader without JUnit, opentest4j and AssertJ, and so with a fresh capture. */
    private static void withoutTestFramework(String method) throws Exception {
        URL[] path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(junit-|opentest4j|assertj|apiguardian|surefire)[^/\\\\]*\\.jar"))
                .map(CapturedQueriesTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(PlainMain.class.getName()).getMethod(method).invoke(null);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
