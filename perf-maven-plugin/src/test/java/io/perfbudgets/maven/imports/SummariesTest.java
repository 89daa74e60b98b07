package io.perfbudgets.maven.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ab-percentiles.csv} was written by ab 2.3, of the same run as {@code ab.tsv}; {@code k6-summary.json} by hand, in the
 * form that k6 writes.
 */
class SummariesTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");
    private static final Subject ALL = Subject.operation("all");
    private static final long MILLI = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void readsTheRequestsOfTheNamesThatK6TellsApart() throws Exception {
        Map<Subject, Measurement> read = read(resource("k6-summary.json"), "");

        assertThat(read).containsOnlyKeys(GAMES);
        Measurement games = Objects.requireNonNull(read.get(GAMES));
        assertThat(games.units()).isEqualTo(400);
        assertThat(games.failed()).isEqualTo(4);
        assertThat(games.latencies().count()).isZero();
        assertThat(games.load().orElseThrow().requests()).isEqualTo(400);
        // Its durations are those of all 400: which four of them failed, nobody knows.
        Percentiles known = games.percentiles().orElseThrow();
        assertThat(known.count()).isEqualTo(396);
        assertThat(known.mostOver(15_750_000)).isEqualTo(396 - (380 - 4));
        assertThat(known.fewestOver(15 * MILLI)).isEqualTo(20 - 4);
        assertThat(known.at(0.95)).isEmpty();
        assertThat(known.mostOver(41 * MILLI)).isZero();
    }

    @Test
    void readsAllRequestsOfK6AsWhatTheUserSaysTheyAre() throws Exception {
        Measurement all =
                Objects.requireNonNull(read(resource("k6-summary.json"), "all").get(ALL));

        assertThat(all.units()).isEqualTo(1_000);
        assertThat(all.failed()).isEqualTo(10);
        assertThat(all.load().orElseThrow().pace().nanos()).isEqualTo(20_000_000_000L);
        assertThat(all.load().orElseThrow().pace().done()).isEqualTo(990);
        Percentiles successes = all.percentiles().orElseThrow();
        assertThat(successes.count()).isEqualTo(990);
        assertThat(successes.at(0.95)).hasValue(21_500_000);
        assertThat(successes.at(1)).hasValue(101_500_000);
        assertThat(successes.mean()).hasValue(13_100_000);
        // Rank 0.95 * 989 = 939.55 lies between two values, which p95 lies between.
        assertThat(successes.mostOver(21_500_000)).isEqualTo(990 - 940);
        assertThat(successes.fewestOver(21_499_999)).isEqualTo(990 - 940);
    }

    @Test
    void readsWhatHandleSummaryIsGiven() throws Exception {
        Measurement all = Objects.requireNonNull(read(
                        file(
                                "{\"state\":{\"testRunDurationMs\":4000},\"metrics\":{\"http_req_duration\":{\"type\":\"trend\","
                                        + "\"contains\":\"time\",\"values\":{\"p(99.9)\":30.5,\"count\":240}}}}"),
                        "all")
                .get(ALL));

        assertThat(all.units()).isEqualTo(240);
        assertThat(all.load()).isEmpty();
        assertThat(all.percentiles().orElseThrow().at(0.999)).hasValue(30_500_000);
    }

    @Test
    void readsThePercentilesOfAbSoThatTheyBoundItsValues() throws Exception {
        Measurement values = Objects.requireNonNull(
                read(resource("ab.tsv"), "GET /api/games").get(GAMES));
        Measurement told = Objects.requireNonNull(
                read(resource("ab-percentiles.csv"), "GET /api/games", 60).get(GAMES));
        Percentiles known = told.percentiles().orElseThrow();

        assertThat(told.units()).isEqualTo(60);
        assertThat(told.load()).isEmpty();
        assertThat(known.at(1)).hasValue(90_793_000);
        for (int millis = 0; millis < 100; millis++) {
            // ab.tsv is cut to whole milliseconds: a value of n lies from n to n + 1 in the other file.
            long over = values.latencies().over(millis * MILLI);
            assertThat(known.fewestOver((millis + 1) * MILLI)).isLessThanOrEqualTo(over);
            assertThat(known.mostOver(millis * MILLI)).isGreaterThanOrEqualTo(over);
        }
    }

    @Test
    void asksForTheNumberOfRequestsThatAbDoesNotGive() {
        assertThatThrownBy(() -> read(resource("ab-percentiles.csv"), "GET /"))
                .hasMessageContaining("add -Dperf.requests=N, what ab calls 'Complete requests'");
    }

    @Test
    void namesTheLineOfDamagedPercentiles() throws IOException {
        String head = "Percentage served,Time in ms\n";
        assertThat(problem(head + "0,1.000\n1,2.00\n"))
                .isEqualTo(":3: '1,2.00' is not 1 and its milliseconds with three digits: it is cut off or damaged");
        assertThat(problem(head + "0,1.000\n2,2.000\n")).startsWith(":3: '2,2.000' is not 1");
        assertThat(problem(head + "0,2.000\n1,1.000\n")).isEqualTo(":3: the time is less than in the line before");
        assertThat(problem(head + "0,2.000\n")).isEqualTo(":2: the file ends after 1 of 100 percents: it is cut off");
    }

    @Test
    void namesTheLineOfWhatIsWrongInASummary() throws IOException {
        assertThat(problem("{\n  \"metrics\": {\n    \"http_reqs\": {\n"))
                .startsWith(":")
                .contains("it is cut off or damaged");
        assertThat(problem("{\"a\": 1}\n"))
                .isEqualTo(":1: JSON without 'metrics': no summary of k6, nor what k6 run --out" + " json=FILE writes");
        assertThat(problem("{\"metrics\": {}}"))
                .isEqualTo(":1: the summary has no http_req_duration: it requested nothing, or is cut off");
        assertThat(problem("{\"metrics\": {\n\"http_req_duration\": {\"p(95)\": -1}}}"))
                .isEqualTo(":2: http_req_duration has a number that is negative or no duration");
        assertThat(problem("{\"metrics\": {\n\"http_req_duration\": {\"p(95)\": 1}}}"))
                .isEqualTo(":2: it does not tell how many requests http_req_duration is of: add 'count' to"
                        + " summaryTrendStats in the script");
        assertThat(problem("{\"metrics\": {\n\"http_req_duration\": {\"p(95)\": 1, \"p(90)\": 2, \"count\": 9}}}"))
                .isEqualTo(":2: a higher percentile of http_req_duration is shorter than a lower one");
        assertThat(
                        problem(
                                "{\"metrics\": {\"http_req_failed\": {\"passes\": 1, \"fails\": 8},\n"
                                        + "\"http_req_duration{name:x}\": {\"p(95)\": 1, \"count\": 9}, \"http_req_duration\": {\"max\": 1}}}"))
                .contains("Add a threshold on http_req_failed{name:x}, such as rate<=1, to the script");
        assertThat(problem("{\"metrics\": {\"http_reqs\": {\"count\": 9.5},\n\"http_req_duration\": {\"max\": 1}}}"))
                .isEqualTo(":1: http_reqs has no 'count' that is a number of requests");
    }

    @Test
    void addsWhatSeveralMachinesSummedUp() throws Exception {
        Imported both = new Imported(Names.of(List.of()), 1, OptionalLong.empty());
        both.read(resource("k6-summary.json"), "all");
        both.read(resource("k6-summary.json"), "all");

        Measurement all = Objects.requireNonNull(bySubject(both).get(ALL));
        assertThat(all.units()).isEqualTo(2_000);
        assertThat(all.failed()).isEqualTo(20);
        assertThat(all.percentiles().orElseThrow().mostOver(21_500_000)).isEqualTo(100);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text);
    }

    private String problem(String text) throws IOException {
        Path file = file(text);
        try {
            read(file, "GET /", 1_000);
            return "";
        } catch (ImportException wrong) {
            return String.valueOf(wrong.getMessage()).substring(file.toString().length());
        }
    }

    private static Map<Subject, Measurement> read(Path file, String name) throws IOException, ImportException {
        return read(file, name, 0);
    }

    private static Map<Subject, Measurement> read(Path file, String name, long requests)
            throws IOException, ImportException {
        Imported imported =
                new Imported(Names.of(List.of()), 1, requests == 0 ? OptionalLong.empty() : OptionalLong.of(requests));
        imported.read(file, name);
        return bySubject(imported);
    }

    private static Map<Subject, Measurement> bySubject(Imported imported) {
        return imported.measurements().stream().collect(Collectors.toMap(Measurement::subject, Function.identity()));
    }

    private static Path resource(String name) throws Exception {
        return Path.of(
                Objects.requireNonNull(SummariesTest.class.getResource(name)).toURI());
    }
}
