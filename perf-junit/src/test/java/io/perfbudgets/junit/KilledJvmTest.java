package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.results.PreparedRun;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Test JVMs that are killed ({@code kill -9}) at random points: two of them, or as many as {@code -Dkills=100} says. */
class KilledJvmTest {
    private static final int MOST_TESTS = 200;
    private static final String TEST = KilledMain.Many.class.getName() + ".reads";

    private final SplittableRandom random = new SplittableRandom(20_261_125);

    @TempDir
    Path folder;

    @Test
    @Timeout(1_800)
    void everyTestThatHasEndedLeavesItsResultAndTheOneUnderWayIsNamed() throws IOException, InterruptedException {
        int kills = Integer.getInteger("kills", 2);
        for (int kill = 0; kill < kills; kill++) {
            Path target = folder.resolve("target-" + kill);
            int ended = endedUntilKilled(target, random.nextInt(MOST_TESTS));

            List<ResultRecord> records = new ArrayList<>();
            ResultsReader.Summary summary = ResultsReader.read(only(target.resolve("results")), records::add);
            assertThat(summary.complete()).isFalse();
            assertThat(records).hasSizeBetween(ended, ended + 1);
            assertThat(records)
                    .flatExtracting(ResultRecord::verdicts)
                    .filteredOn(verdict -> verdict.budget().metric() == Metric.QUERIES)
                    .hasSameSizeAs(records)
                    .allMatch(verdict -> verdict.outcome() == Outcome.WITHIN);
            assertThat(summary.unfinished()).isSubsetOf(TEST).hasSizeLessThan(2);
        }
    }

    /** How many tests had ended, as the JVM itself said, when it was killed after so many. */
    private static int endedUntilKilled(Path target, int after) throws IOException, InterruptedException {
        new PreparedRun("run", "shop", target.resolve("results"), List.of()).write(target);
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-D" + PreparedRun.PROPERTY + "=" + PreparedRun.file(target),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        KilledMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int ended = 0;
        try (BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                assertThat("SUCCESSFUL").startsWith(line); // the last one may be cut
                ended += line.equals("SUCCESSFUL") ? 1 : 0;
                if (ended > after) {
                    jvm.toHandle().destroyForcibly(); // what it has said can still be read
                }
            }
        } finally {
            jvm.destroyForcibly().waitFor();
        }
        assertThat(ended).as("tests until it was killed").isGreaterThan(after);
        return ended;
    }

    private static Path only(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
