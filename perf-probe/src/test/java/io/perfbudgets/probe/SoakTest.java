package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
