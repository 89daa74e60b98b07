package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.PaceRecorder;
import io.perfbudgets.measure.SubjectRecorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyMachineTest {
    private static final long SECOND = 1_000_000_000;
    private static final double CONFIDENCE = 0.999;
    private static final Subject LISTS = Subject.load("GET", "/", "lists");

    @TempDir
    Path folder;

    private List<Budget> budgets;

    @BeforeEach
    void declare() throws Exception {
        Path file = folder.resolve("budgets.yaml");
        Files.writeString(file, """
                version: 1
                process:
                  url: http://localhost:8080
                  load:
                    lists: { request: GET /, requests: 500, latency: { p95: 100ms, p99: 9s }, throughput: 1000/s, errorRate: 0% }
                """);
        budgets = Budgets.read(List.of(file), "").budgetsFor(LISTS);
    }

    @Test
    void takesWhatIsTooSlowForUndecided() {
        List<Verdict> verdicts = BusyMachine.doubts(budgets, measured(), Set.of("timed out"), 0.42, CONFIDENCE);

        assertThat(verdicts).extracting(Verdict::outcome).containsOnly(Outcome.UNDECIDED);
        assertThat(verdicts)
                .extracting(verdict -> verdict.budget().metric().toString())
                .containsExactlyInAnyOrder("latency.p95", "throughput", "errorRate");
        assertThat(verdicts.get(0).reason())
                .startsWith(
                        "over the limit while other programs took 42 % of the machine, so it counts for no breach; ");
        assertThat(verdicts.get(0).observed()).isPresent();
    }

    @Test
    void leavesFailuresThatNoBusyMachineCauses() {
        assertThat(BusyMachine.doubts(budgets, measured(), Set.of("status 500"), 0.42, CONFIDENCE))
                .extracting(verdict -> verdict.budget().metric().toString())
                .doesNotContain("errorRate");
    }

    @Test
    void saysNothingOnACalmMachine() {
        assertThat(BusyMachine.doubts(budgets, measured(), Set.of("timed out"), 0.05, CONFIDENCE))
                .isEmpty();
    }

    /** Five seconds of a load, slow throughout. */
    private static Measurement measured() {
        Latencies latencies = new Latencies();
        PaceRecorder pace = new PaceRecorder(0);
        for (int i = 1; i <= 500; i++) {
            latencies.add(200_000_000);
            pace.add(i * SECOND / 100);
        }
        SubjectRecorder recorder = new SubjectRecorder(LISTS, "", Instant.EPOCH);
        recorder.addUnits(550, 50, latencies);
        recorder.addLoad(new LoadRun("closed model", 550, 50, pace.pace(5 * SECOND), 0, 0, List.of()));
        return recorder.measurement();
    }
}
