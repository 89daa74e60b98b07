package io.perfbudgets.benchmarks.driving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what driving a body and what budgets on trivial tests cost, as ratios to what is run beside it: everything that
 * is compared takes turns, each time in a JVM of its own.
 */
public final class DrivingCost {
    private static final int ROUNDS = 9;
    private static final int CLASSES = 20;
    private static final int TESTS = CLASSES * 100;
    private static final double SECOND = 1e9;
    private static final double OF_BARE = 1.5;
    private static final double OF_JUNITPERF = 2;
    private static final double OF_PLAIN = 1.15;
    private static final double OF_THE_TIME = 0.01;
    private static final double PERCENT = 100;

    private final Path folder;
    private final int rounds;
    private final List<Comparison> comparisons = new ArrayList<>();

    private DrivingCost(Path folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    private record Result(String java, int rounds, List<Comparison> comparisons) {}

    /**
     * Prints the table and writes it as JSON.
     *
     * @param arguments the JSON file; optionally how many rounds there are, 9 by default
     * @throws IOException if a JVM cannot be started or the file cannot be written
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path json = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        Path folder = json.resolveSibling("driving");
        Files.createDirectories(folder.resolve("target")); // where perf-junit looks for a build folder
        DrivingCost cost = new DrivingCost(folder, rounds);
        System.out.println(Comparison.HEADING);
        cost.loops(1, List.of(Loop.UNITS, Loop.REPETITION, Loop.LOAD));
        cost.loops(2, List.of(Loop.LOAD));
        cost.watch();
        cost.suites();
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(json.toFile(), new Result(Runtime.version().toString(), rounds, cost.comparisons));
        System.out.println("Written to " + json);
    }

    private void loops(int threads, List<Loop> ours) throws IOException, InterruptedException {
        Map<Loop, double[]> perProcessorSecond = new EnumMap<>(Loop.class);
        Map<Loop, double[]> perSecond = new EnumMap<>(Loop.class);
        List<Loop> all = new ArrayList<>(ours);
        all.add(Loop.BARE);
        all.add(Loop.JUNITPERF);
        for (int round = 0; round < rounds; round++) {
            for (Loop loop : all) {
                List<Double> figures = Jvm.run(folder, List.of(), Loop.class, loop.name(), Integer.toString(threads))
                        .figures();
                of(perProcessorSecond, loop)[round] = figures.get(0);
                of(perSecond, loop)[round] = figures.get(1);
            }
        }
        double[] bare = nanos(of(perProcessorSecond, Loop.BARE));
        double[] junitPerf = of(perSecond, Loop.JUNITPERF);
        for (Loop loop : ours) {
            double[] processor = nanos(of(perProcessorSecond, loop));
            String title = loop.title(threads);
            add(Comparison.atMost(
                    title + ": processor time of a call to a bare loop's", "ns", processor, bare, OF_BARE));
            add(Comparison.atLeast(
                    title + ": calls per second to JUnitPerf's", "/s", of(perSecond, loop), junitPerf, OF_JUNITPERF));
        }
    }

    private void watch() throws IOException, InterruptedException {
        double[] looked = new double[rounds];
        double[] all = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            looked[round] = Jvm.run(folder, List.of(), Loop.class, "watch").figure() * PERCENT;
            all[round] = PERCENT;
        }
        add(Comparison.atMost("canary and readings of the machine: share of the time", "%", looked, all, OF_THE_TIME));
    }

    private <K> double[] of(Map<K, double[]> figures, K key) {
        return figures.computeIfAbsent(key, absent -> new double[rounds]);
    }

    private static double[] nanos(double[] rates) {
        double[] nanos = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            nanos[i] = SECOND / rates[i];
        }
        return nanos;
    }

    private void suites() throws IOException, InterruptedException {
        Map<Suite, double[]> millis = new EnumMap<>(Suite.class);
        for (Suite suite : Suite.values()) {
            suite.compile(folder.resolve(suite.title()), CLASSES);
        }
        for (int round = 0; round < rounds; round++) {
            for (Suite suite : Suite.values()) {
                Jvm.Ran ran = Jvm.run(
                        folder,
                        List.of(folder.resolve(suite.title())),
                        Suite.class,
                        suite.name(),
                        Integer.toString(CLASSES));
                if (ran.figure() != TESTS) {
                    throw new IOException(
                            String.format(Locale.ROOT, "%s: %.0f of %d tests passed", suite, ran.figure(), TESTS));
                }
                of(millis, suite)[round] = ran.nanos() / 1e6;
            }
        }
        double[] budgets = of(millis, Suite.MAX_QUERIES);
        String title = TESTS + " tests with @MaxQueries: time to ";
        add(Comparison.atMost(title + "plain tests'", "ms", budgets, of(millis, Suite.PLAIN), OF_PLAIN));
        add(Comparison.atMost(title + "QuickPerf's", "ms", budgets, of(millis, Suite.QUICK_PERF), 1));
    }

    private void add(Comparison comparison) {
        comparisons.add(comparison);
        System.out.println(comparison.line());
    }
}
