package io.perfbudgets.maven.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.results.MachineFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");
    private static final Commit COMMIT = new Commit("0123456789abcdef0123456789abcdef01234567", "main", false);

    @TempDir
    Path folder;

    /** Gives the location of an empty history. */
    interface Place {
        String in(Path folder) throws SQLException;
    }

    static Stream<Named<Place>> places() {
        return Stream.of(
                Named.of("SQLite", folder -> folder.resolve("perf/history.db").toString()),
                Named.of("PostgreSQL", folder -> PostgresHistory.fresh()));
    }

    @ParameterizedTest
    @MethodSource("places")
    void givesBackWhatARunMeasured(Place place) throws Exception {
        String location = place.in(folder);
        GateReport report = games("run-1", 3, 400, 100);
        try (History history = History.open(location)) {
            history.record(report, COMMIT, "4711");
        }

        try (History history = History.open(location)) {
            List<RunEntry> runs = history.runs(RunQuery.of("shop", 10));
            assertThat(runs).hasSize(1);
            RunEntry run = runs.get(0);
            assertThat(run)
                    .usingRecursiveComparison()
                    .ignoringFields("key")
                    .isEqualTo(new RunEntry(
                            0, "run-1", "shop", PastRun.FIRST, COMMIT, "4711", PastRun.MACHINE, true, false));
            Map<Subject, Observed> measured = history.measurements(run);
            assertThat(measured).containsOnlyKeys(GAMES);
            assertThat(measured.get(GAMES))
                    .isEqualTo(Observed.of(report.results().measurement(GAMES).orElseThrow()));
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void mergesThePartsOfAShardedRunByHistogram(Place place) throws Exception {
        try (History history = History.open(place.in(folder))) {
            history.record(games("run-1", 2, 300, 10), COMMIT, "");
            history.record(games("run-1", 5, 100, 1_000), COMMIT, "");

            List<RunEntry> runs = history.runs(RunQuery.of("shop", 10));
            assertThat(runs).singleElement().matches(run -> !run.passed(), "the second part broke its budget");
            Observed merged =
                    Objects.requireNonNull(history.measurements(runs.get(0)).get(GAMES));
            assertThat(merged.units()).isEqualTo(400);
            assertThat(merged.worst()).containsEntry(Metric.QUERIES, 5L);
            assertThat(merged.histogram().getTotalCount()).isEqualTo(400);
            assertThat(merged.histogram().getValueAtPercentile(70)).isBetween(9_000_000L, 11_000_000L);
            assertThat(merged.histogram().getValueAtPercentile(80)).isBetween(990_000_000L, 1_100_000_000L);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void findsRunsByBranchCommitAndIdTheNewestFirst(Place place) throws Exception {
        try (History history = History.open(place.in(folder))) {
            for (int i = 0; i < 5; i++) {
                GateReport report = new PastRun(folder, "run-" + i, PastRun.FIRST.plusSeconds(i), PastRun.MACHINE)
                        .request("GET /api/games", 1, PastRun.around(10, 5))
                        .judged();
                history.record(report, new Commit("abc" + i + "def", i < 3 ? "main" : "feature", false), "");
            }

            assertThat(ids(history, RunQuery.of("shop", 3))).containsExactly("run-4", "run-3", "run-2");
            assertThat(ids(history, RunQuery.of("shop", 9).named("main"))).containsExactly("run-2", "run-1", "run-0");
            assertThat(ids(history, RunQuery.of("shop", 9).named("abc3"))).containsExactly("run-3");
            assertThat(ids(history, RunQuery.of("shop", 9).named("run-1"))).containsExactly("run-1");
            assertThat(ids(history, RunQuery.of("shop", 9).named("%%%%"))).isEmpty();
            assertThat(ids(history, RunQuery.of("other", 9))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void prunesOldRunsButNoBaseline(Place place) throws Exception {
        try (History history = History.open(place.in(folder))) {
            for (int i = 0; i < 4; i++) {
                history.record(
                        new PastRun(folder, "run-" + i, PastRun.FIRST.plus(Duration.ofDays(i)), PastRun.MACHINE)
                                .request("GET /api/games", 1, PastRun.around(10, 5))
                                .judged(),
                        COMMIT,
                        "");
            }
            RunEntry first = history.runs(RunQuery.of("shop", 9).named("run-0")).get(0);
            history.baseline(first, true);

            assertThat(history.prune("shop", PastRun.FIRST.plus(Duration.ofDays(3))))
                    .isEqualTo(2);

            assertThat(ids(history, RunQuery.of("shop", 9))).containsExactly("run-3", "run-0");
            assertThat(ids(history, RunQuery.of("shop", 9).baselines())).containsExactly("run-0");
            assertThat(history.measurements(first)).containsOnlyKeys(GAMES);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void takesRunsOfSeveralBuildsAtOnce(Place place) throws Exception {
        String location = place.in(folder);
        int builds = 8;
        List<GateReport> reports = IntStream.range(0, builds)
                .mapToObj(i -> unchecked(() -> games("run-" + i, 1, 50, 5)))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(builds);
        try {
            List<Future<Boolean>> recorded = threads.invokeAll(reports.stream()
                    .map(report -> (Callable<Boolean>) () -> {
                        try (History history = History.open(location)) {
                            history.record(report, COMMIT, "");
                            return true;
                        }
                    })
                    .toList());
            for (Future<Boolean> each : recorded) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        try (History history = History.open(location)) {
            assertThat(history.runs(RunQuery.of("shop", 99))).hasSize(builds);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void refusesWhatANewerPluginWrote(Place place) throws Exception {
        String location = place.in(folder);
        History.open(location).close();
        String url = location.startsWith("jdbc:") ? location : "jdbc:sqlite:" + location;
        try (Connection connection = PostgresHistory.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("update perf_history set version = 99");
        }

        assertThatThrownBy(() -> History.open(location).close())
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("as new as");
    }

    @ParameterizedTest
    @MethodSource("places")
    void remembersHowFastTheMachineWasAndNotWhereNobodyLooked(Place place) throws Exception {
        String location = place.in(folder);
        MachineFingerprint known = PastRun.MACHINE.with(new CanaryTimes(14_000, 31_000));
        try (History history = History.open(location)) {
            history.record(new PastRun(folder, "run-1").judged(), COMMIT, "");
            history.record(new PastRun(folder, "run-2", PastRun.FIRST.plusSeconds(60), known).judged(), COMMIT, "");

            assertThat(history.runs(RunQuery.of("shop", 9)))
                    .extracting(RunEntry::machine)
                    .containsExactly(known, PastRun.MACHINE);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void readsWhatTheFirstVersionWroteAndGoesOnInIt(Place place) throws Exception {
        String location = place.in(folder);
        try (History history = History.open(location)) {
            history.record(games("run-1", 3, 100, 20), COMMIT, "");
        }
        try (Connection connection =
                        PostgresHistory.connect(location.startsWith("jdbc:") ? location : "jdbc:sqlite:" + location);
                Statement statement = connection.createStatement()) {
            statement.execute("alter table run drop column canary_cpu");
            statement.execute("alter table run drop column canary_memory");
            statement.execute("update perf_history set version = 1");
        }

        try (History history = History.open(location)) {
            history.record(games("run-2", 3, 100, 20), COMMIT, "");
            assertThat(history.runs(RunQuery.of("shop", 9)))
                    .extracting(RunEntry::runId)
                    .containsExactlyInAnyOrder("run-1", "run-2");
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void keepsHostileNames(Place place) throws Exception {
        String name = "GET /\u202E'; drop table run; --\0</script>" + "x".repeat(10_000);
        try (History history = History.open(place.in(folder))) {
            history.record(
                    new PastRun(folder, "run-1")
                            .request(name, 1, PastRun.around(10, 5))
                            .judged(),
                    COMMIT,
                    "");

            RunEntry run = history.runs(RunQuery.of("shop", 1)).get(0);
            assertThat(history.measurements(run))
                    .containsOnlyKeys(new Subject(Subject.Kind.REQUEST, name.replace('\0', '\uFFFD')));
        }
    }

    @Test
    void saysThatAFileIsNoHistory() throws IOException {
        Path file = Files.writeString(folder.resolve("history.db"), "not a database, just words ".repeat(100));

        assertThatThrownBy(() -> History.open(file.toString()).close())
                .isInstanceOf(HistoryException.class)
                .hasMessageStartingWith("The history " + file + " cannot be used: ")
                .hasMessageContaining("not a database");
    }

    @ParameterizedTest
    @EnumSource(ReadOnly.class)
    void readsADatabaseThatItCannotWriteAndSaysSoWhenAskedTo(ReadOnly how) throws Exception {
        Path file = folder.resolve("history.db");
        try (History history = History.open(file.toString())) {
            history.record(games("run-1", 1, 50, 5), COMMIT, "");
        }
        how.make(file);

        try (History history = History.open(file.toString())) {
            assertThat(history.runs(RunQuery.of("shop", 9))).hasSize(1);
            GateReport report = games("run-2", 1, 50, 5);
            assertThatThrownBy(() -> history.record(report, COMMIT, ""))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageStartingWith("The history " + file + " cannot be used: ")
                    .hasMessageContaining("readonly database");
        }
    }

    /** What makes a database read-only. */
    private enum ReadOnly {
        /** The file's permissions; root may write all the same. */
        PERMISSIONS {
            @Override
            void make(Path file) throws IOException {
                assumeTrue(!"root".equals(System.getProperty("user.name")), "Not covered as root, who may write all");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
            }
        },
        /** A version of the file that only a newer SQLite may write (SQLite's file format, section 1.3.3). */
        NEWER_WRITE_VERSION {
            @Override
            void make(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[18] = 3;
                Files.write(file, bytes);
            }
        };

        abstract void make(Path file) throws IOException;
    }

    @Test
    void saysWhatIsInTheWayWhereTheFileCannotBe() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "x");
        Path aFolder = Files.createDirectory(folder.resolve("folder"));

        for (Path place : List.of(inTheWay.resolve("history.db"), aFolder)) {
            assertThatThrownBy(() -> History.open(place.toString()).close())
                    .isInstanceOf(HistoryException.class)
                    .hasMessageStartingWith("The history " + place + " cannot be used: ");
        }
    }

    @Test
    void keepsTheFileOutOfTheRepository() throws Exception {
        History.open(folder.resolve(".perf/history.db").toString()).close();

        assertThat(folder.resolve(".perf/.gitignore")).hasContent("*");
    }

    @Test
    void shortBeginningsMatchNothingButTheWholeName() throws Exception {
        try (History history = History.open(folder.resolve("history.db").toString())) {
            history.record(games("run-1", 1, 50, 5), COMMIT, "");

            assertThat(history.runs(RunQuery.of("shop", 9).named("0"))).isEmpty();
            assertThat(history.runs(RunQuery.of("shop", 9).named("0123"))).hasSize(1);
        }
    }

    private GateReport games(String runId, int queries, int count, long millis) throws IOException {
        return new PastRun(folder, runId)
                .request("GET /api/games", queries, PastRun.around(count, millis))
                .judged();
    }

    private static List<String> ids(History history, RunQuery query) throws HistoryException {
        return history.runs(query).stream().map(RunEntry::runId).toList();
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A schema of its own on the server that the environment names. */
    static final class PostgresHistory {
        private static final String URL = "PERF_TEST_POSTGRES_URL";

        private PostgresHistory() {}

        static String fresh() throws SQLException {
            assumeTrue(
                    System.getenv(URL) != null,
                    "Not covered: a history on PostgreSQL. Set PERF_TEST_POSTGRES_URL (.ci/run starts a server).");
            String url = System.getenv(URL);
            try (Connection connection = connect(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("drop schema if exists history_test cascade");
                statement.execute("create schema history_test");
            }
            return url + "?currentSchema=history_test&user=" + user() + "&password=" + password();
        }

        static Connection connect(String url) throws SQLException {
            return url.startsWith("jdbc:sqlite")
                    ? DriverManager.getConnection(url)
                    : DriverManager.getConnection(url, user(), password());
        }

        private static String user() {
            return System.getenv().getOrDefault("PERF_TEST_POSTGRES_USER", "perf");
        }

        private static String password() {
            return System.getenv().getOrDefault("PERF_TEST_POSTGRES_PASSWORD", "perf");
        }
    }
}
