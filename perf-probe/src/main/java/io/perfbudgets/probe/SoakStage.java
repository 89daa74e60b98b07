package io.perfbudgets.probe;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.ByTheClock;
import io.perfbudgets.budget.ProcessPlan.Soak;
import io.perfbudgets.judge.GrowthRule;
import io.perfbudgets.judge.ProcessJudge;
import io.perfbudgets.judge.Trend;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.ClassHistogram;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Series;
import io.perfbudgets.probe.jvm.LiveHeap;
import io.perfbudgets.probe.load.Answers;
import io.perfbudgets.probe.load.GiveWay;
import io.perfbudgets.probe.load.LoadClient;
import io.perfbudgets.probe.load.LoadResult;
import io.perfbudgets.probe.memory.MemorySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sends one scenario for a long time and watches memory: the live heap of a JVM, resident memory of anything else. Each
 * sample is written to a file as soon as it is taken. Ends early when it is certain that memory grows.
 */
final class SoakStage {
    private static final int MOST_SAMPLES = 60;
    private static final int FIRST_LOOK = 30;
    private static final int BETWEEN_LOOKS = 10;
    private static final int LOOKS = 4;
    private static final double SETTLING = 0.2;
    private static final double MOST_FAILED = 0.05;
    private static final double HOUR = 3.6e12;
    private static final double KEPT_UP = 0.95;
    /** Unanswered requests: so many at least, and a tenth of a second's. */
    private static final int FEWEST_WAITING = 10;

    private final Soak soak;
    private final GrowthRule rule;
    private final Path checkpoints;
    private final ProbeLog log;
    private final List<Trend.Sample> samples = new ArrayList<>();
    private Optional<ClassHistogram> first = Optional.empty();
    private Optional<ClassHistogram> last = Optional.empty();
    private volatile List<Answers> answers = List.of();

    SoakStage(Soak soak, Budget budget, double confidence, Path checkpoints, ProbeLog log) {
        this.soak = soak;
        this.rule = new GrowthRule(budget, confidence, LOOKS);
        this.checkpoints = checkpoints;
        this.log = log;
    }

    Verdict run(
            Budget budget,
            LoadScenario scenario,
            LoadClient client,
            Supplier<Optional<String>> dead,
            MemorySource memory,
            Optional<ProcessHandle> jvm,
            Measurement measurement)
            throws IOException, InterruptedException {
        long duration = soak.duration() / soak.compress();
        int rate = soak.rate() * soak.compress();
        GiveWay giveWay = new GiveWay(Math.max(FEWEST_WAITING, rate / 10));
        LoadScenario steady = new LoadScenario(scenario.name(), scenario.requests(), new ByTheClock(rate, duration), 0);
        log.info("  soak " + scenario.name() + ": " + Amount.nanos(soak.duration()) + " of use"
                + (soak.compress() > 1 ? " in " + Amount.nanos(duration) : ""));
        Files.createDirectories(checkpoints.toAbsolutePath().getParent());
        Files.writeString(checkpoints, "hours,bytes\n");
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(() -> {
            try {
                return client.run(
                        steady,
                        giveWay,
                        () -> enough.get() ? Optional.of("certain") : dead.get(),
                        (done, planned, nanos, all) -> answers = all);
            } catch (InterruptedException interrupted) {
                throw new CompletionException(interrupted);
            }
        });
        try {
            sample(duration, load, jvm.isPresent() ? () -> giveWay.atRest(() -> liveHeap(jvm.get())) : memory::now);
        } finally {
            enough.set(true);
        }
        LoadResult result = load.join();
        log.info("    " + LoadStage.headline(result));
        return verdict(budget, result, dead, jvm.isPresent(), measurement);
    }

