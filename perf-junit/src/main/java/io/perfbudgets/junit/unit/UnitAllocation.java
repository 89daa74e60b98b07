package io.perfbudgets.junit.unit;

import io.perfbudgets.measure.Allocated;
import io.perfbudgets.measure.Allocation;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of one unit allocate while they work for it: each tells when it leaves what it has allocated since it
 * came, and takes that from the unit that it left for this one, so that nothing counts twice. Thread-safe; exists only where
 * somebody asks, and then costs two readings of the JVM's counter for each stay.
 */
final class UnitAllocation {
    private static final ClassLoadingMXBean CLASSES = ManagementFactory.getClassLoadingMXBean();
    private static final String NOT_TOLD = "this JVM does not tell what a thread allocates:"
            + " com.sun.management.ThreadMXBean is missing or switched off";
    private static final String VIRTUAL =
            "a virtual thread worked for it, and the JVM does not tell what one allocates: run it on platform threads";
    private static final long UNREAD = -1;

    private final Thread owner = Thread.currentThread();
    private final long classes = CLASSES.getTotalLoadedClassCount();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong elsewhere = new AtomicLong();
    private final Set<String> threads = ConcurrentHashMap.newKeySet(1);
    /** Other threads that work for it right now, with what they had allocated when they came. */
    private final Map<Thread, Long> visitors = new ConcurrentHashMap<>(1);

    private volatile String unknown = Allocated.isTold() ? "" : NOT_TOLD;

    /** This thread comes to work for {@code unit} and leaves {@code before}: what to settle with when it goes. */
    static long mark(@Nullable OpenUnit unit, @Nullable OpenUnit before) {
        if (unit == before || !(isAsked(unit) || isAsked(before))) {
            return UNREAD;
        }
        long now = Allocated.byThisThread();
        if (unit != null && unit.allocation() != null) {
            unit.allocation().comes(Thread.currentThread(), now);
        }
        return now;
    }

    /** This thread has worked for {@code unit} since {@code mark}. */
    static void settle(@Nullable OpenUnit unit, @Nullable OpenUnit before, long mark) {
        if (unit == before || !(isAsked(unit) || isAsked(before))) {
            return;
        }
        long now = Allocated.byThisThread();
        if (unit != null && unit.allocation() != null) {
            unit.allocation().add(mark, now);
        }
        if (before != null && before.allocation() != null && mark >= 0) {
            before.allocation().bytes.addAndGet(mark - now);
        }
    }

    private static boolean isAsked(@Nullable OpenUnit unit) {
        return unit != null && unit.allocation() != null;
    }

    private void comes(Thread thread, long now) {
        if (thread != owner && now >= 0) {
            visitors.put(thread, now);
        }
    }

    /** A thread that was started for the unit: all that it ever allocates is the unit's. */
    void started(Thread thread) {
        comes(thread, 0);
    }

    /** Such a thread ends. */
    void ends(Thread thread) {
        leaves(thread, Allocated.byThisThread());
    }

    private void add(long mark, long now) {
        if (now < 0 || mark < 0) {
            unknownForVirtualThread();
        } else if (Thread.currentThread() == owner) {
            bytes.addAndGet(now - mark);
        } else {
            leaves(Thread.currentThread(), now);
        }
    }

    /** Does nothing for a thread whose part was taken already, when the unit ended before it had left. */
    private void leaves(Thread thread, long now) {
        Long mark = visitors.remove(thread);
        if (mark != null && now >= 0) {
            bytes.addAndGet(now - mark);
            elsewhere.addAndGet(now - mark);
            threads.add(thread.getName());
        }
    }

    void unknownForVirtualThread() {
        if (unknown.isEmpty()) {
            unknown = VIRTUAL;
        }
    }

    /** What this thread has allocated since {@code mark} was for observing the unit. */
    void exclude(long mark) {
        bytes.addAndGet(mark - Allocated.byThisThread());
    }

    /** A unit within this one has ended. */
    void addInner(Allocation inner, Thread innersOwner) {
        if (!inner.isKnown()) {
            unknown = unknown.isEmpty() ? inner.unknown() : unknown;
            return;
        }
        bytes.addAndGet(inner.bytes());
        threads.addAll(inner.threads());
        if (innersOwner == owner) {
            elsewhere.addAndGet(inner.elsewhere());
        } else {
            elsewhere.addAndGet(inner.bytes());
            threads.add(innersOwner.getName());
        }
    }

    Thread owner() {
        return owner;
    }

    /** All of it; what a thread allocates from now on is the unit's no more. */
    Allocation end() {
        visitors.keySet().forEach(thread -> leaves(thread, Allocated.by(thread)));
        return unknown.isEmpty()
                ? new Allocation(
                        Math.max(0, bytes.get()),
                        Math.max(0, elsewhere.get()),
                        CLASSES.getTotalLoadedClassCount() != classes,
                        List.copyOf(threads),
                        "")
                : Allocation.unknown(unknown);
    }
}
