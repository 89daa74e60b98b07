package io.perfbudgets.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Proofs for machines. Durations are in nanoseconds, sizes in bytes, everything else is counted. */
public final class ProofsJson {
    /** The name of the format, in the field {@code schema}. */
    public static final String SCHEMA = "perf-proofs";

    /** Raised when a reader of the former one could go wrong. */
    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ProofsJson() {}

    /**
     * Writes {@code proofs} to {@code file}, replacing it, and creates the folder if it is missing.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Proofs proofs, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA).put("version", VERSION).put("module", proofs.name());
        node.put("passed", proofs.of(Proof.State.EMPTY).isEmpty());
        var all = node.putArray("proofs");
        proofs.all().forEach(proof -> all.add(node(proof)));
        Files.write(file, MAPPER.writeValueAsBytes(node));
    }

    private static ObjectNode node(Proof proof) {
        Verdict verdict = proof.verdict();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("subject")
                .put("kind", verdict.subject().kind().name())
                .put("name", verdict.subject().name());
        if (!verdict.test().isEmpty()) {
            node.put("test", verdict.test());
        }
        node.put("budget", verdict.budget().name());
        node.put("dimension", verdict.budget().limit().dimension().name());
        node.put("limit", verdict.budget().limit().value());
        verdict.observed().ifPresent(observed -> node.put("observed", observed.value()));
        node.put("state", proof.state().name());
        node.put("verdict", verdict.outcome().name());
        node.put("injected", proof.injected());
        node.put("reason", proof.reason());
        Origin origin = verdict.budget().origin();
        node.putObject("origin")
                .put("declaration", origin.declaration())
                .put("file", origin.file())
                .put("line", origin.line());
        return node;
    }
}
