package io.perfbudgets.probe;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.judge.ProcessJudge;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.probe.load.Answers;
import io.perfbudgets.probe.load.LoadClient;
import io.perfbudgets.probe.load.LoadResult;
import io.perfbudgets.probe.memory.MemorySampler;
import io.perfbudgets.probe.process.ProcessorUse;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs a scenario, says what came of it and records it. */
final class LoadStage {
    /** Latencies of the rest say little when more than this share failed. */
    private static final double MOST_FAILED = 0.05;

    private final Budgets budgets;
    private final ResultsWriter results;
    private final MemorySampler sampler;
    private final Supplier<List<ProcessHandle>> members;
    private final ProbeLog log;

    /** @param members the application's processes, none where it was not started here */
    LoadStage(
            Budgets budgets,
            ResultsWriter results,
            MemorySampler sampler,
            Supplier<List<ProcessHandle>> members,
            ProbeLog log) {
        this.budgets = budgets;
        this.results = results;
        this.sampler = sampler;
        this.members = members;
        this.log = log;
    }

    LoadResult run(LoadScenario scenario, LoadClient client, Supplier<Optional<String>> dead)
            throws InterruptedException, IOException {
        results.started("load " + scenario.name());
        ProcessorUse before = ProcessorUse.now(members.get());
        LoadResult result = client.run(
                scenario,
                dead,
                (done, planned, nanos, answers) -> log.progress(progress(scenario, done, planned, nanos, answers)));
        // Of what runs already nobody knows which processes are its own.
        double others = members.get().isEmpty() ? 0 : before.others(ProcessorUse.now(members.get()));
        log.info("  " + headline(result) + ColdStarts.others(others));
        for (Answers answers : result.answers()) {
            log.info("    " + line(answers));
            results.append(record(result, answers, others));
        }
        return result;
    }

    private ResultRecord record(LoadResult result, Answers answers, double others) {
        Measurement measurement = answers.measurement();
        boolean stopped = result.stopped().isPresent();
        List<Verdict> verdicts = doubt(result, answers)
                .map(reason -> budgets.budgetsFor(answers.subject()).stream()
                        .filter(budget -> stopped || budget.metric().judging() == Judging.DISTRIBUTION)
                        .map(budget -> ProcessJudge.unmeasured(budget, measurement, reason))
                        .toList())
                .orElseGet(() -> BusyMachine.doubts(
                        budgets.budgetsFor(answers.subject()),
                        measurement,
                        answers.failures().keySet(),
                        others,
                        budgets.policy().confidence().value() / 1e6));
        return new ResultRecord(measurement, verdicts);
    }

    /** Why it must not be judged, if so. */
    private static Optional<String> doubt(LoadResult result, Answers answers) {
        Measurement measurement = answers.measurement();
        String failures = answers.failures().isEmpty() ? "" : " (" + kinds(answers.failures()) + ")";
        if (result.stopped().isPresent()) {
            return Optional.of("the load was stopped after " + measurement.units() + " requests: "
                    + result.stopped().get() + failures);
        }
        return measurement.failed() > MOST_FAILED * measurement.units()
                ? Optional.of(measurement.failed() + " of " + measurement.units() + " requests failed" + failures
                        + ", and a failure is never a fast answer")
                : Optional.empty();
    }

    private String progress(LoadScenario scenario, long done, long planned, long nanos, List<Answers> answers) {
        Latencies latencies = new Latencies();
        long failed = 0;
        for (Answers each : answers) {
            Measurement measurement = each.measurement();
            latencies.addAll(measurement.latencies());
            failed += measurement.failed();
        }
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d, %,.0f/s, p95 %s, %,d failed, %s",
                scenario.name(),
                done,
                planned,
                done * 1e9 / nanos,
                Amount.nanos(latencies.percentile(0.95)),
                failed,
                ColdStarts.size(sampler.latest()));
    }

    static String headline(LoadResult result) {
        return String.format(
                Locale.ROOT,
                "load %s: %,d requests in %s, %,.0f good answers/s, %s failed%s%s",
                result.scenario(),
                result.requests(),
                Amount.nanos(result.nanos()),
                result.perSecond(),
                percent(result.failed(), result.requests()),
                result.failures().isEmpty() ? "" : " (" + kinds(result.failures()) + ")",
                result.stopped().map(reason -> "; STOPPED: " + reason).orElse(""));
    }

    private static String percent(long part, long whole) {
        return whole == 0
                ? "0 %"
                : String.format(Locale.ROOT, "%.3g %%", 100.0 * part / whole).replace(".00 %", " %");
    }

    private static String kinds(Map<String, Long> failures) {
        return failures.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s: %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String line(Answers answers) {
        Latencies latencies = answers.measurement().latencies();
        long good = answers.measurement().units() - answers.measurement().failed();
        return answers.subject().name() + "  p50 " + Amount.nanos(latencies.percentile(0.5)) + " · p95 "
                + Amount.nanos(latencies.percentile(0.95)) + " · p99 " + Amount.nanos(latencies.percentile(0.99))
                + " · max " + Amount.nanos(latencies.max()) + "; "
                + ColdStarts.size(good == 0 ? 0 : answers.bytes() / good) + " each, largest "
                + ColdStarts.size(answers.largest());
    }
}
