package io.perfbudgets.budget;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BudgetFileErrorsTest {
    private static final String METRICS =
            Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(", "));

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongDocuments")
    void saysWhatIsWrongWhereAndWhatToDo(String yaml, List<String> messages) {
        assertThatThrownBy(() -> read(yaml.getBytes(UTF_8)))
                .isInstanceOf(BudgetFileException.class)
                .hasMessage(String.join("\n", messages).replace("(every metric)", METRICS));
    }

    /** Each document is followed by the lines of its message, which begin with an arrow. */
    static Stream<Arguments> wrongDocuments() throws IOException, URISyntaxException {
        URL cases = Objects.requireNonNull(BudgetFileErrorsTest.class.getResource("wrong-documents.txt"));
        return Arrays.stream(Files.readString(Path.of(cases.toURI())).split("(?m)^====\\R"))
                .map(text -> arguments(
                        text.substring(0, text.indexOf("-> ")),
                        text.substring(text.indexOf("-> "))
                                .lines()
                                .map(line -> line.substring("-> ".length()))
                                .toList()));
    }

    @Test
    void refusesAnEmptyDocument() {
        assertProblem("", "budgets.yaml:1:1: the file is empty. Start it with 'version: 1'");
        assertProblem("# nothing yet\n", "budgets.yaml:1:1: the file is empty. Start it with 'version: 1'");
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertProblem(
                "version: 1\nsql: \u0007\n", "budgets.yaml:2:6: here stands the control character U+0007. Remove it");
        assertThatThrownBy(() -> read("version: 1\nsql: \u00ff".getBytes(ISO_8859_1)))
                .hasMessage("budgets.yaml:2:6: here stands a byte that is not UTF-8. Save the file as UTF-8");
        assertThatThrownBy(() -> read("version: 1".getBytes(UTF_16)))
                .hasMessage("budgets.yaml:1:1: here stands a byte that is not UTF-8. Save the file as UTF-8");
        assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xE2, (byte) 0x82}))
                .hasMessage("budgets.yaml:1:2: here stands a byte that is not UTF-8. Save the file as UTF-8");
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark() throws IOException {
        assertThat(read("\uFEFFversion: 1".getBytes(UTF_8)).declared()).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        assertProblem(
                "version: 1\n" + "#".repeat(1 << 20),
                "budgets.yaml: it is larger than 1 MiB. Budgets are short: check that this is the right file");
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertProblem(
                "version: 1\nsql: " + "[".repeat(500_000),
                "budgets.yaml:2:26: nested deeper than 20 levels. Flatten it");
        assertProblem("- ".repeat(500_000), "budgets.yaml:1:43: nested deeper than 20 levels. Flatten it");
    }

    @Test
    void refusesAliasesThatMultiply() {
        StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [lol]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }

        assertThatThrownBy(() -> read(bomb.toString().getBytes(UTF_8)))
                .isInstanceOf(BudgetFileException.class)
                .hasMessageContaining("more than 50000 values once its aliases are written out. Use fewer aliases");
    }

    @Test
    void refusesTextsOfUnreasonableLength() {
        assertProblem(
                "version: 1\noperations: { sync: { method: " + "a.".repeat(100_000) + "b } }",
                "budgets.yaml:2:31: operations.sync.method is longer than 1000 characters. Shorten it");
    }

    @Test
    void listsNoMoreProblemsThanSomebodyWouldRead() {
        assertThatThrownBy(() -> read(("version: 1\n" + "x: 1\n".repeat(10_000)).getBytes(UTF_8)))
                .isInstanceOfSatisfying(BudgetFileException.class, exception -> assertThat(exception.problems())
                        .hasSize(50));
    }

    @Test
    void reportsTheProblemsOfAllFilesTogether() throws IOException {
        Path root = Files.writeString(folder.resolve("budgets.yaml"), "version: 1\nrequest: {}\n");
        Path nearer = Files.createDirectory(folder.resolve("orders")).resolve("budgets.yaml");
        Files.writeString(nearer, "version: 1\ntest: {}\n");

        assertThatThrownBy(() -> Budgets.read(List.of(nearer, root), ""))
                .hasMessage("budgets.yaml:2:1: unknown key 'request'. Did you mean 'requests'?\n"
                        + "orders/budgets.yaml:2:1: unknown key 'test'. Did you mean 'tests'?");
    }

    @Test
    void seesContradictionsAcrossFiles() throws IOException {
        Path root = Files.writeString(
                folder.resolve("budgets.yaml"),
                "version: 1\nrequests:\n  lists: { match: GET /games, latency: { p50: 90ms } }\n");
        Path nearer = Files.createDirectory(folder.resolve("orders")).resolve("budgets.yaml");
        Files.writeString(nearer, "version: 1\nrequests:\n  lists:\n    latency: { p95: 80ms }\n");

        assertThatThrownBy(() -> Budgets.read(List.of(nearer, root), ""))
                .hasMessage("budgets.yaml:3:47: requests.lists.latency.p50 is larger than requests.lists.latency.p95"
                        + " (orders/budgets.yaml:4), so it could never be the one that breaks."
                        + " Lower it, or raise the other");
    }

    @Test
    void saysWhenAFileIsMissing() {
        assertThatThrownBy(() -> Budgets.read(List.of(folder.resolve("budgets.yaml")), ""))
                .hasMessage("budgets.yaml: there is no such file. Create it or correct the path");
    }

    private void assertProblem(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.getBytes(UTF_8)))
                .isInstanceOf(BudgetFileException.class)
                .hasMessage(message);
    }

    private Budgets read(byte[] content) throws IOException {
        return Budgets.read(List.of(Files.write(folder.resolve("budgets.yaml"), content)), "orders");
    }
}