    private void sample(long duration, CompletableFuture<LoadResult> load, GiveWay.Look<OptionalLong> look)
            throws IOException, InterruptedException {
        long between = Math.max(TimeUnit.SECONDS.toNanos(1), duration / MOST_SAMPLES);
        if (isOver(load, Math.round(SETTLING * duration))) {
            return;
        }
        do {
            OptionalLong bytes = look.taken();
            double hours = hours();
            if (bytes.isPresent()
                    && (samples.isEmpty()
                            || hours > samples.get(samples.size() - 1).at())) {
                keep(new Trend.Sample(hours, bytes.getAsLong()));
                if (isLook() && rule.isBreached(Trend.of(samples))) {
                    return;
                }
            }
        } while (!isOver(load, between));
    }

    /** Whether it is over after {@code nanos} at most, or is so already. */
    private static boolean isOver(CompletableFuture<LoadResult> load, long nanos) throws InterruptedException {
        try {
            load.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        } catch (ExecutionException failed) {
            return true;
        }
    }

    /** How many hours of use the requests that were answered so far stand for: a service may be too slow for the clock's. */
    private double hours() {
        return answers.stream().mapToLong(Answers::requests).sum() / (soak.rate() * 3600.0);
    }

    private boolean isLook() {
        return samples.size() >= FIRST_LOOK && samples.size() % BETWEEN_LOOKS == 0;
    }

    /** What requests in flight hold would hide what stays: it is looked at while there are none. */
    private OptionalLong liveHeap(ProcessHandle jvm) throws InterruptedException {
        Optional<ClassHistogram> heap = LiveHeap.of(jvm);
        first = samples.isEmpty() ? heap : first;
        last = heap.or(() -> last);
        return heap.isPresent() ? OptionalLong.of(heap.get().bytes()) : OptionalLong.empty();
    }

    private void keep(Trend.Sample sample) throws IOException {
        samples.add(sample);
        Files.writeString(
                checkpoints,
                String.format(Locale.ROOT, "%.6f,%d%n", sample.at(), sample.value()),
                StandardCharsets.US_ASCII,
                StandardOpenOption.APPEND);
        log.progress(String.format(
                Locale.ROOT,
                "soak: %.2f h of use, %s, %s an hour",
                sample.at(),
                ColdStarts.size(sample.value()),
                ColdStarts.size(Math.max(0, Math.round(Trend.of(samples).slope())))));
    }

    /** What was watched: the live heap of a JVM or resident memory, over the hours of use. */
    Series watched() {
        return new Series(
                last.isPresent() ? "live heap" : "resident memory",
                Dimension.SIZE,
                samples.stream()
                        .map(sample -> new Series.Sample(Math.round(sample.at() * HOUR), sample.value()))
                        .toList());
    }

    private Verdict verdict(
            Budget budget, LoadResult result, Supplier<Optional<String>> dead, boolean heap, Measurement measurement) {
        if (dead.get().isPresent()) {
            return ProcessJudge.unmeasured(
                    budget, measurement, "during the soak " + dead.get().get());
        }
        if (result.failed() > MOST_FAILED * result.requests() || result.requests() == 0) {
            return ProcessJudge.unmeasured(budget, measurement, LoadStage.headline(result));
        }
        Trend trend = Trend.of(samples);
        String blind = soak.compress() > 1
                ? ", " + soak.compress()
                        + " times as fast as in use: what grows by the clock, not by requests, is not seen"
                : "";
        long planned = Math.round(soak.rate() * (soak.duration() / 1e9));
        String slow = result.stopped().isPresent() || result.requests() >= KEPT_UP * planned
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", for which it answered %,d of %,d requests, so %s of use",
                        result.requests(),
                        planned,
                        Amount.nanos(Math.round(hours() * HOUR)));
        String grown = rule.isBreached(trend) ? classes() : "";
        return rule.judge(trend, measurement, (heap ? "the live heap" : "resident memory") + slow + blind + grown);
    }

    private String classes() {
        List<ClassHistogram.Grown> grown =
                last.flatMap(after -> first.map(after::grownSince)).orElse(List.of());
        return grown.isEmpty()
                ? ""
                : "; grown: "
                        + grown.stream()
                                .map(each -> each.className() + " by " + ColdStarts.size(each.bytes()))
                                .collect(Collectors.joining(", "));
    }
}
