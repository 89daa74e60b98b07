package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.results.MachineFingerprint;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.ReadRows;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** A run with one of everything: broken, waived, undecided, unmeasured and kept budgets. */
public final class SampleRun {
    private static final String YAML = """
            version: 1
            requests:
              health: { match: GET /api/health, latency: { p95: 50ms } }
              clips: { match: GET /api/clips, latency: { p95: 200ms, p99: 300ms }, queries: 3 }
              lists: { match: [GET /api/games, GET /api/projects], latency: { p95: 200ms }, nPlusOne: forbid }
              downloads: { match: GET /api/downloads, latency: { p95: 100ms } }
              writes: { match: "POST /**", latency: { p99: 300ms } }
            operations:
              db-sync: { latency: { max: 500ms } }
            waivers:
              - { budget: GET /api/downloads latency.p95, until: 2027-01-31, reason: "new index ships in 4.2", owner: ann }
            """;

    private final Path folder;
    private final Random random = new Random(7);

    public SampleRun(Path folder) {
        this.folder = folder;
    }

    /** The report of it; {@code hostile} is the name of one more test, its thread and its statement. */
    public GateReport report(String hostile) throws IOException {
        MachineFingerprint machine =
                new MachineFingerprint("Xeon", 2, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17.0.15", List.of());
        RunContext jvm = new RunContext("run-1", "shop", Instant.parse("2026-11-23T19:00:00Z"), 11, machine);
        try (ResultsWriter writer = ResultsWriter.create(folder, jvm)) {
            writer.append(plain(request("GET /api/health", 500, 2, 0)));
            writer.append(plain(request("GET /api/clips", 420, 240, 2)));
            writer.append(annotated(games()));
            writer.append(plain(request("GET /api/downloads", 300, 160, 1)));
            writer.append(plain(request("POST /api/clips", 20, 30, 2)));
            writer.append(plain(measurement(Subject.operation("db-sync"), 12, 90, statements(3))));
            writer.append(
                    plain(measurement(new Subject(Subject.Kind.TEST, "com.acme." + hostile), 1, 9, hostile(hostile))));
        }
        Path file = Files.writeString(folder.resolve("budgets.yaml"), YAML);
        Gate gate = new Gate(Budgets.read(List.of(file), "shop"), LocalDate.of(2026, 11, 23));
        GateReport report = gate.judge("shop", RunResults.read(folder, "run-1"));
        return gate.unmet(report, gate.coverage(report), false);
    }

    private Measurement games() {
        UnitLog log = new UnitLog(true);
        ReadRows parent = log.add(
                Fingerprint.of("select g.* from games g order by g.name"),
                0,
                1_400_000,
                0,
                0,
                site("GameRepository", 31));
        parent.add(100);
        for (int id = 0; id < 100; id++) {
            log.add(
                    Fingerprint.of("select a.* from annotations a where a.game_id = ?"),
                    id,
                    120_000,
                    0,
                    0,
                    site("GameService", 57));
        }
        return measurement(Subject.request("GET", "/api/games"), 400, 60, log.statements());
    }

    private Measurement request(String name, int count, double millis, int queries) {
        return measurement(new Subject(Subject.Kind.REQUEST, name), count, millis, statements(queries));
    }

    private static UnitStatements statements(int queries) {
        UnitLog log = new UnitLog(true);
        for (int query = 0; query < queries; query++) {
            String sql = "select c.id, c.name, c.duration from clips c join table" + query
                    + " t on t.clip_id = c.id where c.owner = ?";
            log.add(Fingerprint.of(sql), 0, 900_000, 20, 0, site("ClipRepository", 20 + query));
        }
        return log.statements();
    }

    private static UnitStatements hostile(String text) {
        UnitLog log = new UnitLog(true);
        log.add(Fingerprint.of("select \"" + text + "\" from t"), 0, 1_000, 0, 0, site(text, 1));
        return log.statements();
    }

    private Measurement measurement(Subject subject, int count, double millis, UnitStatements statements) {
        SubjectRecorder recorder =
                new SubjectRecorder(subject, "com.acme.GamesApiIT.listGames", Instant.parse("2026-11-23T19:00:00Z"));
        for (int i = 0; i < count; i++) {
            long nanos = (long) (millis * 1e6 * Math.exp(0.3 * random.nextGaussian()));
            recorder.add(new UnitResult(nanos, statements, NPlusOne.in(statements), false), true);
        }
        recorder.sqlCaptured(true);
        return recorder.measurement();
    }

    private static ResultRecord plain(Measurement measurement) {
        return new ResultRecord(measurement, List.of());
    }

    private static ResultRecord annotated(Measurement measurement) {
        Origin origin = new Origin("@MaxQueries(1)", "GamesApiIT.java", 42);
        Budget budget = new Budget(Selector.of(measurement.subject()), Metric.QUERIES, Amount.count(1), origin);
        return new ResultRecord(measurement, List.of(Judge.judge(budget, measurement, LatencyRules.DEFAULT)));
    }

    private static java.util.function.Supplier<CallSite> site(String type, int line) {
        return () -> new CallSite("com.acme." + type, "list", type + ".java", line, line);
    }
}
