package io.perfbudgets.measure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What the garbage collector did while a test was measured, and how much the test and everybody allocated meanwhile. Asking
 * costs some hundred nanoseconds, some ten microseconds when there was a collection.
 *
 * <p>Not thread-safe.
 */
public final class Collector {
    /** Of collectors that work beside the application these beans tell the cycles, not the pauses. */
    private static final List<GarbageCollectorMXBean> PAUSING = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(bean ->
                    !bean.getName().contains("Cycles") && !bean.getName().contains("Concurrent"))
            .toList();

    private final LongSupplier own;
    private long asked = System.nanoTime();
    private long collections = collections();
    private long millis = millis();
    private long ownAtCollection;
    private long allAtCollection = Allocated.byAllThreads();

    /**
     * What happened since it was last asked.
     *
     * @param nanos since it was last asked
     * @param pausedNanos how long the collector paused the JVM meanwhile, to the millisecond
     * @param ownBytes what the test allocated since the collection before; 0 where there was no collection
     * @param allBytes what all threads allocated since then; 0 where there was none or it is unknown
     */
    public record Work(long nanos, long pausedNanos, long ownBytes, long allBytes) {}

    /**
     * Watches from now on.
     *
     * @param own how much the code under test has allocated so far, bytes
     */
    public Collector(LongSupplier own) {
        this.own = own;
        this.ownAtCollection = own.getAsLong();
    }

    /** What happened since this was last asked, or made. */
    public Work since() {
        long now = System.nanoTime();
        long nanos = now - asked;
        asked = now;
        long counted = collections();
        if (counted == collections) {
            return new Work(nanos, 0, 0, 0);
        }
        collections = counted;
        long millisBefore = millis;
        millis = millis();
        long ownBefore = ownAtCollection;
        ownAtCollection = own.getAsLong();
        long allBefore = allAtCollection;
        allAtCollection = Allocated.byAllThreads();
        return new Work(
                nanos, (millis - millisBefore) * 1_000_000, ownAtCollection - ownBefore, allAtCollection - allBefore);
    }

    private static long collections() {
        long sum = 0;
        for (GarbageCollectorMXBean bean : PAUSING) {
            sum += Math.max(0, bean.getCollectionCount());
        }
        return sum;
    }

    private static long millis() {
        long sum = 0;
        for (GarbageCollectorMXBean bean : PAUSING) {
            sum += Math.max(0, bean.getCollectionTime());
        }
        return sum;
    }
}
