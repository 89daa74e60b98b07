package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.Unattributed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a load: runs iterations of a test that others run at the same time. An iteration in which nothing but time
 * was observed costs a few nanoseconds and no allocation.
 *
 * <p>For the thread that opens it. It adds what it observed to the test when it is closed.
 */
public final class Lane implements AutoCloseable {
    private final RunningTest test;
    private final SubjectRecorder recorder;
    private OpenUnit unit;
    private long unused;
    private long mark;

    private Lane(RunningTest test) {
        this.test = test;
        this.recorder = new SubjectRecorder(test.subject(), test.subject().name(), Instant.now());
        this.unit = open();
    }

    /** A lane for the calling thread. */
    public static Lane open(RunningTest test) {
        return new Lane(test);
    }

    private OpenUnit open() {
        OpenUnit next = new OpenUnit(Subject.Kind.TEST, test, null);
        test.open(next);
        Units.swap(next);
        mark = UnitAllocation.mark(next, null);
        return next;
    }

    /**
     * Ends the iteration whose body is over; the next one begins.
     *
     * @param failure what the body threw, if it did
     * @return {@code failure}, or else the failure of a request that the iteration caused
     */
    public @Nullable Throwable end(@Nullable Throwable failure) {
        OpenUnit over = unit;
        UnitAllocation.settle(over, null, mark);
        if (failure == null && !over.isUsed()) {
            unused++;
            return null;
        }
        if (!over.requests().await(Units.REQUEST_GRACE_MILLIS)) {
            test.addUnattributed(Unattributed.request());
        }
        String failedRequest = over.failedRequest();
        Throwable known = failure != null || failedRequest == null ? failure : new FailedRequest(failedRequest);
        if (known != null) {
            over.fail();
        }
        test.close(over);
        recorder.add(over.end(), false, test.isTimed());
        unit = open();
        return known;
    }

    @Override
    public void close() {
        test.close(unit);
        unit.end();
        Units.swap(null);
        recorder.addUnits(unused, 0, new Latencies());
        test.merge(recorder.measurement());
    }

    /** A request that the body did not mind, but that the server answered with an error. */
    private static final class FailedRequest extends Exception {
        private static final long serialVersionUID = 1L;

        FailedRequest(String request) {
            super(request + " was answered with a server error", null, false, false);
        }
    }
}
