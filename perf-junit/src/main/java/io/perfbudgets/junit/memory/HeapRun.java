package io.perfbudgets.junit.memory;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.judge.FewValues;
import io.perfbudgets.judge.HeapJudge;
import io.perfbudgets.judge.LeakRule;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.ThreadRule;
import io.perfbudgets.judge.Trend;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.junit.profile.ThreadStarts;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.ClassHistogram;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Series;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs the body of one test again for its budgets on the heap and on threads, and looks at what is alive in between. Nothing of it counts
 * for the test's other budgets. Used by one thread.
 *
 * <p>What the looks themselves keep is the same at each of them: sums in arrays, and one histogram by class.
 */
public final class HeapRun {
    private static final int WARM_UP = 3;
    private static final int LOOKS = 24;
    private static final int MOST_LOOKS = 36;
    private static final int PEAK_LOOKS = 20;
    private static final long USUAL_ITERATIONS = 20_000;
    private static final int WARM_UP_SHARE = 10;
    private static final long NANOS_BETWEEN_LOOKS = 50_000_000;
    private static final int MOST_BETWEEN_LOOKS = 100;
    private static final String OTHERS =
            "other tests ran in this JVM at the same time, whose objects cannot be told apart:"
                    + " run it for itself, as with @Isolated";

    private static final String OTHERS_THREADS =
            "other tests ran in this JVM at the same time, whose threads cannot be told apart:"
                    + " run it for itself, as with @Isolated";
    /** For threads on their way to end, and for those of clients that nobody refers to any more. */
    private static final long NANOS_TO_END = 5_000_000_000L;

    private static final long NANOS_BETWEEN_THREAD_LOOKS = 10_000_000;
    /** How many times as long a breach in sight may take. */
    private static final int IN_SIGHT = 10;

    private final RunningTest test;
    private final Units.Body body;
    private final double confidence;
    private final long maxNanos;
    private final List<Function<Measurement, Verdict>> found = new ArrayList<>();
    private boolean alone = true;

    /**
     * @param body calls the test's body anew
     * @param confidence of a breach, 0.999 for 99.9 %
     * @param maxNanos the longest for one budget that says nothing else, nanoseconds
     */
    public HeapRun(RunningTest test, Units.Body body, double confidence, long maxNanos) {
        this.test = test;
        this.body = body;
        this.confidence = confidence;
        this.maxNanos = maxNanos;
    }

    /**
     * Measures what {@code budget} is about.
     *
     * @throws Throwable what the body throws
     */
    public void measure(HeapBudget budget) throws Throwable {
        if (budget.budget().metric() == Metric.THREADS) {
            threads(budget.budget());
            return;
        }
        Optional<String> missing = LiveHeap.missing();
        if (missing.isPresent()) {
            found.add(own -> Verdict.unmeasured(budget.budget(), own.subject(), missing.get()));
            return;
        }
        switch (budget.budget().metric()) {
            case RETAINED -> retained(budget.budget());
            case PEAK_HEAP -> peak(budget.budget());
            default -> growth(budget);
        }
    }

    /** The verdicts on what was measured. */
    public List<Verdict> verdicts(Measurement own) {
        return found.stream().map(verdict -> verdict.apply(own)).toList();
    }

    private void retained(Budget budget) throws Throwable {
        FewValues rule = new FewValues(budget.limit().value(), FewValues.FEWEST, confidence);
        long begun = System.nanoTime();
        repeat(WARM_UP, Long.MAX_VALUE);
        long usual = Math.max(1, (System.nanoTime() - begun) / WARM_UP);
        int each = (int) Math.max(1, Math.min(MOST_BETWEEN_LOOKS, NANOS_BETWEEN_LOOKS / usual));
        ClassHistogram first = classesBefore();
        long before = LiveHeap.bytes();
        long[] values = new long[0];
        while (rule.wantsMore(values, 0) && System.nanoTime() - begun < maxNanos) {
            repeat(each, Long.MAX_VALUE);
            long now = LiveHeap.bytes();
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = Math.max(0, now - before) / each;
            before = now;
        }
        long[] taken = values;
        String grown = rule.judge(taken, 0) == Outcome.WITHIN ? "" : grown(first);
        found.add(own -> HeapJudge.retained(budget, own, taken, rule, each, disturbed(), grown));
    }

    private void peak(Budget budget) throws Throwable {
        long before = LiveHeap.bytes();
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        repeat(1, Long.MAX_VALUE);
        long used =
                pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        PeakWatch watch = PeakWatch.begin();
        try {
            long begun = System.nanoTime();
            while (used > budget.limit().value()
                    && watch.looks() < PEAK_LOOKS
                    && System.nanoTime() - begun < maxNanos) {
                watch.running(true);
                try {
                    repeat(1, Long.MAX_VALUE);
                } finally {
                    watch.running(false);
                }
            }
        } finally {
            watch.end();
        }
        HeapJudge.Peak peak = new HeapJudge.Peak(before, used, watch.most(), watch.looks(), watch.everyNanos());
        found.add(own -> HeapJudge.peak(budget, own, peak, disturbed()));
    }

