package io.perfbudgets.measure;

import java.util.Arrays;

/**
 * What the {@linkplain Canary canary} takes on a machine that is left alone: how fast it is.
 *
 * @param cpuNanos the computing part, nanoseconds, at least 1
 * @param memoryNanos the memory part, nanoseconds, at least 1
 */
public record CanaryTimes(long cpuNanos, long memoryNanos) {
    private static final int RUNS = 128;
    /** Whatever disturbs a machine makes the canary slower, never faster. */
    private static final int UNDISTURBED = RUNS / 10;

    public CanaryTimes {
        if (cpuNanos < 1 || memoryNanos < 1) {
            throw new IllegalArgumentException("A canary that takes no time: " + cpuNanos + ", " + memoryNanos);
        }
    }

    /** Runs {@code canary} for some four milliseconds, always in the same way: what else the JVM does is not in it. */
    public static CanaryTimes of(Canary canary) {
        long[] cpu = new long[RUNS];
        long[] memory = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            canary.run();
            cpu[run] = canary.cpuNanos();
            memory[run] = canary.memoryNanos();
        }
        Arrays.sort(cpu);
        Arrays.sort(memory);
        return new CanaryTimes(Math.max(1, cpu[UNDISTURBED]), Math.max(1, memory[UNDISTURBED]));
    }

    /** The faster of each part: two looks at one machine. */
    public CanaryTimes fastest(CanaryTimes other) {
        return new CanaryTimes(Math.min(cpuNanos, other.cpuNanos), Math.min(memoryNanos, other.memoryNanos));
    }
}
