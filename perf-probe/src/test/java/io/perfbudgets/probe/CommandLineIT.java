package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
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
    void tellsOnATerminalHowFarItIs() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("budgets.yaml"), "version: 1\nprocess:\n" + (JvmService.command() + """
                load: { home: { request: GET /, rate: 10, duration: 4s, errorRate: 50% } }
                """).indent(2));
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")),
                "Not covered: progress on a terminal, without `script`");

        String progress = "home: \\d+ of 40, \\d+/s, p95 [0-9.]+ .s, 0 failed, [0-9.]+ MB";
        String terminal = String.join(" ", command("budgets.yaml"));
        assertThat(run(List.of("/usr/bin/script", "-qec", terminal, "/dev/null")).output)
                .containsPattern(progress);
        assertThat(run("budgets.yaml").output).contains("load home").doesNotContainPattern(progress);
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
        return run(command(args));
    }

    private static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("perf.probe.jar")));
        command.addAll(List.of(args));
        return command;
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("CI");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
