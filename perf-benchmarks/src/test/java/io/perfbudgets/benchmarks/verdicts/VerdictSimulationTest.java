package io.perfbudgets.benchmarks.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictSimulationTest {
    @Test
    void printsTheTableAndWritesItAsJson(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Path json = folder.resolve("new").resolve("simulation.json");

        VerdictSimulation.simulate(json, 20, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(Cell.HEADING)
                .contains("burst, AR(1), canary")
                .contains("300 budgets, each exactly at its limit")
                .contains("false alarms at most 0.10 %");
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.get("aims")).hasSize(5);
        assertThat(result.get("modules")).hasSize(5);
        assertThat(result.get("cells")).hasSize(5 * Model.ALL.size());
        assertThat(result.get("cells").get(0).get("breached").asInt()).isZero();
    }
}
