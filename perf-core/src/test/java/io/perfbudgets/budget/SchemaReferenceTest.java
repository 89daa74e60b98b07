package io.perfbudgets.budget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the documentation says of the keys is what the schema says, and the schema that it hands out is the one in the jar. */
class SchemaReferenceTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void theDocumentedKeysAreThoseOfTheSchema() throws IOException {
        holds(DOCS.resolve("budgets-reference.md"), SchemaReference.of(new ObjectMapper().readTree(schema())));
    }

    @Test
    void theSchemaInTheDocumentationIsTheOneInTheJar() throws IOException {
        holds(DOCS.resolve("budgets.schema.json"), schema());
    }

    @Test
    void everyKeyHasAMeaning() throws IOException {
        assertThat(SchemaReference.of(new ObjectMapper().readTree(schema())).lines())
                .filteredOn(line -> line.startsWith("| `"))
                .hasSizeGreaterThan(100)
                .noneMatch(line -> line.split(" \\| ", -1)[2].isBlank());
    }

    private static void holds(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("perf.reference.update")) {
            Files.writeString(file, wanted);
        }
        assertThat(file)
                .as("%s, written from the schema; -DargLine=-Dperf.reference.update=true writes it anew", file)
                .content()
                .isEqualTo(wanted);
    }

    private static String schema() throws IOException {
        try (InputStream in = SchemaReferenceTest.class.getResourceAsStream("/io/perfbudgets/budgets.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
