package io.perfbudgets.maven.history;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.results.MachineFingerprint;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A judged run, made as a build would make it. */
public final class PastRun {
    public static final Instant FIRST = Instant.parse("2026-11-23T19:00:00Z");
    public static final MachineFingerprint MACHINE = new MachineFingerprint(
            "Xeon", 2, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17.0.15", List.of("-Xmx512m", "-XX:+UseSerialGC"));
    private static final String YAML = """
            version: 1
            requests:
              lists: { match: "GET /api/**", latency: { p95: 200ms }, queries: 3 }
            """;

    private final Path folder;
    private final String runId;
    private final Instant startedAt;
    private final MachineFingerprint machine;
    private final List<ResultRecord> records = new ArrayList<>();

    public PastRun(Path folder, String runId, Instant startedAt, MachineFingerprint machine) {
        this.folder = folder;
        this.runId = runId;
        this.startedAt = startedAt;
        this.machine = machine;
    }

    public PastRun(Path folder, String runId) {
        this(folder, runId, FIRST, MACHINE);
    }

    /** A request that was seen with these durations and ran that many queries each time. */
    public PastRun request(String name, int queries, LongStream nanos) {
        SubjectRecorder recorder = new SubjectRecorder(new Subject(Subject.Kind.REQUEST, name), "", startedAt);
        UnitLog log = new UnitLog(true);
        for (int query = 0; query < queries; query++) {
            log.add(
                    Fingerprint.of("select " + "x".repeat(query + 1) + " from t"),
                    0,
                    1_000,
                    0,
                    0,
                    () -> CallSite.UNKNOWN);
        }
        UnitStatements statements = log.statements();
        nanos.forEach(each -> recorder.add(new UnitResult(each, statements, List.of(), false), true));
        recorder.sqlCaptured(true);
        records.add(new ResultRecord(recorder.measurement(), List.of()));
        return this;
    }

    public GateReport judged() throws IOException {
        Path results = Files.createTempDirectory(folder, "results");
        try (ResultsWriter writer =
                ResultsWriter.create(results, new RunContext(runId, "shop", startedAt, 11, machine))) {
            for (ResultRecord each : records) {
                writer.append(each);
            }
            machine.canary().ifPresent(writer::canary);
        }
        Path file = Files.writeString(results.resolve("budgets.yaml"), YAML);
        return new Gate(Budgets.read(List.of(file), "shop"), LocalDate.of(2026, 11, 23))
                .judge("shop", RunResults.read(results, runId));
    }

    /** Durations around {@code millis}, all different. */
    public static LongStream around(int count, long millis) {
        return LongStream.range(0, count).map(i -> millis * 1_000_000 + i * 1_000);
    }
}
