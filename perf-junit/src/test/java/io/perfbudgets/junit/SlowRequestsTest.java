package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.query;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.results.PreparedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request takes longer than a nanosecond, and none an hour. */
class SlowRequestsTest {
    private static final Logger LOG = Logger.getLogger("io.perfbudgets");

    @TempDir
    Path target;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().equals(Level.WARNING)) {
                logged.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void forget() {
        LOG.removeHandler(handler);
        System.clearProperty(PreparedRun.PROPERTY);
    }

    @Test
    void logsEachRequestOverItsThresholdWithItsStatements() throws IOException {
        under("defaults: { slowRequest: 1h }\nrequests: { games: { match: GET /games, slowRequest: 1ns } }");
        assertThat(logged)
                .filteredOn(line -> line.startsWith("[SLOW REQUEST]"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("\\[SLOW REQUEST] GET /games [0-9.]+s \\(threshold 0\\.000000001s\\)"
                                        + " 2 statements [0-9.]+s in SQL"),
                        line -> assertThat(line).contains(" 1 statement "));
    }

    @Test
    void logsNothingBelowTheThreshold() throws IOException {
        under("defaults: { slowRequest: 1h }");
        assertThat(logged).noneMatch(line -> line.contains("SLOW"));
    }

    @Test
    void logsNothingWithoutAThreshold() throws IOException {
        under("requests: { games: { match: GET /games, queries: 9 } }");
        assertThat(logged).noneMatch(line -> line.contains("SLOW"));
    }

    @Test
    void aLogThatFailsIsNoFaultOfTheRequest() throws IOException {
        Handler failing = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                throw new IllegalStateException("the disk is full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOG.addHandler(failing);
        try {
            under("defaults: { slowRequest: 1ns }");
        } finally {
            LOG.removeHandler(failing);
        }
    }

    private void under(String budgets) throws IOException {
        Path file = Files.writeString(target.resolve("budgets.yaml"), "version: 1\n" + budgets + "\n");
        new PreparedRun("run-8", "shop", target.resolve("results"), List.of(file)).write(target);
        System.setProperty(
                PreparedRun.PROPERTY, target.resolve("perf/run.properties").toString());
        run(Calls.class).testEvents().assertStatistics(stats -> stats.succeeded(1)
                .failed(0));
    }

    static class Calls {
        @Test
        @MaxQueries(9)
        void requests() throws SQLException {
            request("/games", 2);
            request("/health", 0);
            request("/games", 1);
        }

        private static void request(String path, int queries) throws SQLException {
            Units.Scope unit = Objects.requireNonNull(Units.beginRequest(Subject.request("GET", path), Units.header()));
            try {
                for (int i = 0; i < queries; i++) {
                    query("select title from games");
                }
            } finally {
                unit.close();
            }
        }
    }
}
