package io.perfbudgets.junit.unit;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of its answer's body a request has written. Thread-safe; adding takes some nanoseconds. */
public final class BodySize {
    private final AtomicLong bytes = new AtomicLong();

    /** So many more were written. */
    public void add(long more) {
        bytes.addAndGet(more);
    }

    /** What was written so far was thrown away before it was sent. */
    public void reset() {
        bytes.set(0);
    }

    /** All that was written, bytes. */
    long bytes() {
        return bytes.get();
    }
}
