package io.perfbudgets.junit.memory;

import java.util.concurrent.atomic.AtomicBoolean;

/** Looks at the live heap again and again from a thread of its own. What it saw may be read once it is over. */
final class PeakWatch {
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread = new Thread(this::look, "perf-heap-peak");
    private final long begun = System.nanoTime();
    private volatile boolean running;
    private volatile long most;
    private volatile int looks;
    private volatile long everyNanos;

    static PeakWatch begin() {
        PeakWatch watch = new PeakWatch();
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** Whether a body runs now; a look counts only if one did when it began. */
    void running(boolean now) {
        running = now;
    }

    private void look() {
        int count = 0;
        while (!over.get()) {
            boolean before = running;
            long bytes = LiveHeap.bytes();
            if (before) {
                most = Math.max(most, bytes);
                count++;
                everyNanos = (System.nanoTime() - begun) / count;
                looks = count;
            }
        }
    }

    int looks() {
        return looks;
    }

    long most() {
        return most;
    }

    long everyNanos() {
        return everyNanos;
    }

    /** Ends it. */
    void end() throws InterruptedException {
        over.set(true);
        thread.join();
    }
}
