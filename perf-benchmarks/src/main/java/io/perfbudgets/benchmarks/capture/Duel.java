package io.perfbudgets.benchmarks.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/**
 * One way against the raw driver, in short slices that take turns, so that whatever else the machine does slows both
 * alike. Each duel has a JVM of its own: in a shared one every call would have as many receivers as there are ways, and
 * none would be compiled as it is in a real test run.
 */
final class Duel {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SMALLEST_SLICE = Engine.PLAYERS;
    private static final int WARM_UP = 8;

    private final Engine engine;
    private final Way way;
    private final int slices;
    private final long sliceNanos;
    private long read;

    /**
     * @param slices how many slices each side measures, after {@value #WARM_UP} times as many for warming up
     * @param sliceNanos how long a slice of the raw driver takes at least, nanoseconds
     */
    Duel(Engine engine, Way way, int slices, long sliceNanos) {
        this.engine = engine;
        this.way = way;
        this.slices = slices;
        this.sliceNanos = sliceNanos;
    }

    /**
     * Fights one duel and prints its costs, each as a line of JSON.
     *
     * @param arguments the engine, the way, the number of slices, the nanoseconds of a slice
     * @throws Throwable if the database fails
     */
    public static void main(String[] arguments) throws Throwable {
        Duel duel = new Duel(
                Engine.valueOf(arguments[0]),
                Way.valueOf(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]));
        ObjectMapper json = new ObjectMapper();
        for (Cost cost : duel.fight()) {
            System.out.println(json.writeValueAsString(cost));
        }
    }

    List<Cost> fight() throws Throwable {
        try (Connection raw = engine.open();
                Connection captured = way.capture(source(engine))) {
            engine.fill(raw);
            List<Cost> costs = new ArrayList<>();
            for (Work work : Work.values()) {
                try (PreparedStatement rawStatement = work.prepare(raw);
                        PreparedStatement capturedStatement = work.prepare(captured)) {
                    costs.add(fight(work, rawStatement, capturedStatement));
                }
            }
            if (read == 0) {
                throw new IllegalStateException("Nothing was read from " + engine);
            }
            return costs;
        }
    }

    private Cost fight(Work work, PreparedStatement raw, PreparedStatement captured) throws Throwable {
        int times = warmUp(work, raw, captured);
        double[] rawNanos = new double[slices];
        double[] nanos = new double[slices];
        double[] ratios = new double[slices];
        for (int slice = 0; slice < slices; slice++) {
            boolean rawFirst = slice % 2 == 0;
            if (rawFirst) {
                rawNanos[slice] = raw(work, raw, times);
            }
            nanos[slice] = captured(work, captured, times);
            if (!rawFirst) {
                rawNanos[slice] = raw(work, raw, times);
            }
            ratios[slice] = nanos[slice] / rawNanos[slice];
        }
        double ratio = median(ratios);
        return new Cost(engine, way, work, median(rawNanos) / times, median(nanos) / times, ratio, ratio, ratio, times);
    }

    private int warmUp(Work work, PreparedStatement raw, PreparedStatement captured) throws Throwable {
        int times = SMALLEST_SLICE;
        for (int slice = 0; slice < WARM_UP * slices; slice++) {
            captured(work, captured, times);
            if (raw(work, raw, times) < sliceNanos) {
                times += SMALLEST_SLICE * (1 + times / (4 * SMALLEST_SLICE));
            }
        }
        return times;
    }

    private double raw(Work work, PreparedStatement statement, int times) throws SQLException {
        long begun = nanos();
        read += work.run(statement, times);
        return nanos() - begun;
    }

    private double captured(Work work, PreparedStatement statement, int times) throws Throwable {
        long begun = nanos();
        way.around(() -> read += work.run(statement, times));
        return nanos() - begun;
    }

    /** This thread's time on a processor: what else the machine runs meanwhile does not count. Nothing here waits. */
    private static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** A DataSource of which only the connections matter. */
    private static DataSource source(Engine engine) {
        return (DataSource) Proxy.newProxyInstance(
                Duel.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return engine.open();
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }
}
