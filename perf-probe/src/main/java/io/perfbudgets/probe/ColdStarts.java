package io.perfbudgets.probe;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.ProcessPlan;
import io.perfbudgets.judge.ColdStart;
import io.perfbudgets.judge.FewValues;
import io.perfbudgets.probe.jvm.LiveHeap;
import io.perfbudgets.probe.jvm.StartPhases;
import io.perfbudgets.probe.memory.MemorySource;
import io.perfbudgets.probe.process.Launcher;
import io.perfbudgets.probe.process.ProcessorUse;
import io.perfbudgets.probe.process.ReadyProbe;
import io.perfbudgets.probe.process.StartedProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Starts the application as often as its budgets ask for, and leaves the last one running. */
final class ColdStarts {
    private static final int FOR_IDLE_MEMORY = 3;
    private static final int SETTLED = 4;
    private static final int PAUSE_MILLIS = 250;
    private static final int MOST_PAUSES = 20;
    private static final double STILL = 0.01;

    private final ProcessPlan plan;
    private final Launcher launcher;
    private final Findings findings;
    private final ProbeLog log;

    ColdStarts(ProcessPlan plan, Launcher launcher, Findings findings, ProbeLog log) {
        this.plan = plan;
        this.launcher = launcher;
        this.findings = findings;
        this.log = log;
    }

    /** The last start, ready for requests. */
    StartedProcess run(ReadyProbe ready) throws InterruptedException {
        Optional<FewValues> rule = findings.startupRule(plan.starts());
        boolean idle = findings.isBudgeted(Metric.MEMORY_IDLE);
        int least = idle ? FOR_IDLE_MEMORY : 1;
        List<Long> idleBytes = new ArrayList<>();
        while (true) {
            ProcessorUse before = ProcessorUse.now(List.of());
            StartedProcess process = launcher.start();
            long nanos = process.awaitReady(plan.ready(), process.placeholders().fill(plan.url()), ready);
            ColdStart start = before.start(nanos, process.members());
            findings.started(start);
            boolean look = idle ? idleBytes.size() < FOR_IDLE_MEMORY : !wantsMore(rule, least);
            OptionalLong bytes = look ? settled(MemorySource.of(process::members)) : OptionalLong.empty();
            bytes.ifPresent(idleBytes::add);
            if (!idleBytes.isEmpty()) {
                findings.size(
                        Metric.MEMORY_IDLE,
                        idleBytes.stream().mapToLong(Long::longValue).toArray(),
                        "after " + (idleBytes.size() == 1 ? "the start" : "each of " + idleBytes.size() + " starts"));
            }
            log.info("  start " + findings.starts().size() + ": ready after " + Amount.nanos(nanos)
                    + (bytes.isPresent() ? ", " + size(bytes.getAsLong()) + " when idle" : "")
                    + others(start.others()));
            if (!wantsMore(rule, least)) {
                phases(process);
                return process;
            }
            process.close();
        }
    }

    private boolean wantsMore(Optional<FewValues> rule, int least) {
        return findings.starts().size() < least || rule.map(findings::wantsMore).orElse(false);
    }

    /** What is said of the share that other programs took; nothing of a small one. */
    static String others(double share) {
        long percent = Math.round(100 * share);
        return percent < 5 ? "" : "; other programs took " + percent + " % of the machine";
    }

    private void phases(StartedProcess process) throws InterruptedException {
        Optional<ProcessHandle> jvm = LiveHeap.jvmAmong(process.members());
        if (jvm.isPresent()) {
            StartPhases.of(jvm.get()).ifPresent(found -> {
                findings.phases(found);
                log.info("    " + found);
            });
        }
    }

    /** Memory once it has been still for a second, or after five seconds. */
    static OptionalLong settled(MemorySource source) throws InterruptedException {
        List<Long> samples = new ArrayList<>();
        for (int i = 0; i < MOST_PAUSES; i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            OptionalLong now = source.now();
            if (now.isEmpty()) {
                return now;
            }
            samples.add(now.getAsLong());
            long[] last = samples.stream()
                    .skip(Math.max(0, samples.size() - SETTLED))
                    .mapToLong(Long::longValue)
                    .toArray();
            long[] sorted = last.clone();
            Arrays.sort(sorted);
            if (last.length == SETTLED && sorted[SETTLED - 1] - sorted[0] <= STILL * sorted[0]) {
                return OptionalLong.of(FewValues.median(last));
            }
        }
        return OptionalLong.of(samples.get(samples.size() - 1));
    }

    static String size(long bytes) {
        return new Amount(Dimension.SIZE, bytes).toString();
    }
}
