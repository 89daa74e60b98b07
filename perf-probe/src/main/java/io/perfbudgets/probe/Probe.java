package io.perfbudgets.probe;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.ProcessPlan;
import io.perfbudgets.budget.ProcessPlan.Soak;
import io.perfbudgets.judge.FewValues;
import io.perfbudgets.probe.jvm.JvmMemory;
import io.perfbudgets.probe.jvm.LiveHeap;
import io.perfbudgets.probe.load.LoadClient;
import io.perfbudgets.probe.load.LoadResult;
import io.perfbudgets.probe.load.Target;
import io.perfbudgets.probe.memory.MemorySampler;
import io.perfbudgets.probe.memory.MemorySource;
import io.perfbudgets.probe.memory.Prometheus;
import io.perfbudgets.probe.process.Launcher;
import io.perfbudgets.probe.process.Placeholders;
import io.perfbudgets.probe.process.ProbeException;
import io.perfbudgets.probe.process.ReadyProbe;
import io.perfbudgets.probe.process.StartedProcess;
import io.perfbudgets.results.ResultsWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures one application from its cold start to its memory under load, and records every budget of it with a verdict:
 * UNMEASURED where something kept it from being measured. For one thread, one time.
 */
public final class Probe {
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(100);
    private static final Duration BETWEEN_REMOTE_SAMPLES = Duration.ofSeconds(1);

    private final ProcessPlan plan;
    private final Budgets budgets;
    private final ProbeSettings settings;
    private final ProbeLog log;
    private final Findings findings;
    private final List<LoadResult> loads = new ArrayList<>();
    private OptionalLong afterLoad = OptionalLong.empty();
    private Optional<JvmMemory> jvmAfterLoad = Optional.empty();

    /**
     * @param plan what is measured
     * @param budgets what it is held to
     * @param settings where and how
     * @param log where it says what it does
     */
    public Probe(ProcessPlan plan, Budgets budgets, ProbeSettings settings, ProbeLog log) {
        this.plan = plan;
        this.budgets = budgets;
        this.settings = settings;
        this.log = log;
        this.findings = new Findings(plan, budgets);
    }

    /**
     * Measures and records. What keeps the application from being measured is logged, and stands in the verdicts.
     *
     * @return whether everything was measured to its end
     * @throws IOException if results cannot be written
     */
    public boolean run(ResultsWriter results) throws IOException, InterruptedException {
        Optional<FewValues> rule = findings.startupRule(plan.starts());
        log.info("Probing " + plan.name());
        results.started("process " + plan.name());
        boolean complete = true;
        try {
            measure(results);
        } catch (ProbeException failed) {
            log.error(failed.text());
            findings.missing(failed.text());
            complete = false;
        }
        results.append(findings.record(rule));
        ProbeSummary.write(settings.output().resolve("probe.json"), plan, findings, loads, afterLoad, jvmAfterLoad);
        return complete && loads.stream().allMatch(load -> load.stopped().isEmpty());
    }

    private void measure(ResultsWriter results) throws IOException, InterruptedException {
        ReadyProbe ready = new ReadyProbe(plan.http());
        ready.warmUp();
        if (plan.command().isEmpty()) {
            measureRunning(ready, results);
            return;
        }
        try (Launcher launcher = new Launcher(plan, settings.directory(), settings.output(), settings.environment())) {
            target(new Placeholders(Optional.of(1), settings.environment())); // refused before anything is started
            StartedProcess process = new ColdStarts(plan, launcher, findings, log).run(ready);
            MemorySource memory = MemorySource.of(process::members);
            Supplier<Optional<String>> dead = () -> process.death().map(reason -> reason + "\n  " + process.tail());
            load(process.placeholders(), memory, BETWEEN_SAMPLES, dead, process::members, results);
        }
    }

    private void measureRunning(ReadyProbe ready, ResultsWriter results) throws IOException, InterruptedException {
        Placeholders placeholders = new Placeholders(Optional.empty(), settings.environment());
        Target target = target(placeholders);
        String url = placeholders.fill(plan.url()) + plan.ready().path();
        long deadline = System.nanoTime() + plan.ready().within();
        Optional<String> refusal = ready.ask(url, plan.ready().status(), deadline);
        while (refusal.isPresent() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
            refusal = ready.ask(url, plan.ready().status(), deadline);
        }
        if (refusal.isPresent()) {
            throw new ProbeException("GET " + url + " did not answer with status "
                    + plan.ready().status() + ": " + refusal.get() + "\n  Is it running, and is process.ready right?");
        }
        MemorySource memory = prometheus(placeholders, target)
                .<MemorySource>map(url1 -> new Prometheus(url1, Map.of()))
                .orElse(Unknown.MEMORY);
        ColdStarts.settled(memory)
                .ifPresent(bytes -> findings.size(Metric.MEMORY_IDLE, new long[] {bytes}, "before any load"));
        if (memory == Unknown.MEMORY) {
            findings.missing(
                    "nothing tells the memory of a process that was not started here: give process.metrics, the"
                            + " path of its Prometheus endpoint");
        }
        load(placeholders, memory, BETWEEN_REMOTE_SAMPLES, Optional::empty, List::of, results);
    }

