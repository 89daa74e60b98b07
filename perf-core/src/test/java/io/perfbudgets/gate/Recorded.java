package io.perfbudgets.gate;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Verdict;
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
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Writes results files as test JVMs would. */
final class Recorded {
    static final String RUN = "run-1";
    static final MachineFingerprint MACHINE =
            new MachineFingerprint("Xeon", 2, 8L << 30, "Linux 6.1 amd64", "JVM 17", List.of("-Xmx512m"));
    static final String TEST = "com.acme.GamesIT.lists";

    private Recorded() {}

    /** A file of {@code run} with these records, whole. */
    static void jvm(Path folder, String run, long pid, ResultRecord... records) throws IOException {
        try (ResultsWriter writer = open(folder, run, pid)) {
            for (ResultRecord result : records) {
                writer.append(result);
            }
        }
    }

    /** A file that is not closed yet. */
    static ResultsWriter open(Path folder, String run, long pid) throws IOException {
        return ResultsWriter.create(folder, new RunContext(run, "shop", Instant.ofEpochMilli(pid), pid, MACHINE));
    }

    /** A request that took {@code nanos} each time and ran {@code queries} different queries. */
    static Measurement request(String name, int queries, LongStream nanos) {
        return measurement(new Subject(Subject.Kind.REQUEST, name), queries, nanos);
    }

    /** The same by another test than {@link #TEST}. */
    static Measurement request(String name, String test, int queries, LongStream nanos) {
        return measurement(new Subject(Subject.Kind.REQUEST, name), test, queries, nanos);
    }

    static Measurement measurement(Subject subject, int queries, LongStream nanos) {
        return measurement(subject, TEST, queries, nanos);
    }

    private static Measurement measurement(Subject subject, String test, int queries, LongStream nanos) {
        SubjectRecorder recorder = new SubjectRecorder(subject, test, Instant.EPOCH);
        UnitLog log = new UnitLog(true);
        for (int query = 0; query < queries; query++) {
            int line = query + 1;
            log.add(
                    Fingerprint.of("select * from table" + query),
                    0,
                    1_000,
                    0,
                    0,
                    () -> new CallSite("com.acme.Games", "list", "Games.java", line, line));
        }
        UnitStatements statements = log.statements();
        nanos.forEach(each -> recorder.add(new UnitResult(each, statements, NPlusOne.in(statements), false), true));
        recorder.sqlCaptured(true);
        return recorder.measurement();
    }

    static ResultRecord plain(Measurement measurement) {
        return new ResultRecord(measurement, List.of());
    }

    /** With a verdict by {@code @MaxQueries(limit)} on the test. */
    static ResultRecord withMaxQueries(Measurement measurement, long limit) {
        Origin origin = new Origin("@MaxQueries(" + limit + ")", "GamesIT.java", 42);
        Budget budget = new Budget(Selector.of(measurement.subject()), Metric.QUERIES, Amount.count(limit), origin);
        Verdict verdict = Judge.judge(budget, measurement, LatencyRules.DEFAULT);
        return new ResultRecord(measurement, List.of(verdict));
    }

    static LongStream millis(int count, long millis) {
        return LongStream.range(0, count).map(i -> millis * 1_000_000 + i * 1_000);
    }
}
