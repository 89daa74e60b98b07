package io.perfbudgets.benchmarks.history;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Comparison;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.history.Commit;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import io.perfbudgets.maven.history.RunQuery;
import io.perfbudgets.maven.history.RunQuery.Filter;
import io.perfbudgets.measure.Normalisation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Times the history with 10,000 and with 1,000,000 records of subjects: writing a run, reading a comparison of two runs, and
 * reading the ten runs that regression budgets are held against. A run has 1,000 subjects, each with 100 durations and a
 * verdict. Prints the median of seven in milliseconds, and in brackets the time of the processor.
 */
public final class HistoryCost {
    static final int SUBJECTS = 1_000;
    private static final List<Integer> RUNS = List.of(10, 1_000);
    private static final int TIMES = 7;
    /** What a copy of a run has in common with it. */
    private static final String SAME =
            "commit_id, branch, dirty, job, cpu, cpus, memory, os, jvm, flags, passed, baseline";

    private static final String MISSING =
            "r.run_id like 'copied-%' and not exists (select 1 from measurement o where o.run = r.id)";
    private static final Commit COMMIT = new Commit("3f2a81c09d", "main", false);

    private final Path folder;
    private final Path file;
    private int written;

    private HistoryCost(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("history.db");
    }

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("perf-history");
        try {
            new HistoryCost(folder).run();
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private void run() throws Exception {
        write().call();
        print("records", "write a run", "compare two runs", "read ten runs", "file MB");
        for (int runs : RUNS) {
            copy(runs);
            print(
                    String.format(Locale.ROOT, "%,d", runs * SUBJECTS),
                    median(this::write),
                    median(() -> this::compare),
                    median(() -> this::baseline),
                    Long.toString(Files.size(file) >> 20));
        }
    }

    private static void print(String... columns) {
        System.out.println("| " + String.join(" | ", columns) + " |");
    }

    /** Of what {@code prepared} prepares each time anew. */
    private static String median(Callable<Callable<Integer>> prepared) throws Exception {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long[] wall = new long[TIMES];
        long[] cpu = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            Callable<Integer> work = prepared.call();
            long began = System.nanoTime();
            long worked = thread.getCurrentThreadCpuTime();
            int done = work.call();
            cpu[i] = thread.getCurrentThreadCpuTime() - worked;
            wall[i] = System.nanoTime() - began;
            if (done < SUBJECTS) {
                throw new IllegalStateException("Only " + done + " subjects were handled");
            }
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        return wall[TIMES / 2] / 1_000_000 + " (" + cpu[TIMES / 2] / 1_000_000 + ")";
    }

    /** As {@code perf:check} does it, the forgetting of old runs included. */
    private Callable<Integer> write() throws IOException {
        GateReport report = new MadeUpRun(folder, "written-" + written++, SUBJECTS).judged();
        return () -> {
            try (History history = History.open(file.toString())) {
                history.record(report, COMMIT, "");
                history.prune("shop", MadeUpRun.STARTED.minus(Duration.ofDays(365)));
            }
            return report.findings().size();
        };
    }

    private int compare() throws HistoryException {
        try (History history = History.open(file.toString())) {
            List<RunEntry> newest = history.runs(RunQuery.of("shop", 2));
            Map<Subject, Observed> before = history.measurements(newest.get(1));
            return new Comparison(Optional.of(Normalisation.SAME))
                    .of(List.of(before), List.of(history.measurements(newest.get(0))))
                    .size();
        }
    }

    private int baseline() throws HistoryException {
        int read = 0;
        try (History history = History.open(file.toString())) {
            RunQuery query = RunQuery.of("shop", 10).named("main").only(Filter.SOUND);
            for (RunEntry run : history.runs(query)) {
                read += history.measurements(run).size();
            }
        }
        return read;
    }

    /** Copies the first run until there are so many: faster than to make them all up. */
    private void copy(int runs) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("""
                    with recursive n(i) as (select 1 union all select i + 1 from n where i < %d)
                    insert into run (run_id, module, started_at, %2$s)
                    select 'copied-' || i, module, started_at - 60000 * i, %2$s from run, n
                    where run.id = 1 and not exists (select 1 from run r where r.run_id = 'copied-' || i)
                    """.formatted(runs, SAME));
            statement.executeUpdate("""
                    insert into verdict
                    select r.id, subject, test, metric, most, observed, outcome, effect, declared, reason
                    from run r, verdict v where v.run = 1 and %s
                    """.formatted(MISSING));
            statement.executeUpdate("""
                    insert into measurement select r.id, subject, units, failed, sql_nanos, worst, histogram
                    from run r, measurement m where m.run = 1 and %s
                    """.formatted(MISSING));
            connection.commit();
        }
    }
}
