package io.perfbudgets.benchmarks.memory;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.profile.Profiler;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures what it costs to ask for the allocation of each unit, and to run under Flight Recorder as with
 * {@code perf.profile=always}, as ratios to the same units without: the two take turns in one JVM, and the median of the
 * rounds' ratios counts.
 */
public final class MemoryCost {
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 11;
    private static final int UNITS = 2_000;
    private static final int EMPTY_UNITS = 200_000;

    /** Processor time, since others may use the machine meanwhile. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Keeps the body from being compiled away. */
    @SuppressWarnings("unused")
    private static volatile int sink;

    private MemoryCost() {}

    /**
     * Prints the ratios.
     *
     * @param arguments none
     * @throws Throwable if a body fails, which none does
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Throwable {
        RunningTest plain = test("plain");
        RunningTest asked = test("asked");
        asked.askForAllocation();
        double[] working = new double[ROUNDS];
        double[] empty = new double[ROUNDS];
        double[] recorded = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double ofWork = ratio(nanos(plain, UNITS, MemoryCost::work), nanos(asked, UNITS, MemoryCost::work));
            double ofNothing = ratio(nanos(plain, EMPTY_UNITS, () -> {}), nanos(asked, EMPTY_UNITS, () -> {}));
            double before = nanos(plain, UNITS, MemoryCost::work);
            Optional<Profiler> profiler = Profiler.begin();
            double ofRecorded = ratio(before, nanos(plain, UNITS, MemoryCost::work));
            profiler.ifPresent(Profiler::close);
            if (round >= 0) {
                working[round] = ofWork;
                empty[round] = ofNothing;
                recorded[round] = ofRecorded;
            }
        }
        print("allocation asked of each unit, a body that fills a tree", working);
        print("allocation asked of each unit, an empty body", empty);
        print("under Flight Recorder, a body that fills a tree", recorded);
    }

    private static RunningTest test(String name) {
        return RunningTests.begin(Subject.test("MemoryCost", name));
    }

    /** Sorts words into a tree: branches, calls and allocation as an application has them. */
    private static void work() {
        TreeMap<String, Integer> words = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            words.put("word " + (i * 7_919) % 1_000, i);
        }
        sink = words.size();
    }

    private static double nanos(RunningTest test, int units, Units.Body body) throws Throwable {
        long begun = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < units; i++) {
            Units.iterate(test, body);
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - begun) / units;
    }

    private static double ratio(double without, double with) {
        return with / without;
    }

    @SuppressWarnings("SystemOut")
    private static void print(String what, double[] ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-52s %.2f  (%.2f to %.2f)%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
