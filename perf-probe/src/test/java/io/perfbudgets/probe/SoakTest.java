package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SoakTest {
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
    void findsALeakBeforeTheEndAndKeepsEachSample() throws IOException, InterruptedException {
        GateReport report = service.probe(COMMAND + """
                memory: { growth: flat }
                load: { leak: { request: GET /leak, requests: 5 } }
                soak: { load: leak, duration: 1h, rate: 1, compress: 40 }
                """);

        Verdict verdict = ProbedService.verdict(report, "memory.growth");
        assertThat(verdict.outcome()).isEqualTo(Outcome.BREACHED);
        // 3,600 requests in an hour of use, 200 kB each.
        assertThat(verdict.observed().orElseThrow().value()).isBetween(500_000_000L, 900_000_000L);
        assertThat(verdict.reason())
                .contains("samples of resident memory, 40 times as fast as in use: what grows by the clock");
        assertThat(Files.readAllLines(folder.resolve("output/soak.csv")))
                .hasSizeBetween(31, 60)
                .first()
                .isEqualTo("hours,bytes");
        Series watched = report.results()
                .measurement(verdict.subject())
                .orElseThrow()
                .series()
                .get(0);
        assertThat(watched.name()).isEqualTo("resident memory");
        assertThat(watched.samples()).hasSizeBetween(30, 60);
    }

    @Test
    void isAlsoACommand() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("budgets.yaml"), "version: 1\nprocess:\n" + (COMMAND + """
                memory: { idle: 1MB }
                load: { home: { request: GET /, requests: 20, errorRate: 0% } }
                """).indent(2));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProbeMain main = new ProbeMain(new PrintStream(out, true, StandardCharsets.UTF_8), folder);

        int status = main.run(List.of("--quiet", "--output", "out"));

        assertThat(status).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Probing service", "load home: 20 requests in ")
                .containsPattern("BROKEN +service +memory.idle +.* > 1 MB +budgets.yaml:6")
                .containsPattern("kept +GET / \\(load home\\) +errorRate");
        assertThat(folder.resolve("out/verdicts.json")).exists();
        assertThat(new ProbeMain(new PrintStream(out, true, StandardCharsets.UTF_8), folder).run(List.of("--nonsense")))
                .isEqualTo(2);
    }
}
