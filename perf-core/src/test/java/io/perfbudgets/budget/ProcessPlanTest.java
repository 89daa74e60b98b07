package io.perfbudgets.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.budget.LoadScenario.ByTheClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessPlanTest {
    @TempDir
    Path folder;

    @Test
    void readsHowAProcessIsStartedAndWhatIsAskedOfIt() throws IOException {
        Budgets budgets = read("""
                version: 1
                process:
                  name: clips
                  command: java -jar app.jar
                  environment: { PORT: "${port}", WORKERS: 2 }
                  ready: { path: /health, status: 204, within: 30s }
                  startup: 3s
                  memory: { idle: 256MB, peak: 512MiB }
                  http: { version: 2, timeout: 5s }
                  load:
                    health: { request: GET /health, requests: 100, concurrency: 10, latency: { p95: 50ms } }
                    mixed:
                      rate: 20
                      duration: 30s
                      warmUp: 5
                      errorRate: 1%
                      request:
                        - { request: "GET /games/{id}", weight: 3, values: { id: [1, two] } }
                        - { request: POST /games, body: x, status: [201, 409] }
                """);
        ProcessPlan plan = budgets.process().orElseThrow();

        assertThat(plan.command()).containsExactly("java", "-jar", "app.jar");
        assertThat(plan.environment()).isEqualTo(Map.of("PORT", "${port}", "WORKERS", "2"));
        assertThat(plan.url()).isEqualTo("http://127.0.0.1:${port}");
        assertThat(plan.ready().status()).isEqualTo(204);
        assertThat(plan.http().version()).isEqualTo(2);
        assertThat(plan.http().keepAlive()).isTrue();
        assertThat(plan.load())
                .extracting(LoadScenario::pace)
                .containsExactly(new AtATime(100, 10), new ByTheClock(20, 30_000_000_000L));
        assertThat(plan.load().get(1).requests().get(0).values())
                .containsEntry("id", new LoadRequest.Values(List.of("1", "two"), Optional.empty()));
        assertThat(budgets.declared())
                .extracting(budget ->
                        budget.selector() + " " + budget.metric() + " " + budget.limit() + " " + budget.origin())
                .containsExactly(
                        "clips startup 3 s process.startup, budgets.yaml:7",
                        "clips memory.idle 256 MB process.memory.idle, budgets.yaml:8",
                        "clips memory.peak 537 MB process.memory.peak, budgets.yaml:8",
                        "GET /health (load health) latency.p95 50 ms process.load.health.latency.p95, budgets.yaml:11",
                        "GET /games/{id} (load mixed), POST /games (load mixed) errorRate 1 %"
                                + " process.load.mixed.errorRate, budgets.yaml:16");
    }

    @Test
    void keepsALoadApartFromTheSameRouteInTests() throws IOException {
        Budgets budgets = read("""
                version: 1
                requests: { all: { match: "* /**", latency: { p95: 1s } } }
                process:
                  url: http://localhost:8080
                  load: { home: { request: GET /, requests: 1, latency: { max: 2s } } }
                sql: { nPlusOne: forbid }
                """);

        assertThat(budgets.budgetsFor(Subject.load("GET", "/", "home")))
                .extracting(Budget::metric)
                .containsExactly(Metric.LATENCY_MAX);
        assertThat(budgets.budgetsFor(Subject.process("application"))).isEmpty();
    }

    @Test
    void completesANearerFileKeyByKey() throws IOException {
        Path module = Files.createDirectory(folder.resolve("module"));
        Path far = Files.writeString(folder.resolve("budgets.yaml"), """
                version: 1
                process:
                  command: a
                  environment: { A: 1, B: 1 }
                  startup: 3s
                  memory: { idle: 256MB }
                  load: { home: { request: GET /, requests: 1 } }
                """);
        Path near = Files.writeString(module.resolve("budgets.yaml"), """
                version: 1
                process: { command: b, environment: { B: 2 }, memory: { idle: 300MB } }
                """);

        Budgets budgets = Budgets.read(List.of(near, far), "");

        ProcessPlan plan = budgets.process().orElseThrow();
        assertThat(plan.command()).containsExactly("b");
        assertThat(plan.environment()).isEqualTo(Map.of("A", "1", "B", "2"));
        assertThat(plan.load()).hasSize(1);
        assertThat(budgets.declared())
                .extracting(budget -> budget.metric() + " " + budget.limit())
                .containsExactly("startup 3 s", "memory.idle 300 MB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: a | 2:1: process starts nothing and names no url. Add command: java -jar target/app.jar",
                "url: 'http://a', startup: 3s | 2:1: process.startup needs a command: only a process that is started here has a"
                        + " start to time. Add command, or take startup out",
                "command: a, startup: 0s | 2:33: process.startup is 0s. Write more than 0 to 86400 s",
                "url: 'http://a/path' | 2:17: process.url is 'http://a/path'. Write scheme, host and port only: http://localhost:8080",
                "command: a, memory: { growth: flat } | 2:1: process.memory.growth needs process.soak: growth shows over time"
                        + " only. Add soak: { load: NAME, duration: 1h, rate: 1, compress: 60 }",
                "command: a, load: { l: { request: GET / } } | 2:35: process.load.l has no pace. Write either requests: 100 and"
                        + " concurrency: 10, or rate: 50 (a second) and duration: 30s",
                "command: a, load: { l: { request: GET /, rate: 20000, duration: 1s } } | 2:59: process.load.l.rate is 20000."
                        + " Write 1 to 10,000",
                "command: a, load: { l: { request: 'GET /{id}', requests: 1 } } | 2:46: process.load.l.request: no values for"
                        + " {id}. Add values: { id: [1, 2, 3] }, or the name of a CSV file",
                "command: a, memory: { peak: 1GB } | 2:1: process.memory.peak and perRequest need process.load: without requests"
                        + " there is nothing to hold. Add load: { health: { request: GET /api/health, requests: 100,"
                        + " concurrency: 10 } }",
            })
    void saysWhatIsWrongWithAProcess(String keys, String message) {
        assertThatThrownBy(() -> read("version: 1\nprocess: { " + keys.strip() + " }\n"))
                .hasMessage("budgets.yaml:" + message.strip());
    }

    private Budgets read(String yaml) throws IOException {
        return Budgets.read(List.of(Files.writeString(folder.resolve("budgets.yaml"), yaml)), "");
    }
}
