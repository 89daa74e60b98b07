package io.perfbudgets.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what Linux admits about its processors: {@code /proc/stat}, the pressure file and the container's {@code cpu.stat};
 * elsewhere all of it is unknown. A reading costs some hundred microseconds; {@link #isDue} keeps that below a quarter
 * percent of the time.
 *
 * <p>Not thread-safe.
 */
public final class MachineReader {
    private static final int SHARE = 400;
    private static final Pattern SOME_PRESSURE = Pattern.compile("^some .*total=(\\d+)", Pattern.MULTILINE);
    /** Version 2 counts microseconds, version 1 nanoseconds. */
    private static final Pattern THROTTLED = Pattern.compile("^throttled_(usec|time) (\\d+)", Pattern.MULTILINE);

    private final Path root;
    private long lastRead;
    private long fastest = Long.MAX_VALUE;

    public MachineReader() {
        this(Path.of("/"));
    }

    MachineReader(Path root) {
        this.root = root;
    }

    /**
     * Whether enough time has passed since the last reading that another costs less than a quarter percent of it: as the
     * fastest one so far, since one that was held up says nothing of the next.
     */
    public boolean isDue() {
        return System.nanoTime() - lastRead >= SHARE * fastest;
    }

    /** Reads. */
    public MachineReading read() {
        long begun = System.nanoTime();
        String stat = text("proc/stat");
        long[] ticks = ticks(stat);
        MachineReading reading = new MachineReading(
                begun,
                Math.max(1, (int)
                        stat.lines().filter(line -> line.matches("cpu\\d.*")).count()),
                sum(ticks),
                ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6],
                ticks[7],
                number(SOME_PRESSURE, 1, text("proc/pressure/cpu")),
                throttledMicros(),
                ownNanos());
        lastRead = System.nanoTime();
        fastest = Math.min(fastest, lastRead - begun);
        return reading;
    }

    private String text(String path) {
        try {
            return Files.readString(root.resolve(path), StandardCharsets.US_ASCII);
        } catch (IOException | SecurityException notLinux) {
            return "";
        }
    }

    /** User, nice, system, idle, iowait, irq, softirq, steal; guests are counted as users already. */
    private static long[] ticks(String stat) {
        long[] ticks = new long[8];
        String[] fields = stat.lines().findFirst().orElse("").split(" +", -1);
        for (int i = 0; i < ticks.length && i + 1 < fields.length; i++) {
            ticks[i] = Long.parseLong(fields[i + 1]);
        }
        return ticks;
    }

    private static long sum(long[] ticks) {
        long sum = 0;
        for (long each : ticks) {
            sum += each;
        }
        return sum;
    }

    private long throttledMicros() {
        for (String file : List.of("sys/fs/cgroup/cpu.stat", "sys/fs/cgroup/cpu/cpu.stat")) {
            Matcher throttled = THROTTLED.matcher(text(file));
            if (throttled.find()) {
                long value = Long.parseLong(throttled.group(2));
                return throttled.group(1).equals("usec") ? value : value / 1_000;
            }
        }
        return 0;
    }

    private static long number(Pattern pattern, int group, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(group)) : 0;
    }

    private static long ownNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : 0;
    }
}
