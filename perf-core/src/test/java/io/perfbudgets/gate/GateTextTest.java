package io.perfbudgets.gate;

import static io.perfbudgets.gate.Recorded.RUN;
import static io.perfbudgets.gate.Recorded.millis;
import static io.perfbudgets.gate.Recorded.plain;
import static io.perfbudgets.gate.Recorded.request;
import static io.perfbudgets.gate.Recorded.withMaxQueries;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perfbudgets.budget.Budgets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTextTest {
    private static final String YAML = """
            version: 1
            requests:
              clips: { match: GET /api/clips, latency: { p95: 100ms, max: 5s }, queries: 9 }
              games: { match: GET /api/games, latency: { p95: 200ms }, queries: 3 }
              raw: { match: GET /api/raw, queries: 1 }
              writes: { match: "POST /**", queries: 1 }
            waivers:
              - { budget: GET /api/raw queries, until: 2027-01-31, reason: "pages come in 4.2", owner: ann }
            """;

    @TempDir
    Path folder;

    @Test
    void listsTheGravestFirstInAlignedColumns() throws IOException {
        GateReport report = report();
        assertThat(GateText.headline(report))
                .isEqualTo("Performance budgets of shop: 1 kept, 2 broken, 1 waived, 3 not measured"
                        + " (3 subjects from 1 test JVM)");
        assertThat(String.join("\n", GateText.table(report))).isEqualTo("""
                BROKEN        GET /api/games   latency.p95  250 ms  > 200 ms   budgets.yaml:4
                BROKEN        GET /api/games   queries           4  > 3        GamesIT.java:42
                NOT MEASURED  GET /api/clips   latency.p95       -  of 100 ms  budgets.yaml:3
                NOT MEASURED  GET /api/clips   latency.max       -  of 5 s     budgets.yaml:3
                NOT MEASURED  GET /api/clips   queries           -  of 9       budgets.yaml:3
                waived        GET /api/raw     queries           2  > 1        budgets.yaml:5
                kept          POST /api/games  queries           1  of 1       budgets.yaml:6""");
    }

    @Test
    void alignsWhatIsSeenOfTintedWords() throws IOException {
        List<String> tinted = GateText.table(report(), (effect, text) -> "<" + effect + ":" + text + ">");

        assertThat(tinted.get(0))
                .isEqualTo(
                        "<FAILS:BROKEN>        GET /api/games   latency.p95  <FAILS:250 ms>  > 200 ms   budgets.yaml:4");
        assertThat(tinted.get(2))
                .startsWith("<FAILS:NOT MEASURED>  GET /api/clips   latency.p95       <FAILS:->  of 100 ms");
        assertThat(tinted.get(6))
                .startsWith("<PASSES:kept>          POST /api/games  queries           <PASSES:1>  of 1 ");
    }

    @Test
    void explainsEachBreachAndGathersWhatWentUnmeasuredForOneReason() throws IOException {
        assertThat(String.join("\n\n", GateText.explanations(report(), Effect.FAILS)))
                .isEqualTo("""
                        Performance budget broken: GET /api/games  (requests.games.latency.p95, budgets.yaml:4)
                          p95 latency 250 ms, budget 200 ms  (400 requests; p95 is above 250 ms with 99.9 % confidence)
                          p50 250 ms · p90 250 ms · p95 250 ms · p99 250 ms · max 250 ms; 0 % of the time in SQL (4 µs, 4 queries)
                              1 x  select * from table0   (Games.java:1)   1 µs
                              1 x  select * from table1   (Games.java:2)   1 µs
                              1 x  select * from table2   (Games.java:3)   1 µs

                        Performance budget broken: GamesIT.lists  (@MaxQueries(3), GamesIT.java:42)
                          GET /api/games ran 4 queries in one request, budget 3
                              1 x  select * from table0   (Games.java:1)
                              1 x  select * from table1   (Games.java:2)
                              1 x  select * from table2   (Games.java:3)
                              1 x  select * from table3   (Games.java:4)

                        Performance budget not measured: GET /api/clips  (requests.clips.latency.p95, budgets.yaml:3)
                          p95 latency of GET /api/clips, budget 100 ms: no request matched GET /api/clips; observed were GET /api/games, GET /api/raw, POST /api/games
                          The same goes for latency.max (budgets.yaml:3), queries (budgets.yaml:3)""");
    }

    @Test
    void namesEveryBrokenBudgetInTheFailure() throws IOException {
        assertThat(GateText.failure(report())).isEqualTo("""
                Performance budgets of shop: 1 kept, 2 broken, 1 waived, 3 not measured
                  BROKEN: GET /api/games latency.p95 250 ms, budget 200 ms (requests.games.latency.p95, budgets.yaml:4)
                  BROKEN: GET /api/games queries 4, budget 3 (@MaxQueries(3), GamesIT.java:42)
                  NOT MEASURED: GET /api/clips latency.p95, budget 100 ms (requests.clips.latency.p95, budgets.yaml:3)
                  NOT MEASURED: GET /api/clips latency.max, budget 5 s (requests.clips.latency.max, budgets.yaml:3)
                  NOT MEASURED: GET /api/clips queries, budget 9 (requests.clips.queries, budgets.yaml:3)""");
    }

    @Test
    void writesEverythingForMachines() throws IOException {
        Path file = folder.resolve("perf").resolve("verdicts.json");
        VerdictsJson.write(report(), file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("schema").asText()).isEqualTo("perf-verdicts");
        assertThat(json.path("passed").asBoolean()).isFalse();
        JsonNode first = json.path("verdicts").path(0);
        assertThat(first.path("subject").path("name").asText()).isEqualTo("GET /api/games");
        assertThat(first.path("metric").asText()).isEqualTo("latency.p95");
        assertThat(first.path("limit").asLong()).isEqualTo(200_000_000);
        assertThat(first.path("observed").asLong()).isBetween(250_000_000L, 251_000_000L);
        assertThat(first.path("verdict").asText()).isEqualTo("BREACHED");
        assertThat(first.path("origin").path("line").asInt()).isEqualTo(4);
        assertThat(first.path("evidence").path("latency").path("count").asLong())
                .isEqualTo(400);
        assertThat(first.path("evidence")
                        .path("statements")
                        .path(0)
                        .path("callSite")
                        .asText())
                .isEqualTo("Games.java:1");
    }

    private GateReport report() throws IOException {
        Recorded.jvm(
                folder,
                RUN,
                11,
                withMaxQueries(request("GET /api/games", 4, millis(400, 250)), 3),
                plain(request("GET /api/raw", 2, millis(2, 20))),
                plain(request("POST /api/games", 1, millis(2, 20))));
        Path file = Files.writeString(folder.resolve("budgets.yaml"), YAML);
        Gate gate = new Gate(Budgets.read(List.of(file), "shop"), LocalDate.of(2026, 11, 23));
        GateReport report = gate.judge("shop", RunResults.read(folder, RUN));
        return gate.unmet(report, gate.coverage(report), false);
    }
}
