package io.perfbudgets.benchmarks.driving;

import com.github.noconnor.junitperf.JUnitPerfTest;
import com.github.noconnor.junitperf.data.EvaluationContext;
import com.github.noconnor.junitperf.statements.PerformanceEvaluationStatement;
import com.github.noconnor.junitperf.statements.SimpleTestStatement;
import com.github.noconnor.junitperf.statistics.providers.DescriptiveStatisticsCalculator;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.extension.References;
import io.perfbudgets.junit.extension.Repetition;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.load.LoadPlan;
import io.perfbudgets.junit.load.LoadSeries;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Ways to call a body again and again. Each is run in a JVM of its own. */
enum Loop {
    /** Two readings of the clock around the body, and their difference into a histogram, on each thread its own. */
    BARE {
        @Override
        double callsPerSecond(int threads) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Callable<Double>> loops = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                loops.add(() -> {
                    bare(EMPTY, WARM_UP_NANOS);
                    return bare(EMPTY, NANOS);
                });
            }
            double all = 0;
            for (Future<Double> one : pool.invokeAll(loops)) {
                all += one.get();
            }
            pool.shutdown();
            return all;
        }
    },

    /** What repeats a test in place, without the decision about its latency: each call is a unit of the test. */
    UNITS {
        @Override
        double callsPerSecond(int threads) throws Throwable {
            RunningTest test = RunningTests.begin(TEST);
            units(test, WARM_UP_NANOS);
            double calls = units(test, NANOS);
            RunningTests.end(test);
            return calls;
        }
    },

    /** The whole repetition of a test with a latency budget, warm-up, canary and decision included. */
    REPETITION {
        @Override
        double callsPerSecond(int threads) throws Throwable {
            repetitions(WARM_UP_NANOS);
            return repetitions(NANOS);
        }
    },

    /** The closed model of a load. */
    LOAD {
        @Override
        double callsPerSecond(int threads) throws Throwable {
            RunningTest test = RunningTests.begin(TEST);
            LoadPlan plan = new LoadPlan(0, NANOS, 0, threads, 0, OptionalLong.of(WARM_UP_NANOS), false);
            new LoadSeries(test, plan, List.of(), Session.open()).run(EMPTY, EMPTY);
            RunningTests.end(test);
            Measurement measured = test.measurements(false).get(0);
            return measured.load().orElseThrow().pace().perSecond();
        }
    },

    /** JUnitPerf's evaluation of a test, as its interceptor runs it. */
    JUNITPERF {
        @Override
        double callsPerSecond(int threads) throws Throwable {
            junitPerf(threads);
            return junitPerf(threads);
        }
    };

    private static final int MILLIS = 1_000;
    private static final long NANOS = MILLIS * 1_000_000L;
    private static final long WARM_UP_NANOS = NANOS / 2;
    private static final double SECOND = 1e9;
    private static final Subject TEST = Subject.test("Driving", "nothing");
    private static final Units.Body EMPTY = () -> {};

    /**
     * Calls an empty body for a second, after warming up.
     *
     * @param threads how many threads call it; loops for one thread ignore it
     */
    abstract double callsPerSecond(int threads) throws Throwable;

    String title(int threads) {
        return name().toLowerCase(Locale.ROOT) + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    private static double bare(Units.Body body, long nanos) {
        Histogram histogram = new Histogram(3);
        long begun = System.nanoTime();
        long end = begun;
        try {
            while (end - begun < nanos) {
                long start = System.nanoTime();
                body.run();
                end = System.nanoTime();
                histogram.recordValue(end - start);
            }
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
        return histogram.getTotalCount() * SECOND / (end - begun);
    }

    private static double units(RunningTest test, long nanos) throws Throwable {
        long begun = System.nanoTime();
        long calls = 0;
        // The clock of the loop itself is read so seldom that it does not count.
        while (calls % 1_024 != 0 || System.nanoTime() - begun < nanos) {
            Units.iterate(test, EMPTY);
            calls++;
        }
        return calls * SECOND / (System.nanoTime() - begun);
    }

    private static double repetitions(long nanos) throws Throwable {
        Budget impossible = new Budget(
                Selector.of(TEST),
                Metric.LATENCY_P95,
                new Amount(Dimension.DURATION, 1),
                new Origin("@LatencyBudget", "", 0));
        Session session = Session.open();
        long[] calls = {0};
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < nanos) {
            RunningTest test = RunningTests.begin(TEST);
            new Repetition(test, List.of(impossible), 0, new References(Loop.class, Object::new), session)
                    .run(EMPTY, () -> calls[0]++);
            RunningTests.end(test);
        }
        return calls[0] * SECOND / (System.nanoTime() - begun);
    }

    private static double junitPerf(int threads) throws Throwable {
        DescriptiveStatisticsCalculator statistics = new DescriptiveStatisticsCalculator();
        EvaluationContext context = new EvaluationContext("nothing", System.nanoTime());
        context.loadConfiguration(Loop.class
                .getDeclaredMethod(threads == 1 ? "alone" : "together")
                .getAnnotation(JUnitPerfTest.class));
        PerformanceEvaluationStatement.builder()
                .baseStatement((SimpleTestStatement) () -> {})
                .statistics(statistics)
                .context(context)
                .listener(over -> {})
                .build()
                .runParallelEvaluation();
        return statistics.getEvaluationCount() * SECOND / NANOS;
    }

    @JUnitPerfTest(threads = 1, durationMs = MILLIS)
    @SuppressWarnings("unused") // carries the annotation
    private static void alone() {}

    @JUnitPerfTest(threads = 2, durationMs = MILLIS)
    @SuppressWarnings("unused") // carries the annotation
    private static void together() {}

    /**
     * Prints the calls per second of one loop.
     *
     * @param arguments the loop, the number of threads
     * @throws Throwable if the loop fails
     */
    public static void main(String[] arguments) throws Throwable {
        System.out.println(Jvm.FIGURE + Loop.valueOf(arguments[0]).callsPerSecond(Integer.parseInt(arguments[1])));
    }
}
