package io.perfbudgets.results;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileFuzzTest {
    private static final List<String> TOKENS = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "1.5",
            "\"\"",
            "\"REQUEST\"",
            "[]",
            "{}",
            "[",
            "]",
            "{",
            "}",
            "\"",
            ",",
            ":",
            "\n",
            "\r\n",
            "\0",
            "\\u0000",
            "\\uD800",
            "AAAAAAAAAAA=",
            "2026-11-25T00:00:00Z",
            "\"queries\":",
            "\"histogram\":\"AAAA\",",
            "\"ordered\":\"\",",
            "{\"end\":true}\n",
            "[[[[[[[[[[[[[[[[");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void nothingButResultsExceptionsWithFileAndLineComeOutOfDamagedBytes() throws IOException {
        int mutations = Mutations.count(3_000);
        Path file = written();
        Mutations damaged = new Mutations(Files.readAllBytes(file), TOKENS);
        int accepted = 0;
        for (int i = 0; i < mutations; i++) {
            Files.write(file, damaged.next());
            accepted += readsOrExplains(file) ? 1 : 0;
        }
        assertThat(accepted).as("mutations that are still valid").isBetween(mutations / 50, mutations);
    }

    /** Bytes seldom stay JSON: here they always do, and one value in them is another one. */
    @Test
    void nothingButResultsExceptionsWithFileAndLineComeOutOfForeignValues() throws IOException {
        int mutations = Mutations.count(3_000);
        Path file = written();
        List<String> lines = Files.readAllLines(file);
        SplittableRandom random = new SplittableRandom(1);
        int accepted = 0;
        for (int i = 0; i < mutations; i++) {
            JsonNode record = JSON.readTree(lines.get(1));
            List<Runnable> changes = new ArrayList<>();
            addChanges(record, foreign(random.nextInt(FOREIGN)), changes);
            changes.get(random.nextInt(changes.size())).run();
            Files.write(file, List.of(lines.get(0), record.toString(), lines.get(2)));
            accepted += readsOrExplains(file) ? 1 : 0;
        }
        assertThat(accepted).as("mutations that are still valid").isBetween(mutations / 50, mutations);
    }

    private static final int FOREIGN = 10;

    private static JsonNode foreign(int kind) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (kind) {
            case 0 -> json.nullNode();
            case 1 -> json.numberNode(-1);
            case 2 -> json.numberNode(Long.MIN_VALUE);
            case 3 -> json.numberNode(Long.MAX_VALUE);
            case 4 -> json.numberNode(1e300);
            case 5 -> json.textNode("");
            case 6 -> json.textNode("AAAAAAAAAAE=");
            case 7 -> json.arrayNode().add(json.objectNode()).add(1);
            case 8 -> json.objectNode().put("queries", "x");
            default -> json.booleanNode(true);
        };
    }

    private static void addChanges(JsonNode node, JsonNode foreign, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                changes.add(() -> object.set(name, foreign));
                changes.add(() -> object.remove(name));
                addChanges(object.get(name), foreign, changes);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(() -> array.set(index, foreign));
                addChanges(array.get(i), foreign, changes);
            }
        }
    }

    private Path written() throws IOException {
        try (ResultsWriter writer = ResultsWriter.create(folder, RunContext.current("run-1", "shop"))) {
            writer.append(ResultsFileTest.record("GET /api/games"));
            return writer.file();
        }
    }

    private static boolean readsOrExplains(Path file) throws IOException {
        try {
            ResultsReader.read(file, record -> assertThat(record.measurement()).isNotNull());
            return true;
        } catch (ResultsException refused) {
            String words = String.valueOf(refused.getMessage());
            if (!words.startsWith(file.toString()) || words.contains("Exception") || words.contains("\n")) {
                throw new AssertionError("'" + words + "' for:\n" + Files.readString(file, ISO_8859_1), refused);
            }
            return false;
        } catch (RuntimeException | StackOverflowError raw) {
            throw new AssertionError("a raw error for:\n" + Files.readString(file, ISO_8859_1), raw);
        }
    }
}
