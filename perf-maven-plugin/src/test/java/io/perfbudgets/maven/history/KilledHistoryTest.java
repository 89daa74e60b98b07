package io.perfbudgets.maven.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.GateReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that is killed, whatever it was at. */
class KilledHistoryTest {
    private static final int SUBJECTS = 40;

    @TempDir
    Path folder;

    @Test
    void leavesWholeRunsOnlyAndAHistoryToGoOnIn() throws Exception {
        String file = folder.resolve("history.db").toString();
        Process build = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        file,
                        Files.createDirectory(folder.resolve("runs")).toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = build.inputReader(StandardCharsets.UTF_8)) {
            for (int run = 0; run < 5; run++) {
                assertThat(lines.readLine()).isEqualTo("written");
            }
            build.destroyForcibly();
        }
        build.waitFor();

        try (History history = History.open(file)) {
            assertThat(history.runs(RunQuery.of("shop", 9_999))).hasSizeGreaterThanOrEqualTo(5);
            for (RunEntry run : history.runs(RunQuery.of("shop", 9_999))) {
                assertThat(history.measurements(run)).hasSize(SUBJECTS);
                assertThat(history.verdicts(run)).hasSizeGreaterThanOrEqualTo(SUBJECTS);
            }
            history.record(run(folder, "after"), Commit.UNKNOWN, "");
            assertThat(history.runs(RunQuery.of("shop", 9).named("after"))).hasSize(1);
        }
    }

    private static GateReport run(Path folder, String id) throws IOException {
        PastRun run = new PastRun(folder, id);
        for (int subject = 0; subject < SUBJECTS; subject++) {
            run.request("GET /api/games" + subject, 1, PastRun.around(60, 20));
        }
        return run.judged();
    }

    /** Writes run after run. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] arguments) throws Exception {
            try (History history = History.open(arguments[0])) {
                for (int run = 0; true; run++) {
                    history.record(run(Path.of(arguments[1]), "run-" + run), Commit.UNKNOWN, "");
                    System.out.println("written");
                }
            }
        }
    }
}
