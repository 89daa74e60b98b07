package io.perfbudgets.junit.unit;

/** How many requests are being handled on behalf of something that can wait for their end. Thread-safe. */
final class OpenRequests {
    private volatile int open;

    synchronized void begins() {
        open++;
    }

    synchronized void ended() {
        open--;
        notifyAll();
    }

    /**
     * Waits until they are over: a server may still be at work on one when its client has the whole answer.
     *
     * @return whether they are
     */
    boolean await(long millis) {
        return open == 0 || awaitEnd(millis);
    }

    private synchronized boolean awaitEnd(long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (open > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
