package io.perfbudgets.probe;

import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.judge.FewValues;
import io.perfbudgets.measure.ClassHistogram;
import io.perfbudgets.probe.jvm.LiveHeap;
import io.perfbudgets.probe.load.LoadClient;
import io.perfbudgets.probe.load.LoadResult;
import io.perfbudgets.probe.memory.MemorySampler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What the application holds for each request while it answers it. Of a JVM: the live heap with requests in flight, less the
 * live heap without, so that garbage does not count. Of everything else: how far resident memory rises above its level
 * before, so that it is an upper bound.
 */
final class PerRequest {
    /** Looks at the heap, of which those that saw the most count. */
    private static final int LOOKS = 12;

    private static final int JUDGED = 3;

    private static final int WITHOUT_END = 10_000_000;

    private final LoadClient client;
    private final Supplier<Optional<String>> dead;
    private final MemorySampler sampler;

    PerRequest(LoadClient client, Supplier<Optional<String>> dead, MemorySampler sampler) {
        this.client = client;
        this.dead = dead;
        this.sampler = sampler;
    }

    /**
     * Of a JVM: looks at its heap while {@code scenario} is run once more. Those that saw the most count: a look between
     * two requests, or before the first, says nothing of what a request holds.
     *
     * @return empty if the heap cannot be looked at
     */
    Optional<Findings.Sizes> ofHeap(LoadScenario scenario, AtATime pace, ProcessHandle jvm)
            throws InterruptedException {
        Optional<ClassHistogram> before = LiveHeap.of(jvm);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        LoadScenario endless =
                new LoadScenario(scenario.name(), scenario.requests(), new AtATime(WITHOUT_END, pace.concurrency()), 0);
        CountDownLatch underWay = new CountDownLatch(1);
        AtomicBoolean enough = new AtomicBoolean();
        Supplier<Optional<String>> stop = () -> enough.get() ? Optional.of("looked at") : dead.get();
        CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(() -> {
            try {
                return client.run(endless, stop, (done, planned, nanos, answers) -> underWay.countDown());
            } catch (InterruptedException interrupted) {
                throw new CompletionException(interrupted);
            } finally {
                underWay.countDown();
            }
        });
        List<ClassHistogram> during = new ArrayList<>();
        try {
            underWay.await();
            for (int look = 0; look < LOOKS && !load.isDone(); look++) {
                LiveHeap.of(jvm).ifPresent(during::add);
            }
        } finally {
            enough.set(true);
            load.join();
        }
        if (during.size() < LOOKS) {
            return Optional.empty();
        }
        during.sort(Comparator.comparingLong(ClassHistogram::bytes).reversed());
        ClassHistogram largest = during.get(0);
        long[] each = during.stream()
                .limit(JUDGED)
                .mapToLong(heap -> Math.max(0, heap.bytes() - before.get().bytes()) / pace.concurrency())
                .toArray();
        return Optional.of(Findings.Sizes.of(
                each,
                where(scenario, pace) + ", live heap "
                        + ColdStarts.size(before.get().bytes()) + " without and up to "
                        + ColdStarts.size(largest.bytes())
                        + " with them" + classes(largest.grownSince(before.get()))));
    }

    /**
     * Of anything else: how far its memory rose in the first run of {@code scenario}. Later runs would not do: a runtime that
     * keeps what it once had hides it from them.
     *
     * @param first what came of the first run
     * @param before the memory before it
     * @return empty if memory cannot be read
     */
    Optional<Findings.Sizes> ofResidentMemory(LoadScenario scenario, AtATime pace, LoadResult first, long before) {
        long highest = sampler.largestSample();
        if (before == 0 || highest == 0) {
            return Optional.empty();
        }
        long each = Math.max(0, highest - before) / Math.max(1, first.mostInFlight());
        return Optional.of(new Findings.Sizes(
                List.of(each),
                where(scenario, pace) + ", resident memory " + ColdStarts.size(before) + " before and up to "
                        + ColdStarts.size(highest) + " during it"));
    }

    private static String where(LoadScenario scenario, AtATime pace) {
        return scenario.name() + ", " + pace.concurrency() + " at a time";
    }

    private static String classes(List<ClassHistogram.Grown> grown) {
        return grown.isEmpty()
                ? ""
                : ", most of it " + grown.get(0).className() + " ("
                        + ColdStarts.size(grown.get(0).bytes()) + ")";
    }

    /** Whether {@code one} is worse than {@code other}. */
    static boolean isWorse(Findings.Sizes one, Optional<Findings.Sizes> other) {
        return other.map(found -> FewValues.median(one.bytes()) > FewValues.median(found.bytes()))
                .orElse(true);
    }
}
