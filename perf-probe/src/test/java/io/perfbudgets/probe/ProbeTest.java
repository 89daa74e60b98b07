package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProbeTest {
    private static final String COMMAND = """
            name: service
            command: python3 service.py
            environment: { PORT: "${port}" }
            """;

    @TempDir
    Path folder;

    ProbedService service;

    @BeforeEach
    void writeService() throws IOException, InterruptedException {
        service = new ProbedService(folder);
    }

    @Test
    void measuresAServiceThatIsNoJvm() throws IOException, InterruptedException {
        GateReport report = service.probe(COMMAND + """
                startup: 60s
                memory: { idle: 500MB, peak: 800MB, perRequest: 400MB }
                load:
                  home: { request: GET /, requests: 200, concurrency: 5, warmUp: 10, latency: { p95: 20s } }
                """);

        assertThat(ProbedService.outcomes(report))
                .containsExactlyInAnyOrder(
                        "service startup WITHIN",
                        "service memory.idle WITHIN",
                        "service memory.peak WITHIN",
                        "service memory.perRequest WITHIN",
                        "GET / (load home) latency.p95 WITHIN");
        assertThat(service.complete).isTrue();
        assertThat(ProbedService.verdict(report, "startup").reason()).startsWith("5 starts: ");
        assertThat(service.said).anyMatch(line -> line.startsWith("  start 5: ready after "));
        assertThat(Files.readString(folder.resolve("output/probe.json"))).contains("\"peak\"", "GET / (load home)");
        assertThat(Files.readString(folder.resolve("output/service-1.log"))).startsWith("serving on ");
    }

    @Test
    void breaksEachBudgetThatIsTooSmall() throws IOException, InterruptedException {
        GateReport report = service.probe(COMMAND + """
                startup: 1ms
                memory: { idle: 1MB, peak: 2MB, perRequest: 10MB }
                load:
                  hold: { request: GET /hold, requests: 8, concurrency: 4 }
                """);

        assertThat(ProbedService.outcomes(report))
                .containsExactlyInAnyOrder(
                        "service startup BREACHED",
                        "service memory.idle BREACHED",
                        "service memory.peak BREACHED",
                        "service memory.perRequest BREACHED");
        assertThat(ProbedService.verdict(report, "memory.perRequest")
                        .observed()
                        .orElseThrow()
                        .value())
                .isBetween(20_000_000L, 60_000_000L);
        assertThat(Explanation.of(ProbedService.verdict(report, "startup")))
                .startsWith("Performance budget broken: service  (process.startup, budgets.yaml:6)\n  service took ")
                .contains(" to start, budget 1 ms  (10 starts: ", "all over the limit)")
                .contains("\n  Fix: move work out of the start");
    }

    @Test
    void sendsBodiesHeadersTokensAndValuesAndChecksAnswers() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("ids.csv"), "name,id\nann,7\nbob,8\n");

        GateReport report = service.probe(COMMAND + """
                load:
                  mixed:
                    rate: 100
                    duration: 1s
                    latency: { max: 30s }
                    request:
                      - { request: "GET /items/{id}", weight: 3, values: { id: ids.csv }, headers: { Authorization: "Bearer ${env:TOKEN}" }, contains: Bearer s3cret }
                      - { request: POST /items, body: '{"a": 1}', status: 201, contains: 'got {"a": 1}' }
                """);

        assertThat(ProbedService.outcomes(report))
                .containsExactlyInAnyOrder(
                        "GET /items/{id} (load mixed) latency.max WITHIN",
                        "POST /items (load mixed) latency.max WITHIN");
        assertThat(report.results()
                        .measurement(report.results().subjects().get(1))
                        .orElseThrow()
                        .units())
                .isEqualTo(75);
    }

    @Test
    void writesATokenOfTheEnvironmentNowhere() throws IOException, InterruptedException {
        service.probe(COMMAND + """
                metrics: "/metrics?key=${env:TOKEN}"
                load:
                  wrong:
                    requests: 30
                    latency: { max: 1s }
                    request:
                      - request: POST /items?token=${env:TOKEN}
                        headers: { Authorization: "Bearer ${env:TOKEN}" }
                        body: "${env:TOKEN}"
                        contains: "${env:TOKEN}!"
                """);

        assertThat(service.said).anyMatch(line -> line.contains("STOPPED"));
        assertThat(String.join("\n", service.said) + service.errors).doesNotContain("s3cret");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("s3cret"));
        }
    }

    @Test
    void saysThatFailuresAreNoFastAnswers() throws IOException, InterruptedException {
        GateReport report = service.probe(COMMAND + """
                load:
                  half: { request: [GET /, GET /fail], requests: 40, latency: { max: 30s } }
                """);

        assertThat(ProbedService.verdict(report, "latency.max").reason())
                .isEqualTo("20 of 20 requests failed (status 500: 20), and a failure is never a fast answer");
    }

    @Test
    void keepsWhatWasMeasuredWhenTheProcessDiesUnderLoad() throws IOException, InterruptedException {
        GateReport report = service.probe(COMMAND + """
                memory: { idle: 500MB, peak: 800MB }
                load:
                  home: { request: GET /, requests: 100, latency: { max: 30s } }
                  deadly: { request: GET /die, requests: 1000, concurrency: 4, latency: { p95: 30s } }
                  never: { request: GET /, requests: 10, latency: { max: 30s } }
                """);

        assertThat(ProbedService.outcomes(report))
                .containsExactlyInAnyOrder(
                        "service memory.idle WITHIN",
                        "service memory.peak UNMEASURED",
                        "GET / (load home) latency.max WITHIN",
                        "GET /die (load deadly) latency.p95 UNMEASURED",
                        "GET / (load never) latency.max UNMEASURED");
        assertThat(ProbedService.verdict(report, "memory.peak").reason())
                .startsWith("Under load deadly the process ended: exit status 3\n  Its last output");
        assertThat(service.complete).isFalse();
        assertThat(report.passed()).isFalse();
    }

    @Test
    void endsTheChildrenOfWhatItStarted() throws IOException, InterruptedException {
        Path pid = folder.resolve("child.pid");

        service.probe("""
                name: service
                command: python3 service.py
                environment: { PORT: "${port}", WITH_CHILD: "%s" }
                load: { home: { request: GET /, requests: 10 } }
                """.formatted(pid));

        long child = Long.parseLong(Files.readString(pid));
        assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void saysThatTheProgramIsMissing() throws IOException, InterruptedException {
        GateReport report = service.probe("""
                command: no-such-program-anywhere
                startup: 3s
                """);

        assertThat(ProbedService.outcomes(report)).containsExactly("application startup UNMEASURED");
        assertThat(service.errors)
                .singleElement()
                .asString()
                .startsWith("process.command cannot be started: no-such-program-anywhere\n")
                .contains("Is the program installed");
    }

    @Test
    void showsTheLastOutputOfAProcessThatIsNeverReady() throws IOException, InterruptedException {
        GateReport report = service.probe("""
                command: [sh, -c, "echo still loading; sleep 100"]
                ready: { path: /up, within: 3s }
                startup: 3s
                """);

        assertThat(ProbedService.verdict(report, "startup").reason())
                .startsWith("The process was not ready within 3 s (process.ready: GET http://127.0.0.1:")
                .contains("/up with status 200); at last: ", "\n  Its last output (")
                .endsWith("still loading");
    }

    @Test
    void showsTheLastOutputOfAProcessThatEndsAtOnce() throws IOException, InterruptedException {
        GateReport report = service.probe("""
                command: [python3, -c, "print('no database'); exit(4)"]
                startup: 3s
                """);

        assertThat(ProbedService.verdict(report, "startup").reason())
                .startsWith("The process ended before it was ready: exit status 4\n")
                .endsWith("no database");
    }

    @Test
    void takesALineOfOutputForReady() throws IOException, InterruptedException {
        GateReport report = service.probe(COMMAND + """
                ready: { log: "serving on \\\\d+" }
                startup: 60s
                """);

        assertThat(ProbedService.outcomes(report)).containsExactly("service startup WITHIN");
    }

    @Test
    void loadsNoOtherMachineUnlessTold() throws IOException, InterruptedException {
        GateReport report = service.probe("""
                url: http://192.0.2.1:8080
                load: { home: { request: GET /, requests: 10, latency: { max: 1s } } }
                """);

        assertThat(ProbedService.outcomes(report)).containsExactly("GET / (load home) latency.max UNMEASURED");
        assertThat(service.errors)
                .singleElement()
                .asString()
                .contains("is not this machine", "-Dperf.probe.remote=true");
    }

    @Test
    void saysWhichVariableIsMissing() throws IOException, InterruptedException {
        service.environment.clear();

        service.probe("""
                command: python3 service.py
                environment: { PORT: "${port}", SECRET: "${env:TOKEN}" }
                startup: 3s
                """);

        assertThat(service.errors)
                .containsExactly("The environment variable TOKEN, which process names as ${env:TOKEN}, is not set");
    }
}
