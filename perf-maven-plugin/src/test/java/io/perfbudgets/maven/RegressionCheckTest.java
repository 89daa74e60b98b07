package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.export.Export;
import io.perfbudgets.maven.history.Commit;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.PastRun;
import io.perfbudgets.maven.history.RunQuery;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.results.MachineFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressionCheckTest {
    @TempDir
    Path folder;

    private Budgets budgets;

    @BeforeEach
    void declare() throws IOException {
        Path file = Files.writeString(
                folder.resolve("budgets.yaml"), "version: 1\nregression: { latency.p95: 10%, queries: 0 }\n");
        budgets = Budgets.read(List.of(file), "shop");
    }

    @Test
    void saysThatThereIsNoBaselineAndFails() throws Exception {
        GateReport report = check("", run("now", 20, 3));

        assertThat(report.passed()).isFalse();
        assertThat(report.problems(Effect.FAILS)).singleElement().satisfies(problem -> assertThat(problem.text())
                .startsWith("Regression budgets are not measured: the history holds no run of shop")
                .contains("-Dperf.baseline=none"));
    }

    @Test
    void aNameThatMatchesNoRunIsNoPass() throws Exception {
        remember("run-1", "main", 20, 3);

        assertThat(check("mian", run("now", 20, 3))
                        .problems(Effect.FAILS)
                        .get(0)
                        .text())
                .contains("no run of shop that 'mian' names (perf.baseline)");
    }

    @Test
    void whatIsAskedForOrBrokenElsewhereOnlyWarns() throws Exception {
        Files.writeString(folder.resolve("history.db"), "this is no database, and far too short for one");

        assertThat(check("none", run("now", 20, 3)).problems(Effect.WARNS)).hasSize(1);
        assertThat(check("", run("now", 20, 3)).problems(Effect.WARNS))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("history.db cannot be used"));
    }

    @Test
    void holdsARunAgainstTheRunsOfABranchAndTheRunBeforeIt() throws Exception {
        for (int i = 0; i < 6; i++) {
            remember("run-" + i, "", 20, 3);
        }
        remember("run-6", "", 40, 3);

        GateReport slow = check("", run("now", 40, 3));
        GateReport fast = check("", run("now", 20, 3));

        assertThat(outcomes(slow)).contains("BREACHED regression.latency.p95", "WITHIN regression.queries");
        assertThat(outcomes(fast)).contains("WITHIN regression.latency.p95");
        Export.write(slow, List.of(Export.SARIF, Export.OPENMETRICS), folder);
        assertThat(folder.resolve("results.sarif")).content().contains("\"ruleId\" : \"regression.latency.p95\"");
        assertThat(folder.resolve("metrics.txt")).content().contains("metric=\"regression.latency.p95\"");
    }

    @Test
    void aRunThatBrokeARegressionBudgetIsNoBaseline() throws Exception {
        remember("run-1", "", 20, 3);
        remember(check("", run("run-2", 20, 5)), "");

        assertThat(outcomes(check("", run("now", 20, 5)))).contains("BREACHED regression.queries");
    }

    @Test
    void theMarkedRunIsHeldAgainstBeforeAnyOther() throws Exception {
        remember("run-1", "", 20, 2);
        try (History history = open()) {
            history.baseline(history.runs(RunQuery.of("shop", 1)).get(0), true);
        }
        for (int i = 2; i < 8; i++) {
            remember("run-" + i, "", 20, 3);
        }

        GateReport report = check("", run("now", 20, 3));

        assertThat(outcomes(report)).contains("BREACHED regression.queries", "WITHIN regression.latency.p95");
    }

    @Test
    void normalisesTheRunsOfAnotherMachineByTheCanaryAndRefusesThemWithoutOne() throws Exception {
        MachineFingerprint here = PastRun.MACHINE.with(new CanaryTimes(10_000, 30_000));
        MachineFingerprint there = new MachineFingerprint("Epyc", 2, 8L << 30, "Linux", "OpenJDK 17.0.15", List.of());
        for (int i = 0; i < 4; i++) {
            remember(on(there.with(new CanaryTimes(20_000, 60_000)), "known-" + i, 60), "known");
            remember(on(there, "unknown-" + i, 60), "unknown");
        }

        assertThat(outcomes(check("known", on(here, "now", 20)))).contains("WITHIN regression.latency.p95");
        assertThat(outcomes(check("known", on(here, "now", 30)))).contains("UNDECIDED regression.latency.p95");
        assertThat(outcomes(check("unknown", on(here, "now", 20)))).contains("UNMEASURED regression.latency.p95");
        assertThat(outcomes(check("known", on(PastRun.MACHINE, "now", 20))))
                .contains("UNMEASURED regression.latency.p95", "WITHIN regression.queries");
    }

    private GateReport on(MachineFingerprint machine, String id, long millis) throws IOException {
        return new PastRun(folder, id, PastRun.FIRST, machine)
                .request("GET /api/games", 3, PastRun.around(100, millis))
                .judged();
    }

    private GateReport check(String baseline, GateReport judged) {
        return new RegressionCheck(new HistoryPlace(folder, "history.db"), folder, baseline, 10)
                .on(judged, new Gate(budgets, LocalDate.of(2026, 11, 23)), budgets, false);
    }

    private GateReport run(String id, long millis, int queries) throws IOException {
        return new PastRun(folder, id)
                .request("GET /api/games", queries, PastRun.around(100, millis))
                .judged();
    }

    private void remember(String id, String branch, long millis, int queries) throws Exception {
        remember(run(id, millis, queries), branch);
    }

    private void remember(GateReport report, String branch) throws HistoryException {
        try (History history = open()) {
            history.record(report, new Commit("3f2a81c09d", branch, false), "");
        }
    }

    private History open() throws HistoryException {
        return History.open(folder.resolve("history.db").toString());
    }

    private static List<String> outcomes(GateReport report) {
        return report.findings().stream()
                .map(finding -> finding.verdict().outcome() + " "
                        + finding.verdict().budget().name())
                .toList();
    }
}
