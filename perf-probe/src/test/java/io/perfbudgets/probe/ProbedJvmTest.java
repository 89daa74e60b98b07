package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ProbedJvmTest {
    @TempDir
    Path folder;

    ProbedService service;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        service = new ProbedService(folder);
    }

    @Test
    void tellsWhereItsStartWentAndWhatEachRequestHolds() throws IOException, InterruptedException {
        GateReport report = service.probe(JvmService.command() + """
                startup: 60s
                memory: { perRequest: 300kB }
                load: { hold: { request: GET /hold, requests: 8, concurrency: 4 } }
                """);

        assertThat(ProbedService.outcomes(report))
                .containsExactlyInAnyOrder("service startup WITHIN", "service memory.perRequest BREACHED");
        Verdict perRequest = ProbedService.verdict(report, "memory.perRequest");
        assertThat(perRequest.observed().orElseThrow().value()).isBetween(500_000L, 4_000_000L);
        assertThat(perRequest.reason())
                .startsWith("hold, 4 at a time, live heap ")
                .contains("most of it [B (");
        assertThat(service.said)
                .anyMatch(line -> line.matches("    the JVM itself took .* classes, .* from a class data archive, .*"))
                .anyMatch(line -> line.matches("  memory: peak .*; of the JVM .* heap in use, .* class metadata"));
        assertThat(Files.readString(folder.resolve("output/probe.json")))
                .contains("\"lastStartup\"", "\"sharedClasses\"", "\"jvmAfterLoad\"", "\"metaspace\"");
    }

    @Test
    void namesTheClassesThatGrewWhenItLeaks() throws IOException, InterruptedException {
        GateReport report = service.probe(JvmService.command() + """
                memory: { growth: flat }
                load: { leak: { request: GET /leak, requests: 5 } }
                soak: { load: leak, duration: 20m, rate: 1, compress: 20 }
                """);

        Verdict growth = ProbedService.verdict(report, "memory.growth");
        assertThat(ProbedService.outcomes(report)).containsExactly("service memory.growth BREACHED");
        // 3,600 requests in an hour of use, 100 kB each.
        assertThat(growth.observed().orElseThrow().value()).isBetween(250_000_000L, 450_000_000L);
        assertThat(growth.reason()).contains("samples of the live heap, 20 times as fast as in use", "; grown: [B by ");
    }

    @Test
    void keepsWhatASoakHasMeasuredWhenTheProcessEnds() throws IOException, InterruptedException {
        GateReport report = service.probe("""
                name: service
                command: [sh, -c, "exec timeout 8 python3 service.py"]
                environment: { PORT: "${port}" }
                memory: { idle: 900MB, growth: flat }
                load: { home: { request: GET /, requests: 5 } }
                soak: { load: home, duration: 60s, rate: 20 }
                """);

        assertThat(ProbedService.outcomes(report))
                .containsExactlyInAnyOrder("service memory.idle WITHIN", "service memory.growth UNMEASURED");
        assertThat(ProbedService.verdict(report, "memory.growth").reason())
                .startsWith("during the soak the process ended");
        assertThat(folder.resolve("output/soak.csv")).exists();
    }
}
