package io.perfbudgets.gate;

import static io.perfbudgets.gate.Recorded.RUN;
import static io.perfbudgets.gate.Recorded.millis;
import static io.perfbudgets.gate.Recorded.plain;
import static io.perfbudgets.gate.Recorded.request;
import static io.perfbudgets.gate.Recorded.withMaxQueries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Pace;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.results.ResultsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path folder;

    @Test
    void mergesAllTestJvmsOfTheRunAndLeavesOtherRunsOut() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /games", 1, millis(100, 20))));
        Recorded.jvm(folder, RUN, 12, plain(request("GET /games", 3, millis(50, 20))));
        Recorded.jvm(folder, "run-0", 13, plain(request("GET /games", 9, millis(50, 20))));

        GateReport report = judge("requests: { games: { match: GET /games, queries: 3, latency: { p95: 100ms } } }");

        assertThat(outcomes(report))
                .containsExactly(
                        tuple("PASSES", "WITHIN", "GET /games", "latency.p95"),
                        tuple("PASSES", "WITHIN", "GET /games", "queries"));
        assertThat(report.results().otherRuns()).isEqualTo(1);
        assertThat(report.results().jvms()).hasSize(2);
        assertThat(report.findings().get(0).verdict().evidence().orElseThrow().units())
                .isEqualTo(150);
    }

    @Test
    void holdsARequestAgainstAMultipleOfAnotherOne() throws IOException {
        Recorded.jvm(
                folder,
                RUN,
                11,
                plain(request("GET /health", 1, millis(300, 10))),
                plain(request("GET /fast", 1, millis(300, 15))),
                plain(request("GET /slow", 1, millis(300, 50))),
                plain(request("GET /other", 1, millis(300, 50))));

        GateReport report = judge("""
                requests:
                  fast: { match: GET /fast, latency: { p95: 2x, reference: GET /health } }
                  slow: { match: GET /slow, latency: { p95: 2x, reference: GET /health } }
                  other: { match: GET /other, latency: { p95: 2x, reference: import } }""");

        assertThat(outcomes(report))
                .containsExactlyInAnyOrder(
                        tuple("FAILS", "BREACHED", "GET /slow", "latency.p95"),
                        tuple("FAILS", "UNMEASURED", "GET /other", "latency.p95"),
                        tuple("PASSES", "WITHIN", "GET /fast", "latency.p95"));
        assertThat(Explanation.of(report.findings().get(0).verdict()))
                .contains("\n  p95 latency 4.89x, budget 2x of GET /health  (300 requests; GET /health took 10.3 ms;"
                        + " p95 is above 4.");
        assertThat(report.findings().get(1).verdict().reason()).isEqualTo("nothing was timed of its reference import");
    }

    @Test
    void oneSlowRequestOnlyWarnsAndSlowOnesThatRecurBreakTheBudget() throws IOException {
        Recorded.jvm(
                folder,
                RUN,
                11,
                plain(request("GET /once", 1, LongStream.concat(millis(1, 400), millis(300, 20)))),
                plain(request("GET /always", 1, millis(300, 400))),
                plain(request("GET /never", 1, millis(300, 20))));

        GateReport report = judge("""
                defaults: { slowRequest: 200ms }
                requests: { all: { match: [GET /once, GET /always, GET /never, GET /absent], slowRequests: 0 } }""");

        assertThat(outcomes(report))
                .containsExactlyInAnyOrder(
                        tuple("WARNS", "UNDECIDED", "GET /once", "slowRequests"),
                        tuple("FAILS", "BREACHED", "GET /always", "slowRequests"),
                        tuple("PASSES", "WITHIN", "GET /never", "slowRequests"),
                        tuple("FAILS", "UNMEASURED", "GET /absent", "slowRequests"));
    }

    @Test
    void oneSlowTestIsNotHiddenByTheManyFastRequestsOfAnother() throws IOException {
        Recorded.jvm(
                folder,
                RUN,
                11,
                plain(Recorded.request("GET /games", "com.acme.FastIT.lists", 1, millis(4_000, 20))),
                plain(Recorded.request("GET /games", "com.acme.LargeIT.lists", 1, millis(300, 500))));

        GateReport report = judge("requests: { games: { match: GET /games, latency: { p90: 100ms } } }");

        assertThat(outcomes(report)).containsExactly(tuple("FAILS", "BREACHED", "GET /games", "latency.p90"));
        assertThat(report.findings().get(0).verdict().reason())
                .startsWith("in LargeIT.lists 300 requests; p90 is above 500 ms with ");
    }

    @Test
    void leavesWhatATestsOwnAnnotationJudgedOutOfTheFilesBudget() throws IOException {
        Recorded.jvm(
                folder,
                RUN,
                11,
                withMaxQueries(request("GET /games", 9, millis(1, 20)), 10),
                plain(request("GET /games", 2, millis(1, 20))));

        GateReport report = judge("requests: { games: { match: GET /games, queries: 3 } }");

        assertThat(report.passed()).isTrue();
        assertThat(report.findings())
                .extracting(
                        finding -> finding.verdict().budget().origin().location(),
                        finding -> finding.verdict().observed().orElseThrow().value())
                .containsExactlyInAnyOrder(tuple("GamesIT.java:42", 9L), tuple("budgets.yaml:2", 2L));
    }

    @Test
    void failsOnABreachThatATestJvmFound() throws IOException {
        Recorded.jvm(folder, RUN, 11, withMaxQueries(request("GET /games", 9, millis(1, 20)), 3));

        GateReport report = judge("");

        assertThat(report.passed()).isFalse();
        assertThat(outcomes(report)).containsExactly(tuple("FAILS", "BREACHED", "GET /games", "queries"));
    }

    @Test
    void failsOnABudgetThatNoRequestMatchedAndNamesTheNearest() throws IOException {
        Recorded.jvm(
                folder,
                RUN,
                11,
                plain(request("GET /api/clip", 1, millis(9, 20))),
                plain(request("POST /api/orders", 1, millis(9, 20))));

        GateReport report = judge("requests: { clips: { match: [GET /api/clips, POST /api/orders], queries: 3 } }");

        assertThat(outcomes(report))
                .containsExactly(
                        tuple("FAILS", "UNMEASURED", "GET /api/clips", "queries"),
                        tuple("PASSES", "WITHIN", "POST /api/orders", "queries"));
        assertThat(report.findings().get(0).verdict().reason())
                .isEqualTo("no request matched GET /api/clips; observed were GET /api/clip, POST /api/orders");
    }

    @Test
    void saysWhenAnEarlierGroupTakesEveryRequestOfAPattern() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /api/clips", 1, millis(9, 20))));

        GateReport report = judge("""
                requests:
                  all: { match: "GET /api/*", queries: 9 }
                  clips: { match: GET /api/clips, queries: 3 }
                """);

        assertThat(report.findings().get(0).verdict().reason())
                .isEqualTo("a group above it takes every request that it matches: GET /api/clips."
                        + " Move it up, or take it out");
    }

    @Test
    void onlyWarnsOfUnmatchedBudgetsWhenJustSomeTestsRan() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /api/clips", 1, millis(9, 20))));
        Budgets budgets = budgets("operations: { sync: { latency: { max: 1s } } }");
        Gate gate = new Gate(budgets, TODAY);
        GateReport report = gate.judge("shop", RunResults.read(folder, RUN));

        assertThat(outcomes(gate.unmet(report, gate.coverage(report), true)))
                .containsExactly(tuple("WARNS", "UNMEASURED", "sync", "latency.max"));
    }

    @Test
    void warnsOfAnUndecidedLatencyAndFailsWhereThePolicySaysSo() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /games", 1, millis(3, 20))));
        String group = "requests: { games: { match: GET /games, latency: { p99: 100ms } } }";

        assertThat(outcomes(judge(group))).containsExactly(tuple("WARNS", "UNDECIDED", "GET /games", "latency.p99"));
        assertThat(judge("defaults: { onUndecided: fail }\n" + group).passed()).isFalse();
        assertThat(outcomes(judge("defaults: { onUndecided: ignore }\n" + group)))
                .containsExactly(tuple("IGNORED", "UNDECIDED", "GET /games", "latency.p99"));
    }

    @Test
    void namesTheJvmThatDidNotFinishAndTheTestThatItWasIn() throws IOException {
        ResultsWriter killed = Recorded.open(folder, RUN, 4711);
        killed.append(plain(request("GET /games", 1, millis(3, 20))));
        killed.started("com.acme.GamesIT.lists");

        GateReport report = judge("");

        assertThat(report.passed()).isFalse();
        assertThat(report.problems())
                .extracting(Problem::text)
                .containsExactly("The test JVM 4711 did not finish; it was in com.acme.GamesIT.lists."
                        + " What it had not recorded yet is missing from this judgement");
    }

    @Test
    void namesTheJvmThatDiedBeforeItsFirstLine() throws IOException {
        Files.createFile(folder.resolve("4712-1.jsonl"));

        assertThat(judge("").problems())
                .extracting(Problem::text)
                .containsExactly("The test JVM 4712 did not finish."
                        + " What it had not recorded yet is missing from this judgement");
    }

    @Test
    void listsAWaivedBreachWithoutFailing() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /games", 9, millis(3, 20))));

        GateReport report = judge("""
                requests: { games: { match: GET /games, queries: 3 } }
                waivers: [ { budget: GET /games queries, until: 2026-11-23, reason: "ships in 4.2", owner: ann } ]
                """);

        assertThat(report.passed()).isTrue();
        assertThat(outcomes(report)).containsExactly(tuple("WAIVED", "BREACHED", "GET /games", "queries"));
        assertThat(report.findings().get(0).waiver().orElseThrow().reason()).isEqualTo("ships in 4.2");
        assertThat(report.problems())
                .containsExactly(new Problem(
                        "Waived until 2026-11-23: GET /games queries (budgets.yaml:3; reason: ships in 4.2, owner: ann)",
                        Effect.WAIVED));
    }

    @Test
    void listsAWaiverWhileItLastsEvenIfItsBudgetIsKept() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /games", 1, millis(3, 20))));

        GateReport report = judge("""
                requests: { games: { match: GET /games, queries: 3 } }
                waivers: [ { budget: GET /games queries, until: 2026-11-24, reason: "ships in 4.2", owner: ann } ]
                """);

        assertThat(report.problems()).extracting(Problem::effect).containsExactly(Effect.WAIVED);
        assertThat(report.problems().get(0).text()).startsWith("Waived until 2026-11-24: GET /games queries");
    }

    @Test
    void failsOnAWaiverPastItsDateAndOnTheBreachThatItAccepted() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /games", 9, millis(3, 20))));

        GateReport report = judge("""
                requests: { games: { match: GET /games, queries: 3 } }
                waivers: [ { budget: GET /games queries, until: 2026-11-22, reason: "ships in 4.2", owner: ann } ]
                """);

        assertThat(outcomes(report)).containsExactly(tuple("FAILS", "BREACHED", "GET /games", "queries"));
        assertThat(report.problems())
                .containsExactly(new Problem(
                        "The waiver of GET /games queries (budgets.yaml:3) ended on 2026-11-22 (reason: ships in 4.2,"
                                + " owner: ann). Mend what it accepts and take it out, or agree on a new date",
                        Effect.FAILS));
    }

    @Test
    void failsOnAWaiverThatIsAboutNothing() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /games", 1, millis(3, 20))));

        GateReport report = judge("""
                requests: { games: { match: GET /games, queries: 3 } }
                waivers: [ { budget: GET /game queries, until: 2027-01-31, reason: "ships in 4.2", owner: ann } ]
                """);

        assertThat(report.problems())
                .containsExactly(new Problem(
                        "The waiver of GET /game queries (budgets.yaml:3) is about no budget that was judged."
                                + " Correct its name or take it out",
                        Effect.FAILS));
    }

    @Test
    void missesASharedBudgetOnlyWhenNoModuleMetIt() throws IOException {
        Recorded.jvm(folder.resolve("a"), RUN, 11, plain(request("GET /games", 1, millis(3, 20))));
        Recorded.jvm(folder.resolve("b"), RUN, 12, plain(request("GET /clips", 1, millis(3, 20))));
        Gate gate = new Gate(
                budgets("requests: { lists: { match: [GET /games, GET /clips, GET /projects], queries: 3 } }"), TODAY);
        SharedCoverage shared = new SharedCoverage(Set.of("a", "b", "c"));
        GateReport a = gate.judge("a", RunResults.read(folder.resolve("a"), RUN));
        GateReport b = gate.judge("b", RunResults.read(folder.resolve("b"), RUN));

        assertThat(shared.add("a", gate.coverage(a))).isEmpty();
        assertThat(shared.add("b", gate.coverage(b))).isEmpty();
        Optional<Coverage> total = shared.add("c", Coverage.NONE);

        assertThat(outcomes(gate.unmet(b, total.orElseThrow(), false)))
                .containsExactly(
                        tuple("FAILS", "UNMEASURED", "GET /projects", "queries"),
                        tuple("PASSES", "WITHIN", "GET /clips", "queries"));
    }

    @Test
    void keepsRequestsUnderLoadApartWhereTimesAndErrorsAreJudged() throws IOException {
        Measurement alone = request("GET /games", 3, millis(100, 20));
        Measurement crowded = underLoad(request("GET /games", 1, millis(300, 500)), 300, 40);
        Recorded.jvm(folder, RUN, 11, plain(alone), plain(crowded));

        GateReport report = judge("""
                requests:
                  games: { match: GET /games, queries: 2, latency: { p95: 100ms }, errorRate: 1%, throughput: 10/s }
                """);

        assertThat(outcomes(report))
                .containsExactlyInAnyOrder(
                        tuple("PASSES", "WITHIN", "GET /games", "latency.p95"),
                        tuple("FAILS", "BREACHED", "GET /games", "latency.p95"),
                        tuple("FAILS", "BREACHED", "GET /games", "queries"),
                        tuple("FAILS", "BREACHED", "GET /games", "errorRate"),
                        tuple("PASSES", "WITHIN", "GET /games", "throughput"));
    }

    @Test
    void isNotMeasuredWhereAnErrorRateHasSeenNoLoad() throws IOException {
        Recorded.jvm(folder, RUN, 11, plain(request("GET /games", 1, millis(100, 20))));

        assertThat(outcomes(judge("requests: { games: { match: GET /games, errorRate: 1%, throughput: 10/s } }")))
                .containsExactly(
                        tuple("FAILS", "UNMEASURED", "GET /games", "errorRate"),
                        tuple("FAILS", "UNMEASURED", "GET /games", "throughput"));
    }

    private static Measurement underLoad(Measurement observed, long requests, long failed) {
        SubjectRecorder recorder = new SubjectRecorder(observed.subject(), observed.test(), observed.startedAt());
        recorder.add(observed);
        List<Pace.Stretch> stretches = Collections.nCopies(10, new Pace.Stretch(26, 1_000_000_000));
        recorder.addLoad(
                new LoadRun("closed model, 10 at a time", requests, failed, new Pace(stretches), 0, 0, List.of()));
        return recorder.measurement();
    }

    private GateReport judge(String yaml) throws IOException {
        Gate gate = new Gate(budgets(yaml), TODAY);
        GateReport report = gate.judge("shop", RunResults.read(folder, RUN));
        return gate.unmet(report, gate.coverage(report), false);
    }

    private Budgets budgets(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("budgets.yaml"), "version: 1\n" + yaml);
        return Budgets.read(List.of(file), "shop");
    }

    private static List<Tuple> outcomes(GateReport report) {
        return report.findings().stream()
                .map(finding -> tuple(
                        finding.effect().name(),
                        finding.verdict().outcome().name(),
                        finding.verdict().subject().name(),
                        finding.verdict().budget().metric().key()))
                .toList();
    }
}
