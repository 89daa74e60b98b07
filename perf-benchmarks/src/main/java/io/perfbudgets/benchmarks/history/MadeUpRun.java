package io.perfbudgets.benchmarks.history;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.results.MachineFingerprint;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** A judged run of many requests, as a build would have left it. */
record MadeUpRun(Path folder, String runId, int subjects) {
    static final Instant STARTED = Instant.parse("2026-11-23T19:00:00Z");
    private static final int VALUES = 100;
    private static final MachineFingerprint MACHINE =
            new MachineFingerprint("Xeon", 2, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17", List.of());

    GateReport judged() throws IOException {
        Path results = Files.createTempDirectory(folder, "results");
        Random random = new Random(7);
        try (ResultsWriter writer = ResultsWriter.create(results, new RunContext(runId, "shop", STARTED, 1, MACHINE))) {
            for (int i = 0; i < subjects; i++) {
                writer.append(new ResultRecord(request(i, random), List.of()));
            }
        }
        Path budgets = Files.writeString(
                results.resolve("budgets.yaml"),
                "version: 1\nrequests: { all: { match: \"GET /**\", latency: { p95: 1s } } }\n");
        Gate gate = new Gate(Budgets.read(List.of(budgets), "shop"), LocalDate.of(2026, 11, 23));
        return gate.judge("shop", RunResults.read(results, runId));
    }

    private static Measurement request(int number, Random random) {
        SubjectRecorder recorder =
                new SubjectRecorder(Subject.request("GET", "/api/resource" + number + "/{id}"), "", STARTED);
        Latencies latencies = new Latencies();
        for (int value = 0; value < VALUES; value++) {
            latencies.add(Math.round(20e6 * Math.exp(0.35 * random.nextGaussian())));
        }
        recorder.addUnits(VALUES, 0, latencies);
        return recorder.measurement();
    }
}
