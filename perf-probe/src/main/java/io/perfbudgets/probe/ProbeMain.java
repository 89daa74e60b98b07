package io.perfbudgets.probe;

import io.perfbudgets.budget.BudgetFileException;
import io.perfbudgets.budget.BudgetFiles;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.ProcessPlan;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.gate.VerdictsJson;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The probe as a command: {@code perf-probe [--remote] [--quiet] [--output FOLDER] [BUDGETS.YAML]}. Works in the current
 * folder. Ends with status 0 when the budgets are kept, 1 when one is broken, 2 when nothing could be done.
 */
public final class ProbeMain {
    private static final String USAGE = "usage: [--remote] [--quiet] [--output FOLDER] [BUDGETS.YAML]";

    private final PrintStream out;
    private final Path folder;
    private boolean remote;
    private boolean quiet;
    private Path output;
    private Optional<Path> file = Optional.empty();

    ProbeMain(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
        this.output = folder.resolve("perf");
    }

    /** Runs it and ends this JVM. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(new ProbeMain(System.out, Path.of("").toAbsolutePath()).run(List.of(args)));
    }

    int run(List<String> args) throws IOException, InterruptedException {
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--remote" -> remote = true;
                case "--quiet" -> quiet = true;
                case "--output" -> output = folder.resolve(i + 1 < args.size() ? args.get(++i) : "perf");
                default -> {
                    if (args.get(i).startsWith("-") || file.isPresent()) {
                        out.println(USAGE);
                        return 2;
                    }
                    file = Optional.of(folder.resolve(args.get(i)));
                }
            }
        }
        try {
            List<Path> files = file.map(List::of).orElseGet(() -> BudgetFiles.find(folder));
            Budgets budgets = Budgets.read(files, "");
            if (budgets.process().isEmpty()) {
                out.println("No budgets.yaml here declares a process");
                return 2;
            }
            return probe(budgets, budgets.process().get());
        } catch (BudgetFileException invalid) {
            out.println(invalid.getMessage());
            return 2;
        }
    }

    private int probe(Budgets budgets, ProcessPlan plan) throws IOException, InterruptedException {
        String runId = UUID.randomUUID().toString();
        Path results = output.resolve("results");
        ProbeSettings settings = new ProbeSettings(folder, output.resolve("probe"), System.getenv(), remote);
        try (ResultsWriter writer = ResultsWriter.create(results, RunContext.current(runId, plan.name()))) {
            new Probe(plan, budgets, settings, new Said()).run(writer);
        }
        Gate gate = new Gate(budgets, LocalDate.now(ZoneId.systemDefault()));
        GateReport judged = gate.judge(plan.name(), RunResults.read(results, runId));
        GateReport report = gate.unmet(
                judged,
                gate.coverage(judged)
                        .declaredWhere(origin -> origin.declaration().startsWith("process.")),
                false);
        VerdictsJson.write(report, output.resolve("verdicts.json"));
        out.println(GateText.headline(report));
        GateText.table(report).forEach(line -> out.println("  " + line));
        GateText.explanations(report, Effect.WARNS).forEach(out::println);
        GateText.explanations(report, Effect.FAILS).forEach(out::println);
        return report.passed() ? 0 : 1;
    }

    private final class Said implements ProbeLog {
        @Override
        public void info(String line) {
            out.println(line);
        }

        @Override
        public void error(String lines) {
            out.println(lines);
        }

        @Override
        public void progress(String line) {
            if (!quiet) {
                out.println("    " + line);
            }
        }
    }
}