    private Target target(Placeholders placeholders) {
        try {
            Target target = Target.of(placeholders.fill(plan.url()));
            target.refusal(settings.remote()).ifPresent(reason -> {
                throw new ProbeException("process.url: " + reason);
            });
            return target;
        } catch (IllegalArgumentException wrong) {
            throw new ProbeException("process.url: " + wrong.getMessage());
        }
    }

    private Optional<URI> prometheus(Placeholders placeholders, Target target) {
        return plan.metrics().map(text -> {
            String whole = text.startsWith("/") ? plan.url() + text : text;
            URI url = URI.create(placeholders.fill(whole));
            Target.of(url.getScheme() + "://" + url.getAuthority())
                    .refusal(settings.remote() || target.host().equals(url.getHost()))
                    .ifPresent(reason -> {
                        throw new ProbeException("process.metrics: " + reason);
                    });
            return url;
        });
    }

    private void load(
            Placeholders placeholders,
            MemorySource memory,
            Duration pause,
            Supplier<Optional<String>> dead,
            Supplier<List<ProcessHandle>> members,
            ResultsWriter results)
            throws IOException, InterruptedException {
        if (plan.load().isEmpty()) {
            return;
        }
        LoadClient.warmUp();
        try (LoadClient client =
                        new LoadClient(target(placeholders), plan.http(), settings.directory(), placeholders::fill);
                MemorySampler sampler = new MemorySampler(memory, pause)) {
            LoadStage stage = new LoadStage(budgets, results, sampler, members, log);
            PerRequest perRequest = new PerRequest(client, dead, sampler);
            Optional<Findings.Sizes> worst = Optional.empty();
            long peak = 0;
            for (LoadScenario scenario : plan.load()) {
                boolean wanted = findings.isBudgeted(Metric.MEMORY_PER_REQUEST);
                Optional<ProcessHandle> jvm = wanted ? LiveHeap.jvmAmong(members.get()) : Optional.empty();
                boolean level = wanted && jvm.isEmpty();
                long before = level ? ColdStarts.settled(memory).orElse(0) : 0;
                sampler.restart();
                LoadResult result = stage.run(scenario, client, dead);
                loads.add(result);
                if (result.stopped().isPresent() && dead.get().isPresent()) {
                    throw new ProbeException(
                            "Under load " + scenario.name() + " " + dead.get().get());
                }
                peak = Math.max(peak, sampler.largest());
                if (wanted && result.stopped().isEmpty() && scenario.pace() instanceof AtATime pace) {
                    Optional<Findings.Sizes> found = jvm.isPresent()
                            ? perRequest.ofHeap(scenario, pace, jvm.get())
                            : perRequest.ofResidentMemory(scenario, pace, result, before);
                    worst = found.isPresent() && PerRequest.isWorse(found.get(), worst) ? found : worst;
                }
            }
            if (peak > 0) {
                findings.size(Metric.MEMORY_PEAK, new long[] {peak}, "the most of " + sampler.samples() + " samples");
            }
            worst.ifPresent(sizes -> findings.size(Metric.MEMORY_PER_REQUEST, sizes.bytes(), sizes.how()));
            soak(client, memory, dead, members);
            afterLoad = ColdStarts.settled(memory);
            Optional<ProcessHandle> jvm = LiveHeap.jvmAmong(members.get());
            jvmAfterLoad = jvm.isPresent() ? JvmMemory.of(jvm.get()) : Optional.empty();
            afterLoad.ifPresent(bytes -> log.info("  memory: peak " + ColdStarts.size(sampler.largest()) + ", "
                    + ColdStarts.size(bytes) + " after the load"
                    + jvmAfterLoad.map(found -> "; of the JVM " + found).orElse("")));
        } catch (IllegalArgumentException wrong) {
            throw new ProbeException(String.valueOf(wrong.getMessage()));
        }
    }

    private void soak(
            LoadClient client,
            MemorySource memory,
            Supplier<Optional<String>> dead,
            Supplier<List<ProcessHandle>> members)
            throws IOException, InterruptedException {
        Optional<Budget> growth = findings.budget(Metric.MEMORY_GROWTH);
        if (growth.isEmpty() || plan.soak().isEmpty()) {
            return;
        }
        Soak soak = plan.soak().get();
        LoadScenario scenario = plan.load().stream()
                .filter(each -> each.name().equals(soak.load()))
                .findFirst()
                .orElseThrow();
        SoakStage stage = new SoakStage(
                soak, growth.get(), findings.confidence(), settings.output().resolve("soak.csv"), log);
        findings.verdict(stage.run(
                growth.get(),
                scenario,
                client,
                dead,
                memory,
                LiveHeap.jvmAmong(members.get()),
                findings.measurement()));
        findings.watched(stage.watched());
    }

    /** Memory that nothing tells. */
    private enum Unknown implements MemorySource {
        MEMORY;

        @Override
        public OptionalLong now() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong highest() {
            return OptionalLong.empty();
        }
    }
}
