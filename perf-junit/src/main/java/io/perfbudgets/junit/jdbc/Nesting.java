package io.perfbudgets.junit.jdbc;

/**
 * How deep the calling thread is in calls that pass several captured objects: a pool of captured connections behind a
 * captured DataSource, say. Only the outermost counts. Costs a few nanoseconds.
 */
final class Nesting {
    /** Executions of statements. */
    static final Nesting EXECUTING = new Nesting();

    /** Calls that may open a connection or take one from a pool. */
    static final Nesting CONNECTING = new Nesting();

    private final ThreadLocal<int[]> depth = ThreadLocal.withInitial(() -> new int[1]);

    private Nesting() {}

    /** Whether this thread is in no such call. */
    boolean isOutside() {
        return depth.get()[0] == 0;
    }

    /** A call begins: the depth of this thread, for {@link #leave(int[])}. */
    int[] enter() {
        int[] ofThread = depth.get();
        ofThread[0]++;
        return ofThread;
    }

    /** Whether the call that ends now is the outermost. */
    boolean leave() {
        return leave(depth.get());
    }

    static boolean leave(int[] ofThread) {
        ofThread[0] = Math.max(0, ofThread[0] - 1);
        return ofThread[0] == 0;
    }
}
