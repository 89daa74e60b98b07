package io.perfbudgets.measure;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * How much threads have allocated, where the JVM tells. Thread-safe. Asking for one's own thread costs some twenty
 * nanoseconds, for all of them some microseconds.
 */
public final class Allocated {
    private static final com.sun.management.@Nullable ThreadMXBean THREADS = threads();

    private Allocated() {}

    private static com.sun.management.@Nullable ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                        && threads.isThreadAllocatedMemoryEnabled()
                ? threads
                : null;
    }

    /** Whether this JVM tells what a thread allocated. */
    public static boolean isTold() {
        return THREADS != null;
    }

    /** By the calling thread since it began, bytes; 0 if unknown, -1 for a virtual thread. */
    public static long byThisThread() {
        return THREADS == null
                ? 0
                : THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** By another thread since it began, bytes; 0 if unknown, -1 for a virtual thread and one that is not alive. */
    public static long by(Thread thread) {
        return THREADS == null ? 0 : THREADS.getThreadAllocatedBytes(thread.getId());
    }

    /** By all threads that are alive, bytes; 0 if unknown. What ended threads allocated is missing. */
    public static long byAllThreads() {
        if (THREADS == null) {
            return 0;
        }
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
