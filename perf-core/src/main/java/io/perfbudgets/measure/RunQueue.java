package io.perfbudgets.measure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What Linux admits about a thread having been ready to run without getting a processor. A reading costs some four
 * microseconds, since the file stays open between readings; elsewhere nothing is known.
 *
 * <p>For one thread only, the one that makes it and takes the values.
 */
public final class RunQueue implements AutoCloseable {
    private static final int LONGEST = 80;

    private final @Nullable RandomAccessFile schedstat;
    private final byte[] text = new byte[LONGEST];
    private long read;
    private long waited;

    public RunQueue() {
        this(Path.of("/proc/thread-self/schedstat"));
    }

    RunQueue(Path schedstat) {
        this.schedstat = open(schedstat);
        this.read = System.nanoTime();
        this.waited = waitedNanos();
    }

    private static @Nullable RandomAccessFile open(Path schedstat) {
        try {
            return new RandomAccessFile(schedstat.toFile(), "r");
        } catch (IOException | SecurityException notLinux) {
            return null;
        }
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
        if (schedstat == null) {
            return 0;
        }
        try {
            schedstat.seek(0);
            int length = Math.max(0, schedstat.read(text));
            String[] fields = new String(text, 0, length, StandardCharsets.US_ASCII).split(" ", -1);
            return fields.length < 3 ? 0 : Long.parseLong(fields[1]);
        } catch (IOException | NumberFormatException notLinux) {
            return 0;
        }
    }

    /** Nothing is known from then on. */
    @Override
    public void close() {
        try {
            if (schedstat != null) {
                schedstat.close();
            }
        } catch (IOException gone) {
            // with its thread; there is nothing to be lost
        }
    }
}