    private void growth(HeapBudget budget) throws Throwable {
        LeakRule rule = new LeakRule(budget.budget(), confidence);
        long iterations =
                budget.iterations() > 0 ? budget.iterations() : budget.nanos() > 0 ? Long.MAX_VALUE : USUAL_ITERATIONS;
        long nanos = budget.nanos() > 0 ? budget.nanos() : budget.iterations() > 0 ? Long.MAX_VALUE : maxNanos;
        long warmUp = repeat(Math.max(1, iterations / WARM_UP_SHARE), nanos / WARM_UP_SHARE);
        long block = Math.max(1, (iterations - warmUp) / LOOKS);
        long blockNanos = (nanos - nanos / WARM_UP_SHARE) / LOOKS;
        ClassHistogram first = classesBefore();
        long[] at = new long[MOST_LOOKS];
        long[] nanosAt = new long[MOST_LOOKS];
        long[] bytes = new long[MOST_LOOKS];
        int looks = 0;
        long done = 0;
        while (looks < LOOKS || (looks < MOST_LOOKS && rule.decide(trend(at, bytes, looks)) == Outcome.UNDECIDED)) {
            done += repeat(block, blockNanos);
            at[looks] = done;
            nanosAt[looks] = System.nanoTime() - test.begunAt();
            bytes[looks++] = LiveHeap.bytes();
        }
        test.watched(series(nanosAt, bytes, at, looks));
        Trend trend = trend(at, bytes, looks);
        String grown = rule.decide(trend) == Outcome.WITHIN ? "" : grown(first);
        found.add(own -> rule.judge(trend, own, disturbed(), grown));
    }

    private void threads(Budget budget) throws Throwable {
        ThreadRule rule = new ThreadRule(budget, Runtime.getRuntime().availableProcessors());
        long begun = System.nanoTime();
        LeftThreads threads = new LeftThreads();
        long[] left = new long[0];
        long overNanos = 0;
        while (rule.wantsMore(left) && overNanos < (rule.isInSight(left) ? IN_SIGHT * maxNanos : maxNanos)) {
            repeat(1, Long.MAX_VALUE);
            threads.look();
            left = threads.left();
            overNanos = System.nanoTime() - begun;
        }
        String which = "";
        if (rule.decide(left) != Outcome.WITHIN) {
            Map<Long, String> startedAt = ThreadStarts.during(() -> repeat(1, Long.MAX_VALUE));
            threads.look();
            left = settled(rule, threads);
            which = rule.decide(left) == Outcome.WITHIN ? "" : threads.lines(startedAt);
        }
        long[] counted = left;
        String lines = which;
        Optional<String> disturbed = alone ? Optional.empty() : Optional.of(OTHERS_THREADS);
        found.add(own -> rule.judge(counted, own, disturbed, lines));
    }

    private static long[] settled(ThreadRule rule, LeftThreads threads) {
        LiveHeap.collect();
        long begun = System.nanoTime();
        long[] left = threads.left();
        while (rule.decide(left) != Outcome.WITHIN && System.nanoTime() - begun < NANOS_TO_END) {
            LockSupport.parkNanos(NANOS_BETWEEN_THREAD_LOOKS);
            left = threads.left();
        }
        return left;
    }

    private static Series series(long[] nanosAt, long[] bytes, long[] iterations, int looks) {
        return new Series(
                "live heap",
                Dimension.SIZE,
                IntStream.range(0, looks)
                        .mapToObj(look -> new Series.Sample(nanosAt[look], bytes[look], iterations[look]))
                        .toList());
    }

    private static Trend trend(long[] at, long[] bytes, int looks) {
        List<Trend.Sample> samples = new ArrayList<>(looks);
        for (int i = 0; i < looks; i++) {
            samples.add(new Trend.Sample(at[i], bytes[i]));
        }
        return Trend.of(samples);
    }

    /** Taken twice: the second one counts the first, as the last one will count the second. */
    private static ClassHistogram classesBefore() {
        ClassHistogram kept = LiveHeap.classes();
        ClassHistogram first = LiveHeap.classes();
        return kept.bytes() > 0 ? first : kept;
    }

    private static String grown(ClassHistogram first) {
        return HeapJudge.grown(LiveHeap.classes().grownSince(first));
    }

    private Optional<String> disturbed() {
        return alone ? Optional.empty() : Optional.of(OTHERS);
    }

    /** Runs the body at most so often and so long, once at least, and says how often. */
    private long repeat(long most, long nanos) throws Throwable {
        long begun = System.nanoTime();
        long count = 0;
        do {
            Units.observe(test, body);
            count++;
        } while (count < most && System.nanoTime() - begun < nanos);
        alone &= RunningTests.isAlone(test);
        return count;
    }
}
