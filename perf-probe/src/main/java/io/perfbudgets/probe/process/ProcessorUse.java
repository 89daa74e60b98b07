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
    private static final List<Integer> IDLE_FIELDS = List.of(3, 4);

    private final long busy;
    private final long all;
    private final long own;

    /** Nanoseconds of processor time. */
    private ProcessorUse(long busy, long all, long own) {
        this.busy = busy;
        this.all = all;
        this.own = own;
    }

    /** Up to now. */
    public static ProcessorUse now() {
        long[] times = Files.isReadable(STAT) ? linux() : Elsewhere.ticks();
        long all = Arrays.stream(times).sum();
        long idle = IDLE_FIELDS.stream().mapToLong(field -> times[field]).sum();
        return new ProcessorUse(all - idle, all, nanos(Stream.of(ProcessHandle.current())));
    }

    /**
     * A start that began at this moment and has come to its end just now.
     *
     * @param nanos how long it took
     * @param members the processes that were started
     */
    public ColdStart start(long nanos, List<ProcessHandle> members) {
        ProcessorUse end = now();
        int processors = Runtime.getRuntime().availableProcessors();
        long used = nanos(members.stream());
        // Side by side with others the same work takes up to twice the processor time.
        return new ColdStart(nanos, used / processors / 2, end.others(this, used + end.own - own));
    }

    private double others(ProcessorUse before, long known) {
        if (all <= before.all) {
            return 0;
        }
        double taken = busy - before.busy - known;
        return Math.min(1, Math.max(0, taken / (all - before.all)));
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
