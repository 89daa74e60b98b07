package io.perfbudgets.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder with a service written in Python and a budget file for it, and what probing it came to. */
final class ProbedService {
    final Path folder;
    final List<String> said = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    final Map<String, String> environment = new HashMap<>(Map.of("TOKEN", "s3cret"));
    boolean complete;

    ProbedService(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        assumeTrue(hasPython(), "Not covered: probing a service in Python. Install python3.");
        try (InputStream service = ProbedService.class.getResourceAsStream("service.py")) {
            assertThat(service).isNotNull();
            Files.copy(service, folder.resolve("service.py"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor(20, TimeUnit.SECONDS);
        } catch (IOException missing) {
            return false;
        }
    }

    /** Probes by {@code process}, the section's lines, and judges. */
    GateReport probe(String process) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("budgets.yaml"), "version: 1\nprocess:\n" + process.indent(2));
        Budgets budgets = Budgets.read(List.of(file), "");
        RunContext run = RunContext.current("run", "service");
        try (ResultsWriter results = ResultsWriter.create(folder.resolve("results"), run)) {
            complete = new Probe(
                            budgets.process().orElseThrow(),
                            budgets,
                            new ProbeSettings(folder, folder.resolve("output"), environment, false),
                            new Said())
                    .run(results);
        }
        Gate gate = new Gate(budgets, LocalDate.of(2026, 11, 24));
        GateReport report = gate.judge("service", RunResults.read(folder.resolve("results"), "run"));
        return gate.unmet(report, gate.coverage(report), false);
    }

    static List<String> outcomes(GateReport report) {
        return report.findings().stream()
                .map(finding -> finding.verdict().subject().name() + " "
                        + finding.verdict().budget().metric() + " "
                        + finding.verdict().outcome())
                .toList();
    }

    static Verdict verdict(GateReport report, String metric) {
        return report.findings().stream()
                .map(finding -> finding.verdict())
                .filter(verdict -> verdict.budget().metric().key().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private final class Said implements ProbeLog {
        @Override
        public void info(String line) {
            said.add(line);
        }

        @Override
        public void error(String lines) {
            errors.add(lines);
        }

        @Override
        public void progress(String line) {}
    }
}
