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
import io.perfbudgets.junit.extension.Machine;
import io.perfbudgets.junit.extension.References;
import io.perfbudgets.junit.extension.Repetition;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.load.LoadPlan;
import io.perfbudgets.junit.load.LoadSeries;
import io.perfbudgets.junit.unit.Lane;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Ways to call an empty body again and again. Each is run in a JVM of its own. */
enum Loop {
    /** Two readings of the clock around the body, and their difference into a histogram, on each thread its own. */
    BARE {
        @Override
        double calls(int threads, long nanos) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Callable<Long>> loops = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                loops.add(() -> bare(EMPTY, nanos));
            }
            double all = 0;
            for (Future<Long> one : pool.invokeAll(loops)) {
                all += one.get();
            }
            pool.shutdown();
            return all;
        }
    },

    /** What repeats a test in place, without the decision about its latency: each call is a unit of the test. */
    UNITS {
        @Override
        double calls(int threads, long nanos) throws Throwable {
            RunningTest test = RunningTests.begin(TEST);
            long calls = 0;
            try (Lane lane = Lane.alone(test)) {
                long begun = System.nanoTime();
                do {
                    lane.time(EMPTY);
                    calls++;
                } while (lane.ended() - begun < nanos);
            }
            RunningTests.end(test);
            return calls;
        }
    },

    /** The whole repetition of a test with a latency budget, warm-up, canary and decision included. */
    REPETITION {
        @Override
        double calls(int threads, long nanos) throws Throwable {
            return repetitions(nanos, EMPTY);
        }
    },

    /** The closed model of a load. */
    LOAD {
        @Override
        double calls(int threads, long nanos) throws Throwable {
            RunningTest test = RunningTests.begin(TEST);
            LoadPlan plan = new LoadPlan(0, nanos, 0, threads, 0, OptionalLong.of(0), false);
            new LoadSeries(test, plan, List.of(), OneSession.ONLY).run(EMPTY, EMPTY);
            RunningTests.end(test);
            Measurement measured = test.measurements(false).get(0);
            return measured.load().orElseThrow().requests();
        }
    },

    /** JUnitPerf's evaluation of a test, as its interceptor runs it. */
    JUNITPERF {
        @Override
        double calls(int threads, long nanos) throws Throwable {
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
            return statistics.getEvaluationCount();
        }
    };

    private static final int MILLIS = 1_000;
    private static final long NANOS = MILLIS * 1_000_000L;
    private static final double SECOND = 1e9;
    private static final Subject TEST = Subject.test("Driving", "nothing");
    private static final Units.Body EMPTY = () -> {};

    /**
     * Calls an empty body.
     *
     * @param threads how many threads call it; loops for one thread ignore it
     * @param nanos for how long
     * @return how often
     */
    abstract double calls(int threads, long nanos) throws Throwable;

    String title(int threads) {
        return name().toLowerCase(Locale.ROOT) + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    private static long bare(Units.Body body, long nanos) {
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
        return histogram.getTotalCount();
    }

    /** Repeats the body for a budget that cannot be kept, as often as there is time for. */
    private static double repetitions(long nanos, Units.Body body) throws Throwable {
        Budget impossible = new Budget(
                Selector.of(TEST),
                Metric.LATENCY_P95,
                new Amount(Dimension.DURATION, 1),
                new Origin("@LatencyBudget", "", 0));
        Session session = OneSession.ONLY;
        long[] calls = {0};
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < nanos) {
            RunningTest test = RunningTests.begin(TEST);
            new Repetition(test, List.of(impossible), 0, new References(Loop.class, Object::new), session)
                    .run(body, () -> {
                        calls[0]++;
                        body.run();
                    });
            RunningTests.end(test);
        }
        return calls[0];
    }

    /** One for the JVM, as for the tests of a suite. */
    private static final class OneSession {
        private static final Session ONLY = Session.open();
    }

    @JUnitPerfTest(threads = 1, durationMs = MILLIS)
    @SuppressWarnings("unused") // carries the annotation
    private static void alone() {}

    @JUnitPerfTest(threads = 2, durationMs = MILLIS)
    @SuppressWarnings("unused") // carries the annotation
    private static void together() {}

    /**
     * Prints the calls per second of processor time and per second of one loop, after as long a warm-up. With {@code watch} instead of a
     * loop it prints which share of the time a test whose body takes 50 microseconds is kept from running by looks at the
     * machine.
     *
     * @param arguments the loop, the number of threads
     * @throws Throwable if the loop fails
     */
    public static void main(String[] arguments) throws Throwable {
        if (arguments[0].equals("watch")) {
            System.out.println(Jvm.FIGURE + watched());
            return;
        }
        Loop loop = Loop.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        loop.calls(threads, NANOS);
        long before = processorNanos();
        long begun = System.nanoTime();
        double calls = loop.calls(threads, NANOS);
        // After its second JUnitPerf evaluates what it has recorded, which is not driving.
        long nanos = loop == JUNITPERF ? NANOS : System.nanoTime() - begun;
        double perProcessorSecond = calls * threads * SECOND / (processorNanos() - before);
        System.out.println(Jvm.FIGURE + perProcessorSecond + " " + calls * SECOND / nanos);
    }

    private static double watched() throws Throwable {
        Units.Body spin = () -> {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < 50_000) {
                Thread.onSpinWait();
            }
        };
        repetitions(NANOS, spin);
        Machine machine = OneSession.ONLY.machine();
        long looked = machine.lookedNanos();
        long before = processorNanos();
        repetitions(NANOS, spin);
        return (double) (machine.lookedNanos() - looked) / (processorNanos() - before);
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
