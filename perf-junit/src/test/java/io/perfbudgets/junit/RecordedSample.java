package io.perfbudgets.junit;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that {@link RecordedQueriesTest} runs as others would. */
class RecordedSample {
    static boolean oneByOne;
    static boolean fails;
    static int invocations = 2;

    @Test
    @RecordedQueries
    void lists() throws SQLException {
        if (fails) {
            throw new IllegalStateException("on purpose");
        }
        if (oneByOne) {
            Samples.titlesOneByOne();
        } else {
            Samples.query("select id from games");
            Samples.query("select title from games where id in (?, ?)", 1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    @RecordedQueries
    void reads(int id) throws SQLException {
        Samples.query("select title from games where id = ?", id);
        Samples.queryTimes(id, "select count(*) from games");
    }

    static List<Integer> ids() {
        return IntStream.rangeClosed(1, invocations).boxed().toList();
    }

    @Nested
    class Inner {
        @Test
        @RecordedQueries
        void measures() throws Exception {
            Samples.query("select max(id) from games");
            Perf.measure("sync", () -> Samples.query("select min(id) from games"));
            Perf.measure("sync", () -> Samples.query("select min(id) from games"));
        }

        @Test
        void isNotRecorded() throws SQLException {
            Samples.query("select id from games");
        }
    }
}
