package io.perfbudgets.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux admits about a thread having been ready to run without getting a processor. A reading costs some ten
 * microseconds; elsewhere nothing is known.
 *
 * <p>For one thread only, the one that takes the values.
 */
public final class RunQueue {
    private final Path schedstat;
    private long read;
    private long waited;

    public RunQueue() {
        this(Path.of("/proc/thread-self/schedstat"));
    }

    RunQueue(Path schedstat) {
        this.schedstat = schedstat;
        this.read = System.nanoTime();
        this.waited = waitedNanos();
    }

    /** Which share of the time since the last call, or since this was made, the calling thread waited; 0 if unknown. */
    public double waitedShare() {
        long now = System.nanoTime();
        long total = waitedNanos();
        double share = (double) (total - waited) / Math.max(1, now - read);
        read = now;
        waited = total;
        return Math.max(0, share);
    }

    private long waitedNanos() {
        try {
            String[] fields =
                    Files.readString(schedstat, StandardCharsets.US_ASCII).split(" ", -1);
            return fields.length < 3 ? 0 : Long.parseLong(fields[1]);
        } catch (IOException | NumberFormatException notLinux) {
            return 0;
        }
    }
}
