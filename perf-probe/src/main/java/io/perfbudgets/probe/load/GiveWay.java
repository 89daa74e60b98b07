package io.perfbudgets.probe.load;

import java.util.concurrent.TimeUnit;

/**
 * How a load by the clock gives way: to a target that does not keep up, and to whoever wants to look at it at rest.
 * Thread-safe, for one load.
 */
public final class GiveWay {
    /** What is seen of a target. */
    public interface Look<T> {
        T taken() throws InterruptedException;
    }

    private final int most;
    private volatile boolean isHeld;
    private volatile int inFlight;

    /** @param most requests that wait for their answers; what is due beyond them is left out, and is no failure */
    public GiveWay(int most) {
        this.most = most;
    }

    /**
     * Takes {@code look} while the target has nothing to answer: the clock stands still, so that nothing is sent and nothing
     * is left out, and what was sent is waited for, which takes the timeout of a request at most.
     */
    public <T> T atRest(Look<T> look) throws InterruptedException {
        isHeld = true;
        try {
            while (inFlight > 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            return look.taken();
        } finally {
            isHeld = false;
        }
    }

    int most() {
        return most;
    }

    boolean isHeld() {
        return isHeld;
    }

    void inFlight(int requests) {
        inFlight = requests;
    }
}
