package io.perfbudgets.gate;

import static io.perfbudgets.gate.Recorded.RUN;
import static io.perfbudgets.gate.Recorded.millis;
import static io.perfbudgets.gate.Recorded.plain;
import static io.perfbudgets.gate.Recorded.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Baseline;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.measure.Normalisation;
import io.perfbudgets.prove.Proof;
import io.perfbudgets.prove.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressionsTest {
    private static final Subject GAMES = Subject.request("GET", "/games");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String BUDGETS = "regression: { latency.p95: 10%, queries: 0 }";

    private static final Optional<Normalisation> SAME = Optional.of(Normalisation.SAME);

    @TempDir
    Path folder;

    @Test
    void explainsARegressionByTheRunsThatItIsHeldAgainst() throws IOException {
        GateReport report = judge(BUDGETS, request("GET /games", 5, millis(100, 40)), baseline(20, 3, 40, SAME));

        assertThat(outcomes(report))
                .containsExactly(
                        tuple("FAILS", "BREACHED", "regression.latency.p95"),
                        tuple("FAILS", "BREACHED", "regression.queries"));
        assertThat(GateText.explanations(report, Effect.FAILS).get(0)).isEqualTo("""
                Performance budget broken: GET /games  (regression.latency.p95, budgets.yaml:2)
                  p95 latency 40.1 ms, budget 22.3 ms
                  Baseline: 20.3 ms in 10 runs of main; this run and the one before it 97.3 % more, with 99 % confidence\
                 91.8 % more at least; runs of it differ by 1.3 %
                  p50 40.1 ms · p90 40.1 ms · p95 40.1 ms · p99 40.1 ms · max 40.1 ms; 0 % of the time in SQL (5 µs,\
                 5 queries)
                      1 x  select * from table0   (Games.java:1)   1 µs
                      1 x  select * from table1   (Games.java:2)   1 µs
                      1 x  select * from table2   (Games.java:3)   1 µs""");
        assertThat(GateText.explanations(report, Effect.FAILS).get(1)).startsWith("""
                        Performance budget broken: GET /games  (regression.queries, budgets.yaml:2)
                          GET /games ran 5 queries in one request, budget 3
                          Baseline: 3 in run run-0 of 3f2a81
                        """);
    }

    @Test
    void keepsWhatIsNoWorseThanItWas() throws IOException {
        GateReport report = judge(BUDGETS, request("GET /games", 3, millis(100, 20)), baseline(20, 3, 20, SAME));

        assertThat(outcomes(report))
                .containsExactly(
                        tuple("PASSES", "WITHIN", "regression.latency.p95"),
                        tuple("PASSES", "WITHIN", "regression.queries"));
    }

    @Test
    void listsThemWhereARunIsComparedWithNone() throws IOException {
        Path results = recorded(request("GET /games", 3, millis(100, 20)));
        Gate gate = gate(BUDGETS, results);
        GateReport report = gate.notCompared(gate.judge("shop", RunResults.read(results, RUN)), "not compared here");

        assertThat(outcomes(report))
                .containsExactly(
                        tuple("IGNORED", "UNMEASURED", "regression.latency.p95"),
                        tuple("IGNORED", "UNMEASURED", "regression.queries"));
        assertThat(report.passed()).isTrue();
        assertThat(Proofs.of(report, false).of(Proof.State.NOT_PROVED))
                .extracting(Proof::reason)
                .containsOnly("it is held against earlier runs, with which a sabotaged one is not compared");
    }

    @Test
    void refusesDurationsOfAnotherMachineAndStillComparesCounts() throws IOException {
        GateReport report =
                judge(BUDGETS, request("GET /games", 4, millis(100, 40)), baseline(20, 3, 40, Optional.empty()));

        assertThat(outcomes(report))
                .containsExactly(
                        tuple("FAILS", "BREACHED", "regression.queries"),
                        tuple("WARNS", "UNMEASURED", "regression.latency.p95"));
        assertThat(report.findings().get(1).verdict().reason())
                .startsWith("10 runs of main was measured on a different machine or JVM");
    }

    @Test
    void holdsDurationsAgainstThoseOfAnotherMachineAsFarAsItsCanaryNormalisesThem() throws IOException {
        Optional<Normalisation> twice = Optional.of(new Normalisation(1.8, 2.2, true));

        Finding slow = normalised(200, twice);
        Finding fast = normalised(30, twice);
        Finding between = normalised(44, twice);

        assertThat(List.of(slow, fast, between))
                .extracting(finding -> finding.verdict().outcome().name())
                .containsExactly("BREACHED", "WITHIN", "UNDECIDED");
        assertThat(slow.verdict().reason())
                .matches("36\\.6 ms to 44\\.7 ms in run-1 of main, measured on another machine or JVM and normalised by"
                        + " its canary; this run and the one before it 3\\d\\d\\.\\d % more, .*");
        assertThat(between.verdict().reason())
                .contains(
                        "; now between 1.4 % less and 20.4 % more, which the canary cannot tell apart; build the baseline");
    }

    /** A named run of another machine, own runs around it and one before it that were about as slow as this one. */
    private Finding normalised(long millis, Optional<Normalisation> there) throws IOException {
        List<Baseline.Run> own = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            own.add(run(i, 50_000_000 + i % 4 * 230_000L, 3, SAME));
        }
        Baseline baseline = new Baseline(
                "run-1 of main",
                List.of(run(1, 20_330_000, 3, there)),
                own,
                List.of(run(99, millis * 1_000_000, 3, SAME)));
        GateReport report = judge(BUDGETS, request("GET /games", 3, millis(100, millis)), baseline);
        return report.findings().stream()
                .filter(finding -> finding.verdict().budget().metric() == Metric.LATENCY_P95)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhatIsNewAndWhatIsGoneAndNeverTakesItForKept() throws IOException {
        GateReport report = judge(BUDGETS, request("GET /matches", 3, millis(100, 20)), baseline(20, 3, 20, SAME));

        assertThat(report.findings())
                .extracting(
                        finding -> finding.effect().name(),
                        finding -> finding.verdict().subject().name(),
                        finding -> finding.verdict().reason())
                .contains(
                        tuple(
                                "WARNS",
                                "GET /matches",
                                "it is not in the baseline, 10 runs of main: it is new, or its name has changed."
                                        + " Nothing can be said of it until the baseline has it"),
                        tuple(
                                "WARNS",
                                "GET /games",
                                "it is in the baseline, 10 runs of main, and was not observed now: it is gone, or its"
                                        + " name has changed"));
        assertThat(report.findings()).noneMatch(finding -> finding.effect() == Effect.PASSES);
    }

    @Test
    void aGroupReplacesWhatIsSaidOfAllAndMayLiftIt() throws IOException {
        GateReport report = judge("""
                requests: { games: { match: GET /games, regression: { latency.p95: allow, queries: 50% } } }
                regression: { latency.p95: 10%, queries: 0, rows: 0 }""", request("GET /games", 4, millis(100, 40)), baseline(20, 3, 40, SAME));

        assertThat(outcomes(report)).contains(tuple("PASSES", "WITHIN", "regression.queries"));
        assertThat(outcomes(report)).noneMatch(each -> each.toList().contains("regression.latency.p95"));
    }

    @Test
    void aWaiverOfTheAbsoluteLimitDoesNotCoverTheRegression() throws IOException {
        String waived = BUDGETS.replace("%", "%%")
                + "\nwaivers: [{ budget: GET /games %s, until: 2026-12-31, reason: known, owner: ann }]";

        GateReport other = judge(
                waived.formatted("queries"), request("GET /games", 5, millis(100, 20)), baseline(20, 3, 20, SAME));
        GateReport same = judge(
                waived.formatted("regression.queries"),
                request("GET /games", 5, millis(100, 20)),
                baseline(20, 3, 20, SAME));

        assertThat(outcomes(other)).contains(tuple("FAILS", "BREACHED", "regression.queries"));
        assertThat(outcomes(same)).contains(tuple("WAIVED", "BREACHED", "regression.queries"));
    }

    private GateReport judge(String budgets, io.perfbudgets.measure.Measurement measurement, Baseline baseline)
            throws IOException {
        Path results = recorded(measurement);
        Gate gate = gate(budgets, results);
        return gate.regressions(gate.judge("shop", RunResults.read(results, RUN)), baseline, false);
    }

    private Path recorded(io.perfbudgets.measure.Measurement measurement) throws IOException {
        Path results = Files.createTempDirectory(folder, "results");
        Recorded.jvm(results, RUN, 11, plain(measurement));
        return results;
    }

    private static Gate gate(String budgets, Path results) throws IOException {
        Path file = Files.writeString(results.resolve("budgets.yaml"), "version: 1\n" + budgets + "\n");
        return new Gate(Budgets.read(List.of(file), "shop"), TODAY);
    }

    private static List<Tuple> outcomes(GateReport report) {
        return report.findings().stream()
                .map(finding -> tuple(
                        finding.effect().name(),
                        finding.verdict().outcome().name(),
                        finding.verdict().budget().name()))
                .toList();
    }

    /** Ten runs around {@code millis}, before them one of {@code before} that is not part of them. */
    private static Baseline baseline(long millis, long queries, long before, Optional<Normalisation> normalisation) {
        List<Baseline.Run> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            runs.add(run(i, millis * 1_000_000 + i % 4 * 230_000L, queries, normalisation));
        }
        return new Baseline(
                "10 runs of main", runs, runs, List.of(run(99, before * 1_000_000, queries, normalisation)));
    }

    private static Baseline.Run run(int number, long nanos, long queries, Optional<Normalisation> normalisation) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(nanos, 100);
        return new Baseline.Run(
                "run-" + number + " of 3f2a81",
                normalisation,
                Map.of(GAMES, new Observed(100, 0, 0, Map.of(Metric.QUERIES, queries), histogram)));
    }
}
