package io.perfbudgets.maven.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ab.tsv} and {@code ab-percentiles.csv} were written by ab 2.3, the files with a version in their name by the engine
 * of that version; the others by hand, after their documentation.
 */
class ImportedTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");

    @TempDir
    Path folder;

    @Test
    void readsK6AndMapsItsNames() throws Exception {
        Map<Subject, Measurement> read = read("k6.json", "", "*game detail=GET /api/games/{id}");

        assertThat(read).containsOnlyKeys(GAMES, Subject.request("GET", "/api/games/{id}"));
        Measurement games = Objects.requireNonNull(read.get(GAMES));
        assertThat(games.units()).isEqualTo(2);
        assertThat(games.failed()).isEqualTo(1);
        assertThat(games.latencies().ordered()).containsExactly(12_500_000);
        LoadRun load = games.load().orElseThrow();
        assertThat(load.scenario()).isEqualTo("k6");
        assertThat(load.requests()).isEqualTo(2);
        assertThat(load.failed()).isEqualTo(1);
        assertThat(load.pace().nanos()).isBetween(1_200_000_000L, 1_220_000_000L);
        assertThat(games.startedAt()).isEqualTo("2026-11-23T19:00:00.088Z");
    }

    @Test
    void readsJmetersCsvWithQuotedLabels() throws Exception {
        Map<Subject, Measurement> read = read("jmeter.jtl", "", "List games=GET /api/games");

        assertThat(read).containsOnlyKeys(GAMES, Subject.operation("List, and \"more\""));
        assertThat(Objects.requireNonNull(read.get(GAMES)).latencies().ordered())
                .containsExactly(12_000_000);
        assertThat(Objects.requireNonNull(read.get(GAMES)).failed()).isEqualTo(1);
    }

    @Test
    void readsGatlingsText() throws Exception {
        Measurement games = Objects.requireNonNull(read("simulation.log", "").get(GAMES));

        assertThat(games.latencies().ordered()).containsExactly(12_000_000);
        assertThat(games.failed()).isEqualTo(1);
    }

    @Test
    void readsWhatGatlingItselfHasWrittenWithGroups() throws Exception {
        Map<Subject, Measurement> read = read("gatling-3.9.5.log", "");

        Subject game = Subject.request("GET", "/api/games/{id}");
        assertThat(read).containsOnlyKeys(GAMES, game);
        Measurement games = Objects.requireNonNull(read.get(GAMES));
        assertThat(games.units()).isEqualTo(6);
        assertThat(games.failed()).isZero();
        assertThat(games.latencies().ordered()).hasSize(6).contains(172_000_000);
        assertThat(Objects.requireNonNull(read.get(game)).failed()).isEqualTo(6);
    }

    @Test
    void readsWhatJmeterItselfHasWritten() throws Exception {
        Map<Subject, Measurement> read = read(
                "jmeter-5.6.2.jtl", "", "List games=GET /api/games", "One game, the \"seventh\"=GET /api/games/{id}");

        Subject game = Subject.request("GET", "/api/games/{id}");
        assertThat(read).containsOnlyKeys(GAMES, game);
        Measurement games = Objects.requireNonNull(read.get(GAMES));
        assertThat(games.units()).isEqualTo(6);
        assertThat(games.latencies().ordered()).hasSize(6).contains(68_000_000);
        assertThat(Objects.requireNonNull(read.get(game)).failed()).isEqualTo(6);
    }

    /** Its lines are sorted by duration, and it does not tell failures. */
    @Test
    void readsAbWithoutTakingItsOrderForTheOrderOfTime() throws Exception {
        Measurement games =
                Objects.requireNonNull(read("ab.tsv", "GET /api/games").get(GAMES));

        assertThat(games.units()).isEqualTo(60);
        assertThat(games.latencies().count()).isEqualTo(60);
        assertThat(games.latencies().ordered()).isEmpty();
        assertThat(games.load()).isEmpty();
    }

    @Test
    void readsHdrHistogramsLogByTagAndInItsUnit() throws Exception {
        Path file = Files.writeString(folder.resolve("load.hlog"), histogramLog());

        Imported imported = new Imported(Names.of(List.of("GET_*=GET /api/games")), 1_000, OptionalLong.empty());
        imported.read(file, "rest");
        Map<Subject, Measurement> read = bySubject(imported);

        Measurement games = Objects.requireNonNull(read.get(GAMES));
        assertThat(games.units()).isEqualTo(200);
        assertThat(games.latencies().over(1_000_500_000)).isEqualTo(100);
        assertThat(games.latencies().max()).isBetween(2_000_000_000L, 2_002_000_000L);
        assertThat(games.load()).isEmpty();
        assertThat(games.startedAt()).isEqualTo("2026-11-23T19:00:01Z");
        assertThat(read.get(Subject.operation("rest"))).isNotNull();
        assertThatThrownBy(() -> read(file, "")).hasMessageContaining("it does not say what was requested");
    }

    @Test
    void readsTheSpectrumOfWrk2AsNoShorterThanItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("wrk2.txt"), spectrum());

        Measurement games = Objects.requireNonNull(read(file, "GET /api/games").get(GAMES));

        assertThat(games.units()).isEqualTo(10_000);
        assertThat(games.latencies().percentile(0.95)).isBetween(9_500_000L, 9_570_000L);
        assertThat(games.latencies().max()).isBetween(10_000_000L, 10_010_000L);
        assertThatThrownBy(() -> read(file, "")).hasMessageContaining("wrk2 does not say what was requested");
    }

    @Test
    void refusesWhatWrkPrintsWithoutASpectrum() throws IOException {
        Path file = Files.writeString(
                folder.resolve("wrk.txt"),
                "Running 30s test @ http://localhost/\n  Latency Distribution\n     50%  1.00ms\n     99%  9.00ms\n");

        assertThatThrownBy(() -> read(file, "GET /"))
                .hasMessageStartingWith(file + ":4: ")
                .hasMessageContaining("run wrk2 with --latency");
    }

    @Test
    void namesTheLineOfADamagedHistogramOrSpectrum() throws IOException {
        assertThat(problem("#[x]\n1,1,1,AAAA\n")).startsWith(":2: the histogram is damaged or cut off");
        assertThat(problem("#[x]\n1,1,1,no base64!\n")).startsWith(":2: the histogram is damaged");
        assertThat(problem("#[x]\nTag=a,1,1,1\n")).startsWith(":2: the interval has 3 fields, not 4");
        assertThat(problem("#[StartTime: NaN (seconds)]\n")).isEqualTo(":1: StartTime is 'NaN', not a number");
        Path rows =
                Files.writeString(folder.resolve("rows.hgrm"), "Value Percentile TotalCount\n1.0 0.5 9\n2.0 0.9 8\n");
        assertThatThrownBy(() -> read(rows, "GET /"))
                .hasMessage(rows + ":3: the count is 8, less than in the row before");
    }

    /** As HdrHistogram's own writer writes it. */
    private static String histogramLog() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HistogramLogWriter log = new HistogramLogWriter(new PrintStream(bytes, false, StandardCharsets.UTF_8));
        log.outputLogFormatVersion();
        log.outputStartTime(1_795_460_400_000L);
        log.outputLegend();
        for (String tag : new String[] {"GET_games", "GET_games", "-"}) {
            Histogram histogram = new Histogram(3);
            LongStream.rangeClosed(1, 100).forEach(i -> histogram.recordValue(i <= 50 ? 1_000_000 : 2_000_000));
            histogram.setTag(tag.equals("-") ? null : tag);
            log.outputIntervalHistogram(0.0, 1.0, histogram, 1.0);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** As wrk2 prints it, which HdrHistogram writes in the same way. */
    private static String spectrum() {
        Histogram histogram = new Histogram(3);
        LongStream.rangeClosed(1, 10_000).forEach(i -> histogram.recordValue(i * 1_000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        histogram.outputPercentileDistribution(new PrintStream(bytes, false, StandardCharsets.UTF_8), 1_000_000.0);
        return "Running 30s test @ http://localhost/api/games\n  2 threads and 100 connections\n"
                + "  Detailed Percentile spectrum:\n" + bytes.toString(StandardCharsets.UTF_8)
                + "----------------------------------------------------------\nRequests/sec:   333.33\n";
    }

    @Test
    void asksForTheNameThatAbDoesNotGive() {
        assertThatThrownBy(() -> read("ab.tsv", ""))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("add -Dperf.name=\"GET /api/games\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"k6.json", "jmeter.jtl", "simulation.log", "ab.tsv", "load.hlog", "wrk2.txt", "k6-summary.json"})
    void readsAnyBeginningOfAFileOrSaysAtWhichLineItIsCutOff(String name) throws Exception {
        byte[] whole =
                switch (name) {
                    case "load.hlog" -> histogramLog().getBytes(StandardCharsets.UTF_8);
                    case "wrk2.txt" -> spectrum().getBytes(StandardCharsets.UTF_8);
                    default -> Files.readAllBytes(resource(name));
                };
        for (int length = 0; length < whole.length; length += 7) {
            Path cut = Files.write(folder.resolve(name), java.util.Arrays.copyOf(whole, length));
            try {
                assertThat(read(cut, "GET /")).isNotEmpty();
            } catch (ImportException damaged) {
                assertThat(damaged).hasMessageStartingWith(cut + ":");
            }
        }
    }

    @Test
    void doesNotTakeTheTimeOfAFileThatTellsNoneForTheYear1970() throws Exception {
        Path file = Files.writeString(folder.resolve("wrk2.txt"), spectrum());
        Instant written = Instant.parse("2026-11-23T19:00:00Z");
        Files.setLastModifiedTime(file, FileTime.from(written));

        assertThat(Objects.requireNonNull(read(file, "GET /api/games").get(GAMES))
                        .startedAt())
                .isEqualTo(written);
    }

    @Test
    void namesTheLineOfWhatIsWrong() throws IOException {
        String header = "timeStamp,elapsed,label,success\n";
        assertThat(problem(header + "1,2,a,true\n1,two,a,true\n"))
                .isEqualTo(":3: elapsed is 'two', not a whole number");
        assertThat(problem(header + "1,2,a\n")).startsWith(":2: the line has 3 fields, not 4");
        assertThat(problem(header + "1,-2,a,true\n")).isEqualTo(":2: a duration is negative");
        assertThat(problem(header + "1,2,\"a\n")).startsWith(":2: a quote is not closed");
        assertThat(problem(header)).isEqualTo(": holds no request");
        assertThat(problem("")).isEqualTo(": is empty");
        assertThat(problem("\u0000\u0001\u0002")).contains("a binary file");
        assertThat(problem("a,b,c\n"))
                .contains("none of the formats that are read")
                .endsWith("It begins with 'a,b,c'");
        assertThat(
                        problem(
                                "{\"type\":\"Point\",\"metric\":\"http_req_duration\",\"data\":{\"time\":\"now\",\"value\":1}}"))
                .isEqualTo(":1: time is 'now', no date and time");
    }

    @Test
    void keepsMemoryBoundedByLinesAndNames() throws IOException {
        StringBuilder many = new StringBuilder("timeStamp,elapsed,label,success\n");
        for (int i = 0; i <= Imported.MOST_NAMES; i++) {
            many.append("1,2,name").append(i).append(",true\n");
        }

        assertThat(problem(many.toString()))
                .contains(":" + (Imported.MOST_NAMES + 2) + ": more than 5000 different names");
        assertThat(problem("x".repeat((1 << 20) + 1))).isEqualTo(":1: the line is longer than a mebibyte");
    }

    @Test
    void aNameIsARequestIfItIsAMethodWithAPathOrAUrl() {
        Names names = Names.of(List.of("*/games/*=GET /games/{id}", "a.b=sync"));

        assertThat(names.subject("GET http://host:1/api?x=1")).isEqualTo(Subject.request("GET", "/api"));
        assertThat(names.subject("GET https://host")).isEqualTo(Subject.request("GET", "/"));
        assertThat(names.subject("GET http://host/games/7")).isEqualTo(Subject.request("GET", "/games/{id}"));
        assertThat(names.subject("a.b")).isEqualTo(Subject.operation("sync"));
        assertThat(names.subject("axb")).isEqualTo(Subject.operation("axb"));
        assertThatThrownBy(() -> Names.of(List.of("no rule"))).hasMessageContaining("'no rule' is no rule; write");
    }

    /** What the message says after the file's name. */
    private String problem(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), text, StandardCharsets.UTF_8);
        try {
            read(file, "");
            return "";
        } catch (ImportException wrong) {
            return String.valueOf(wrong.getMessage()).substring(file.toString().length());
        }
    }

    private static Map<Subject, Measurement> read(String resource, String name, String... rules) throws Exception {
        return read(resource(resource), name, rules);
    }

    private static Map<Subject, Measurement> read(Path file, String name, String... rules)
            throws IOException, ImportException {
        Imported imported = new Imported(Names.of(new ArrayList<>(List.of(rules))), 1, OptionalLong.empty());
        imported.read(file, name);
        return bySubject(imported);
    }

    private static Map<Subject, Measurement> bySubject(Imported imported) {
        return imported.measurements().stream().collect(Collectors.toMap(Measurement::subject, Function.identity()));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(ImportedTest.class.getResource(name)).toURI());
    }
}
