package io.perfbudgets.probe;

import io.perfbudgets.budget.BudgetFileException;
import io.perfbudgets.budget.BudgetFiles;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.ProcessPlan;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.ExitState;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.gate.Terminal;
import io.perfbudgets.gate.VerdictsJson;
import io.perfbudgets.measure.Canary;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.probe.CommandLine.UsageException;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** The probe as a command, for where there is no Maven; {@link CommandLine#HELP} describes it. Works in the current folder. */
public final class ProbeMain {
    private static final int KEPT = ExitState.KEPT.code();
    private static final int FAILED = ExitState.FAILED.code();

    private final PrintStream out;
    private final PrintStream err;
    private final Path folder;
    private final boolean watched;

    /** @param watched whether somebody looks on, who wants to see progress */
    ProbeMain(PrintStream out, PrintStream err, Path folder, boolean watched) {
        this.out = out;
        this.err = err;
        this.folder = folder;
        this.watched = watched;
    }

    /** Runs it and ends this JVM. */
    public static void main(String[] args) throws InterruptedException {
        boolean terminal = Terminal.isThere() && System.getenv("CI") == null;
        System.exit(new ProbeMain(System.out, System.err, Path.of("").toAbsolutePath(), terminal).run(List.of(args)));
    }

    int run(List<String> args) throws InterruptedException {
        try {
            CommandLine asked = CommandLine.of(args);
            if (asked.help()) {
                out.print(CommandLine.HELP);
                return KEPT;
            }
            return run(asked);
        } catch (UsageException wrong) {
            return failed(wrong.getMessage() + ". --help lists what there is");
        } catch (BudgetFileException invalid) {
            return failed(String.valueOf(invalid.getMessage()));
        } catch (IOException denied) {
            return failed("Cannot read or write: " + denied);
        }
    }

    private int failed(String why) {
        err.println(why);
        return FAILED;
    }

    private int run(CommandLine asked) throws IOException, InterruptedException {
        List<Path> files =
                asked.file().map(name -> List.of(folder.resolve(name))).orElseGet(() -> BudgetFiles.find(folder));
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                return failed("There is no budget file " + file);
            }
        }
        Budgets budgets = Budgets.read(files, "");
        if (budgets.process().isEmpty()) {
            return failed((files.isEmpty() ? "There is no budgets.yaml in or above " + folder : files.get(0))
                    + (files.isEmpty() ? "" : " declares no process")
                    + ". Write a section process: how the application is started, and what it may take");
        }
        GateReport report = probe(budgets, budgets.process().get(), asked);
        VerdictsJson.write(report, folder.resolve(asked.output()).resolve("verdicts.json"));
        out.println(GateText.headline(report));
        GateText.table(report).forEach(line -> out.println("  " + line));
        GateText.explanations(report, Effect.WARNS).forEach(out::println);
        GateText.explanations(report, Effect.FAILS).forEach(out::println);
        return ExitState.of(report).code();
    }

    private GateReport probe(Budgets budgets, ProcessPlan plan, CommandLine asked)
            throws IOException, InterruptedException {
        Path output = folder.resolve(asked.output());
        String runId = UUID.randomUUID().toString();
        Path results = output.resolve("results");
        ProbeSettings settings = new ProbeSettings(folder, output.resolve("probe"), System.getenv(), asked.remote());
        try (ResultsWriter writer = ResultsWriter.create(results, RunContext.current(runId, plan.name()))) {
            new Probe(plan, budgets, settings, new Said(watched && !asked.quiet())).run(writer);
            writer.canary(CanaryTimes.of(new Canary()));
        }
        Gate gate = new Gate(budgets, LocalDate.now(ZoneId.systemDefault()));
        GateReport judged = gate.judge(plan.name(), RunResults.read(results, runId));
        return gate.unmet(
                judged,
                gate.coverage(judged)
                        .declaredWhere(origin -> origin.declaration().startsWith("process.")),
                false);
    }

    private final class Said implements ProbeLog {
        private final boolean progress;

        Said(boolean progress) {
            this.progress = progress;
        }

        @Override
        public void info(String line) {
            out.println(line);
        }

        @Override
        public void error(String lines) {
            err.println(lines);
        }

        @Override
        public void progress(String line) {
            if (progress) {
                out.println("    " + line);
            }
        }
    }
}
