package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the probe has started ends with it, however the probe ends. */
@Timeout(120)
class EndingTest {
    /** A build that a script runs in the background ignores Ctrl-C, and so would all that it starts. */
    private static final String WITH_CTRL_C = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
            + " os.execv(sys.argv[1], sys.argv[1:])";

    @TempDir
    Path folder;

    @BeforeEach
    void writeBudgets() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "Not covered: signals, which Windows lacks.");
        Files.writeString(folder.resolve("budgets.yaml"), """
                version: 1
                process:
                  name: service
                  command: [sh, -c, "sleep 600 & echo $$ $! > pids; wait"]
                  ready: { log: never, within: 100s }
                  startup: 3s
                """);
    }

    @Test
    void endsItWithItsChildrenOnCtrlC() throws Exception {
        endsEverything("INT");
    }

    @Test
    void endsItWithItsChildrenWhenTheProbeIsKilled() throws Exception {
        endsEverything("KILL");
    }

    private void endsEverything(String signal) throws Exception {
        Process probe = new ProcessBuilder(
                        "python3",
                        "-c",
                        WITH_CTRL_C,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProbeMain.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("probe.log").toFile())
                .start();
        try {
            String[] pids = pids(probe).split(" ", -1);
            new ProcessBuilder("kill", "-" + signal, Long.toString(probe.pid()))
                    .start()
                    .waitFor();

            assertThat(probe.waitFor(60, TimeUnit.SECONDS)).isTrue();
            for (String pid : pids) {
                assertThat(hasEnded(Long.parseLong(pid))).as("process " + pid).isTrue();
            }
        } finally {
            probe.destroyForcibly();
        }
    }

    private String pids(Process probe) throws IOException, InterruptedException {
        Path file = folder.resolve("pids");
        while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
            assertThat(probe.isAlive())
                    .as(Files.readString(folder.resolve("probe.log")))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return Files.readString(file).strip();
    }

    private static boolean hasEnded(long pid) throws InterruptedException, ExecutionException {
        try {
            ProcessHandle process = ProcessHandle.of(pid).orElse(null);
            if (process != null) {
                process.onExit().get(60, TimeUnit.SECONDS);
            }
            return true;
        } catch (TimeoutException lives) {
            return false;
        }
    }
}
