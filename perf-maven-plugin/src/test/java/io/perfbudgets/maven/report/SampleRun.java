package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Change;
import io.perfbudgets.compare.Ratio;
import io.perfbudgets.compare.Word;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Profile;
import io.perfbudgets.measure.Profile.Stack;
import io.perfbudgets.measure.Series;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.results.MachineFingerprint;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.ReadRows;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final Instant STARTED = Instant.parse("2026-11-23T19:00:00Z");

    private final Path folder;
    private final Random random = new Random(7);

    public SampleRun(Path folder) {
        this.folder = folder;
    }

    /** The report of it; {@code hostile} is the name of one more test, its thread and its statement. */
    public GateReport report(String hostile) throws IOException {
        MachineFingerprint machine =
                new MachineFingerprint("Xeon", 2, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17.0.15", List.of());
        RunContext jvm = new RunContext("run-1", "shop", STARTED, 11, machine);
        try (ResultsWriter writer = ResultsWriter.create(folder, jvm)) {
            writer.append(plain(request("GET /api/health", 500, 2, 0)));
            writer.append(plain(request("GET /api/clips", 420, 240, 2).withProfile(profile())));
            writer.append(annotated(games()));
            writer.append(plain(request("GET /api/downloads", 300, 160, 1)));
            writer.append(plain(request("POST /api/clips", 20, 30, 2)));
            writer.append(plain(scanned()));
            writer.append(plain(soaked()));
            writer.append(plain(measurement(Subject.operation("db-sync"), 12, 90, statements(3))));
            writer.append(
                    plain(measurement(new Subject(Subject.Kind.TEST, "com.acme." + hostile), 1, 9, hostile(hostile))));
        }
        Path file = Files.writeString(folder.resolve("budgets.yaml"), YAML);
        Gate gate = new Gate(Budgets.read(List.of(file), "shop"), LocalDate.of(2026, 11, 23));
        GateReport report = gate.judge("shop", RunResults.read(folder, "run-1"));
        return gate.unmet(report, gate.coverage(report), false);
    }

    /** The module with a baseline and former runs. */
    public ReportedModule module(String hostile) throws IOException {
        return new ReportedModule(report(hostile), past());
    }

    /** Of {@code count} requests, every tenth of them too slow. */
    GateReport many(int count) throws IOException {
        MachineFingerprint machine = new MachineFingerprint("Xeon", 2, 8L << 30, "Linux", "OpenJDK", List.of());
        Path results;
        try (ResultsWriter writer =
                ResultsWriter.create(folder, new RunContext("run-1", "large", STARTED, 11, machine))) {
            results = writer.file();
            writer.append(plain(request("GET /slow", 60, 300, 4)));
            writer.append(plain(request("GET /fast", 60, 20, 4)));
        }
        List<String> lines = Files.readAllLines(results);
        try (BufferedWriter all = Files.newBufferedWriter(results)) {
            all.write(lines.get(0) + "\n");
            for (int i = 0; i < count; i++) {
                String line = lines.get(i % 10 == 0 ? 1 : 2);
                all.write(line.replaceFirst("GET /(slow|fast)", "GET /api/resource-" + i + "/{id}") + "\n");
            }
            all.write(lines.get(3) + "\n");
        }
        String yaml = "version: 1\nrequests: { all: { match: GET /**, latency: { p95: 200ms }, queries: 5 } }\n";
        Path file = Files.writeString(folder.resolve("budgets.yaml"), yaml);
        Gate gate = new Gate(Budgets.read(List.of(file), "large"), LocalDate.of(2026, 11, 23));
        return gate.judge("large", RunResults.read(folder, "run-1"));
    }

    private static Past past() {
        Subject games = Subject.request("GET", "/api/games");
        List<Past.Point> latencies = new ArrayList<>();
        List<Past.Point> queries = new ArrayList<>();
        for (int run = 0; run < 14; run++) {
            Instant at = Instant.parse("2026-11-01T08:00:00Z").plus(Duration.ofDays(run));
            String commit = Integer.toHexString(0x3f2a8100 + 77_777 * run);
            latencies.add(
                    new Past.Point(at, commit, 38_000_000L + run * 37L % 7 * 1_000_000 + (run < 9 ? 0 : 52_000_000)));
            queries.add(new Past.Point(at, commit, run < 9 ? 1 : 101));
        }
        Past.Shift shift =
                new Past.Shift(9, Amount.nanos(41_000_000), Amount.nanos(93_000_000), "3f34ffd4 and 3f362fa5");
        return new Past(
                Optional.of(Past.Comparison.of(
                        "run 5e1c of 3f2a8100",
                        "this run",
                        "",
                        List.of(
                                change(
                                        games,
                                        Metric.LATENCY_P95,
                                        Amount.nanos(41_000_000),
                                        Amount.nanos(97_000_000),
                                        Word.SLOWER),
                                change(games, Metric.QUERIES, Amount.count(1), Amount.count(101), Word.MORE)))),
                Map.of(
                        games,
                        List.of(
                                new Past.Course(Metric.LATENCY_P95, latencies, List.of(shift)),
                                new Past.Course(Metric.QUERIES, queries, List.of()))));
    }

    private static Change change(Subject subject, Metric metric, Amount before, Amount after, Word word) {
        Optional<Ratio> ratio = metric.isLatency() ? Optional.of(new Ratio(2.1, 2.7)) : Optional.empty();
        return new Change(subject, metric, Optional.of(before), Optional.of(after), ratio, word);
    }

    private Measurement scanned() {
        SubjectRecorder recorder = new SubjectRecorder(Subject.request("GET", "/api/search"), "", STARTED);
        UnitStatements statements = statements(1);
        for (int i = 0; i < 40; i++) {
            recorder.add(new UnitResult(time(12), statements, List.of(), false), true);
        }
        recorder.sqlCaptured(true);
        recorder.addPlans(new PlanAudit(
                1,
                List.of(new ScanFinding(
                        ScanFinding.Kind.FILTER,
                        "clips",
                        List.of("owner"),
                        12_000,
                        Fingerprint.of("select c.id from clips c where c.owner = ?"),
                        new CallSite("com.acme.ClipRepository", "search", "ClipRepository.java", 44, 44),
                        "SQLite",
                        "CREATE INDEX clips_owner ON clips (owner)",
                        "")),
                List.of(),
                List.of()));
        return recorder.measurement();
    }

    private static Profile profile() {
        String list = "com.acme.ClipService.list(ClipService.java:31)";
        String render = "com.acme.Export.render(Export.java:57)";
        return new Profile(
                "target/perf/profiles/clips.jfr",
                List.of(),
                List.of(
                        new Stack(
                                Profile.Kind.CPU,
                                List.of(list, render, "java.util.regex.Pattern.compile(Pattern.java:1)"),
                                60),
                        new Stack(Profile.Kind.CPU, List.of(list, render), 20),
                        new Stack(Profile.Kind.CPU, List.of(list, "com.acme.Clip.copy(Clip.java:9)"), 20),
                        new Stack(Profile.Kind.ALLOCATION, List.of(list, "byte[]"), 48_000_000)));
    }

    private Measurement soaked() {
        SubjectRecorder recorder = new SubjectRecorder(Subject.process("clip-service"), "", STARTED);
        for (int start = 0; start < 5; start++) {
            recorder.add(new UnitResult(time(1_900), UnitStatements.NONE, List.of(), false), true);
        }
        List<Series.Sample> samples = new ArrayList<>();
        for (int sample = 0; sample < 60; sample++) {
            long noise = Math.round(3e6 * random.nextGaussian());
            samples.add(new Series.Sample(sample * 60_000_000_000L, 182_000_000L + sample * 900_000L + noise));
        }
        recorder.addSeries(new Series("live heap", Dimension.SIZE, samples));
        return recorder.measurement();
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
        return measurement(Subject.request("GET", "/api/games"), 400, 60, spread(log.statements()));
    }

    /** With each statement at a time of its own. */
    private static UnitStatements spread(UnitStatements unit) {
        List<StatementGroup> groups = new ArrayList<>();
        long at = 400_000;
        for (StatementGroup group : unit.groups()) {
            groups.add(new StatementGroup(
                    group.fingerprint(),
                    group.callSite(),
                    group.count(),
                    group.distinctValues(),
                    group.duplicates(),
                    group.nanos(),
                    group.rows(),
                    group.columns(),
                    group.updatedRows(),
                    group.batches(),
                    group.batched(),
                    group.order(),
                    group.parent(),
                    at));
            at += group.nanos() + 300_000;
        }
        return new UnitStatements(
                groups, unit.housekeeping(), unit.identifiers(), unit.transactions(), unit.connections());
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
        return spread(log.statements());
    }

    private static UnitStatements hostile(String text) {
        UnitLog log = new UnitLog(true);
        String columns = "column_with_a_long_name, ".repeat(400); // 10 kB
        log.add(Fingerprint.of("select " + columns + "\"" + text + "\" from t"), 0, 1_000, 0, 0, site(text, 1));
        return log.statements();
    }

    private Measurement measurement(Subject subject, int count, double millis, UnitStatements statements) {
        SubjectRecorder recorder = new SubjectRecorder(subject, "com.acme.GamesApiIT.listGames", STARTED);
        for (int i = 0; i < count; i++) {
            recorder.add(new UnitResult(time(millis), statements, NPlusOne.in(statements), false), true);
        }
        recorder.sqlCaptured(true);
        return recorder.measurement();
    }

    private long time(double millis) {
        return (long) (millis * 1e6 * Math.exp(0.3 * random.nextGaussian()));
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
