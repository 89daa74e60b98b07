package io.perfbudgets.maven;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.gate.ExitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the latest goal that judged, or could not, came to in one module: Maven itself exits with 1 whatever went wrong. */
final class OutcomeFile {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;

    OutcomeFile(Path folder) {
        this.file = folder.resolve("outcome.json");
    }

    /**
     * Writes it, replacing a former one.
     *
     * @param failed whether the goal fails the build, which a policy may keep it from
     * @param message why; empty if it does not
     */
    void write(String module, String goal, ExitState state, boolean failed, String message) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", "perf-outcome").put("version", 1);
        node.put("module", module).put("goal", goal);
        node.put("state", state.name()).put("code", state.code());
        node.put("failed", failed).put("message", message);
        Files.createDirectories(file.getParent());
        Files.writeString(file, MAPPER.writeValueAsString(node) + "\n");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
