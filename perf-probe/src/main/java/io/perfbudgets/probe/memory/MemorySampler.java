package io.perfbudgets.probe.memory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Reads a {@link MemorySource} again and again on a thread of its own and keeps the largest value. Thread-safe. */
public final class MemorySampler implements AutoCloseable {
    private final MemorySource source;
    private final Duration pause;
    private final AtomicLong largest = new AtomicLong();
    private final AtomicLong latest = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();
    private final Thread thread = new Thread(this::sample, "perf-probe-memory");
    private volatile boolean closed;

    /** @param pause between two readings */
    public MemorySampler(MemorySource source, Duration pause) {
        this.source = source;
        this.pause = pause;
        thread.setDaemon(true);
        thread.start();
    }

    private void sample() {
        while (!closed) {
            source.now().ifPresent(this::take);
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void take(long bytes) {
        latest.set(bytes);
        largest.accumulateAndGet(bytes, Math::max);
        samples.incrementAndGet();
    }

    /** The last value; 0 before the first. */
    public long latest() {
        return latest.get();
    }

    /** The largest value so far, the system's own record included; 0 before the first. */
    public long largest() {
        return Math.max(largest.get(), source.highest().orElse(0));
    }

    /** Forgets the largest sample, so that what follows has one of its own. */
    public void restart() {
        largest.set(0);
    }

    /** The largest sample since the last restart. */
    public long largestSample() {
        return largest.get();
    }

    /** How many readings there were. */
    public long samples() {
        return samples.get();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
