package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar that holds everything, as it is used. */
@Timeout(120)
class CommandLineIT {
    @TempDir
    Path folder;

    @Test
    void probesWithNothingButItsJar() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("budgets.yaml"), "version: 1\nprocess:\n" + (JvmService.command() + """
                startup: 60s
                memory: { peak: 1MB }
                load: { home: { request: GET /, requests: 60, latency: { p95: 20s } } }
                """).indent(2));

        Ended probe = run("budgets.yaml");

        assertThat(probe.output)
                .contains("Performance budgets of service: 2 kept, 1 broken")
                .containsPattern("BROKEN +service +memory.peak")
                .doesNotContain("SLF4J", "WARN", "vertx", "netty");
        assertThat(probe.status).isEqualTo(1);
    }

    @Test
    void describesItself() throws IOException, InterruptedException {
        Ended help = run("--help");

        assertThat(help.output).isEqualTo(CommandLine.HELP);
        assertThat(help.status).isZero();
        assertThat(run("--nonsense").status).isEqualTo(2);
    }

    private record Ended(int status, String output) {}

    private Ended run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("perf.probe.jar")));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
