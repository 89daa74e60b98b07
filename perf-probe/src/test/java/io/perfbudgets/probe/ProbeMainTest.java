package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProbeMainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void endsWithOneAndTheVerdictsWhenABudgetIsBroken() throws IOException, InterruptedException {
        write(JvmService.command() + """
                memory: { idle: 1MB }
                load: { home: { request: GET /, requests: 20, errorRate: 0% } }
                """);

        assertThat(run("--quiet", "--output", "out")).isEqualTo(1);

        assertThat(text(out))
                .contains("Probing service", "load home: 20 requests in ")
                .containsPattern("BROKEN +service +memory.idle +.* > 1 MB +budgets.yaml:5")
                .containsPattern("kept +GET / \\(load home\\) +errorRate");
        assertThat(text(err)).isEmpty();
        assertThat(folder.resolve("out/verdicts.json")).exists();
        assertThat(folder.resolve("out/probe/probe.json")).exists();
    }

    @Test
    void endsWithZeroWhenAllIsKept() throws IOException, InterruptedException {
        write(JvmService.command() + "memory: { idle: 900MB }\n");

        assertThat(run("budgets.yaml")).isZero();
        assertThat(folder.resolve("perf/verdicts.json")).exists();
    }

    @Test
    void endsWithThreeWhenNothingIsBrokenButNotMeasuredEither() throws IOException, InterruptedException {
        write("command: no-such-program-anywhere\nmemory: { idle: 1MB }\n");

        assertThat(run()).isEqualTo(3);
        assertThat(text(err)).startsWith("process.command cannot be started: no-such-program-anywhere");
    }

    @Test
    void endsWithTwoWhenItCannotBegin() throws IOException, InterruptedException {
        assertThat(run("--nonsense")).isEqualTo(2);
        assertThat(run("--output")).isEqualTo(2);
        assertThat(run("one.yaml", "two.yaml")).isEqualTo(2);
        assertThat(run("one.yaml")).isEqualTo(2);
        write("nonsense: 1\n");
        assertThat(run()).isEqualTo(2);
        Files.writeString(folder.resolve("budgets.yaml"), "version: 1\nsql: { nPlusOne: forbid }\n");
        assertThat(run()).isEqualTo(2);

        assertThat(text(err))
                .contains(
                        "There is no option --nonsense. --help lists what there is\n",
                        "--output needs a folder. --help",
                        "One budget file at a time: one.yaml or two.yaml. --help",
                        "There is no budget file " + folder.resolve("one.yaml") + "\n",
                        "budgets.yaml:3",
                        "budgets.yaml declares no process. Write a section process");
    }

    @Test
    void describesItself() throws InterruptedException {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("Usage: java -jar ", "--remote", "Exit status:");
    }

    private void write(String process) throws IOException {
        Files.writeString(folder.resolve("budgets.yaml"), "version: 1\nprocess:\n" + process.indent(2));
    }

    private int run(String... args) throws InterruptedException {
        return new ProbeMain(stream(out), stream(err), folder, true).run(List.of(args));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
