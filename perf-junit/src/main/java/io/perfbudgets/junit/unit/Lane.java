package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.Unattributed;
import org.jspecify.annotations.Nullable;

/**
 * One thread that runs iterations of a test one after the other, alone or beside the threads of a load. An iteration in
 * which nothing but time was observed costs a few nanoseconds and no allocation: its unit serves for the next one too. As
 * soon as anything may refer to a unit (a statement, a request, an operation, work that was handed to another thread) it
 * ends with its iteration, and what comes later is not the next one's.
 *
 * <p>For the thread that opens it. It adds what it observed to the test when it is closed.
 */
public final class Lane implements AutoCloseable {
    private static final int BUFFERED = 256;

    private final RunningTest test;
    private final boolean alone;
    private final SubjectRecorder recorder;
    private final @Nullable OpenUnit before;
    private final long[] durations = new long[BUFFERED];
    private int buffered;
    private long unused;
    private OpenUnit unit;
    private long mark;
    private long nanos;
    private long ended;

    private Lane(RunningTest test, boolean alone) {
        this.test = test;
        this.alone = alone;
        this.recorder = test.recorder();
        this.unit = next();
        this.before = Units.swap(unit);
    }

    /** A lane for the calling thread, the test's own, which alone runs iterations. Requests of unknown origin are its. */
    public static Lane alone(RunningTest test) {
        return new Lane(test, true);
    }

    /** A lane for the calling thread, one of a load's. */
    public static Lane besideOthers(RunningTest test) {
        return new Lane(test, false);
    }

    private OpenUnit next() {
        OpenUnit next = new OpenUnit(Subject.Kind.TEST, test, null);
        test.open(next);
        if (alone) {
            test.innermost(next);
        } else {
            mark = UnitAllocation.mark(next, null);
        }
        return next;
    }

    /**
     * Runs and times the next iteration.
     *
     * @throws Throwable what the body throws
     */
    public void time(Units.Body body) throws Throwable {
        mark = UnitAllocation.mark(unit, null);
        long begun = System.nanoTime();
        try {
            body.run();
            test.ends(test.subject());
        } catch (Throwable failure) {
            end(failure);
            throw failure;
        }
        ended = System.nanoTime();
        nanos = ended - begun;
        boolean timed = test.isTimed();
        if (unit.isUsed()) {
            UnitAllocation.settle(unit, null, mark);
            drain();
            endUsed(null, timed);
        } else if (timed) {
            durations[buffered++] = nanos;
            if (buffered == BUFFERED) {
                drain();
            }
        } else {
            unused++;
        }
    }

    /** How long the latest iteration that {@link #time} ran has taken, nanoseconds. */
    public long nanos() {
        return nanos;
    }

    /** When it ended, by {@link System#nanoTime()}. */
    public long ended() {
        return ended;
    }

    /**
     * Ends the iteration whose body is over, and whose time is not this lane's to record; the next one begins.
     *
     * @param failure what the body threw, if it did
     * @return {@code failure}, or else the failure of a request that the iteration caused
     */
    public @Nullable Throwable end(@Nullable Throwable failure) {
        UnitAllocation.settle(unit, null, mark);
        if (failure == null && !unit.isUsed()) {
            unused++;
            return null;
        }
        return endUsed(failure, false);
    }

    private @Nullable Throwable endUsed(@Nullable Throwable failure, boolean timed) {
        OpenUnit over = unit;
        if (!over.requests().await(Units.REQUEST_GRACE_MILLIS)) {
            test.addUnattributed(Unattributed.request());
        }
        String failedRequest = alone ? null : over.failedRequest();
        Throwable known = failure != null || failedRequest == null ? failure : new FailedRequest(failedRequest);
        if (known != null) {
            over.fail();
        }
        test.close(over);
        recorder.add(over.end(nanos), timed, test.isTimed());
        unit = next();
        Units.swap(unit);
        return known;
    }

    private void drain() {
        recorder.addNothing(durations, buffered, unused);
        buffered = 0;
        unused = 0;
    }

    @Override
    public void close() {
        if (alone) {
            test.innermost(null);
        }
        test.close(unit);
        unit.end(0);
        Units.swap(before);
        drain();
        test.merge(recorder);
    }

    /** A request that the body did not mind, but that the server answered with an error. */
    private static final class FailedRequest extends Exception {
        private static final long serialVersionUID = 1L;

        FailedRequest(String request) {
            super(request + " was answered with a server error", null, false, false);
        }
    }
}
