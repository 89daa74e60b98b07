package io.perfbudgets.probe.process;

import io.perfbudgets.judge.ColdStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/**
 * How much processor time the machine had given to all programs, and to this probe, at one moment: what others took in between
 * is told from two of them. Time that a hypervisor kept for other machines counts as others'. Immutable.
 */
public final class ProcessorUse {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int FIELDS = 8; // user nice system idle iowait irq softirq steal
    private static final long LINUX_TICK = 10_000_000; // USER_HZ is 100 on every architecture that a JDK runs on
    /** Idle, and interrupts: those that the application's own traffic causes are counted as nobody's. */
    private static final List<Integer> NOBODYS_FIELDS = List.of(3, 4, 5, 6);
    /** By so much others can lengthen the same work's own time on a processor: they share its caches and its core. */
    private static final int MOST_SLOWED = 4;

    private final long busy;
    private final long all;
    private final long own;

    /** Nanoseconds of processor time. */
    private ProcessorUse(long busy, long all, long own) {
        this.busy = busy;
        this.all = all;
        this.own = own;
    }

    /**
     * Up to now.
     *
     * @param known the processes that are no others, besides this one
     */
    public static ProcessorUse now(List<ProcessHandle> known) {
        long[] times = Files.isReadable(STAT) ? linux() : Elsewhere.ticks();
        long all = Arrays.stream(times).sum();
        long others = NOBODYS_FIELDS.stream().mapToLong(field -> times[field]).sum();
        long own = nanos(Stream.concat(Stream.of(ProcessHandle.current()), known.stream()));
        return new ProcessorUse(all - others, all, own);
    }

    /**
     * A start that began at this moment, when nothing of it was known, and has come to its end just now.
     *
     * @param nanos how long it took
     * @param members the processes that were started
     */
    public ColdStart start(long nanos, List<ProcessHandle> members) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new ColdStart(nanos, nanos(members.stream()) / processors / MOST_SLOWED, others(now(members)));
    }

    /** The share of the machine's processors that neither this process nor known ones took from here to {@code end}, 0 to 1. */
    public double others(ProcessorUse end) {
        if (end.all <= all) {
            return 0;
        }
        double taken = end.busy - busy - (end.own - own);
        return Math.min(1, Math.max(0, taken / (end.all - all)));
    }

    private static long nanos(Stream<ProcessHandle> processes) {
        return processes
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    private static long[] linux() {
        try {
            String first = Files.readAllLines(STAT, StandardCharsets.US_ASCII).get(0);
            return Arrays.stream(first.split("\\s+", -1))
                    .skip(1)
                    .limit(FIELDS)
                    .mapToLong(ticks -> Long.parseLong(ticks) * LINUX_TICK)
                    .toArray();
        } catch (IOException unreadable) {
            return new long[FIELDS];
        }
    }

    /** Every system but Linux, in the same order; OSHI counts milliseconds. */
    private static final class Elsewhere {
        private static final CentralProcessor PROCESSOR =
                new SystemInfo().getHardware().getProcessor();

        private Elsewhere() {}

        static long[] ticks() {
            long[] ticks = PROCESSOR.getSystemCpuLoadTicks();
            return Stream.of(
                            TickType.USER,
                            TickType.NICE,
                            TickType.SYSTEM,
                            TickType.IDLE,
                            TickType.IOWAIT,
                            TickType.IRQ,
                            TickType.SOFTIRQ,
                            TickType.STEAL)
                    .mapToLong(type -> ticks[type.getIndex()] * 1_000_000)
                    .toArray();
        }
    }
}
