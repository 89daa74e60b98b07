package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Allocated;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.prove.StatementDose;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.ReadRows;
import io.perfbudgets.sql.Span;
import io.perfbudgets.sql.UnitStatements;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes units on the calling thread and gives statements to the innermost one.
 *
 * <p>Thread-safe; what is open on one thread is not seen by another, unless it is carried there by {@link Propagation}. A
 * unit that has ended takes nothing any more: what its thread does then is nobody's.
 */
public final class Units {
    /** The header by which a client says which test it calls for. */
    public static final String HEADER = "Perf-Test";

    static final long REQUEST_GRACE_MILLIS = 5_000;
    private static final ThreadLocal<@Nullable OpenUnit> CURRENT =
            ThreadLocal.withInitial(() -> HandedOver.startedFor(Thread.currentThread()));

    private Units() {}

    /** The unit of this thread, open or ended, to be kept beyond what runs now. */
    static @Nullable OpenUnit current() {
        OpenUnit unit = CURRENT.get();
        if (unit != null) {
            unit.use();
        }
        return unit;
    }

    /** Gives this thread another unit, or none, and returns the one that it had. */
    static @Nullable OpenUnit swap(@Nullable OpenUnit unit) {
        OpenUnit before = CURRENT.get();
        if (unit != before) {
            CURRENT.set(unit);
        }
        return before;
    }

    /** The unit of this thread that is open. */
    static @Nullable OpenUnit open() {
        OpenUnit unit = CURRENT.get();
        return unit == null || unit.hasEnded() ? null : unit;
    }

    /** An open unit, bound to the thread that opened it until it is detached or closed. */
    public static final class Scope implements AutoCloseable {
        private final OpenUnit unit;
        private final AtomicBoolean ended = new AtomicBoolean();
        private @Nullable OpenUnit before;
        private Subject subject;
        private boolean attached;
        private long mark;

        private Scope(OpenUnit unit, Subject subject) {
            this.unit = unit;
            this.subject = subject;
            attach();
        }

        /** Names it better than when it was opened: a request's route is known only after it was routed. */
        public void subject(Subject better) {
            subject = better;
        }

        /** Where the body of its answer is to be counted; null where nobody asks. */
        public @Nullable BodySize body() {
            return unit.body();
        }

        /** Says that it ended in an error. */
        public void fail() {
            unit.fail();
        }

        /** Whether it is bound to a thread, which handles it now. */
        public boolean isAttached() {
            return attached;
        }

        /** Binds it to this thread: an asynchronous request is taken up again by another one. */
        public void attach() {
            before = CURRENT.get();
            CURRENT.set(unit);
            attached = true;
            mark = isAloneOnItsThread() ? Allocated.byThisThread() : UnitAllocation.mark(unit, before);
        }

        /** Takes it off this thread; it stays open until {@link #close()}, which any thread may then call. */
        public void detach() {
            UnitAllocation.settle(unit, before, mark);
            CURRENT.set(before);
            attached = false;
            if (isAloneOnItsThread()) {
                unit.test().allocatedElsewhere(Allocated.byThisThread() - mark);
            }
        }

        /** As a request on a server's thread; what runs inside another unit is counted with that. */
        private boolean isAloneOnItsThread() {
            return before == null && unit.kind() == Subject.Kind.REQUEST;
        }

        /** Ends the unit; a second call does nothing. */
        @Override
        public void close() {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            if (!attached && unit.test().isSabotaged()) {
                attach();
            }
            boolean timed = unit.test().ends(subject);
            if (attached) {
                detach();
            }
            unit.named(subject);
            UnitResult result = unit.kind() == Subject.Kind.OPERATION ? unit.endAfterRequests() : unit.end();
            unit.test().record(subject, result, timed);
            if (unit.kind() == Subject.Kind.REQUEST) {
                SlowRequests.ended(subject, result);
                unit.requestEnded(subject);
            }
        }
    }

    /** A body that may throw anything. */
    @FunctionalInterface
    public interface Body {
        void run() throws Throwable;
    }

    /**
     * Runs one iteration of a test as a unit.
     *
     * @return how long the body took, nanoseconds
     */
    public static long iterate(RunningTest test, Body body) throws Throwable {
        OpenUnit unit = test.beginIteration();
        OpenUnit before = swap(unit);
        long mark = UnitAllocation.mark(unit, before);
        long begun = System.nanoTime();
        long nanos = 0;
        try {
            body.run();
            test.ends(test.subject());
            nanos = System.nanoTime() - begun;
        } catch (Throwable failure) {
            unit.fail();
            throw failure;
        } finally {
            UnitAllocation.settle(unit, before, mark);
            if (!test.awaitRequests(REQUEST_GRACE_MILLIS)) {
                test.addUnattributed(Unattributed.request());
            }
            swap(before);
            test.endIteration(unit, nanos);
        }
        return nanos;
    }

    /**
     * Runs an iteration of which nothing is recorded.
     *
     * @return what it ran: its request's statements if it caused exactly one, else all of them
     */
    public static UnitStatements observe(RunningTest test, Body body) throws Throwable {
        ObservedUnits observed = new ObservedUnits();
        test.aside(observed);
        try {
            iterate(test, body);
        } finally {
            test.aside(null);
        }
        return observed.statements();
    }

    /**
     * Opens a request that this thread begins to handle.
     *
     * @param subject what is known of it by now
     * @param header the value of {@link #HEADER} that came with it, if any; what it says counts, also where it names a test
     *     that has ended or is not this JVM's, and so none that runs
     * @return nothing if it is no running test's
     */
    public static @Nullable Scope beginRequest(Subject subject, @Nullable String header) {
        OpenUnit outer = header == null ? open() : RunningTests.sender(header);
        RunningTest test =
                outer != null ? outer.test() : header == null ? RunningTests.only() : RunningTests.named(header);
        if (test == null) {
            RunningTests.addUnattributed("the request " + subject.name());
            return null;
        }
        if (outer == null) {
            outer = header == null ? test.iterationOf(subject) : test.iterationOf(subject, header);
        }
        OpenUnit unit = new OpenUnit(subject.kind(), test, outer);
        unit.requestBegins();
        return new Scope(unit, subject);
    }

    /** Opens an operation on this thread; nothing if no test runs that it could belong to. */
    public static @Nullable Scope beginOperation(String name) {
        OpenUnit outer = open();
        RunningTest test = outer != null ? outer.test() : RunningTests.only();
        if (test == null) {
            RunningTests.addUnattributed("the operation " + name);
            return null;
        }
        Subject subject = Subject.operation(name);
        return new Scope(new OpenUnit(subject.kind(), test, outer != null ? outer : test.iteration()), subject);
    }

    /** What a client of this thread is to send as {@link #HEADER}: the test and the unit that it calls for, if any. */
    public static @Nullable String header() {
        OpenUnit unit = open();
        return unit == null ? null : unit.header();
    }

    /**
     * Gives one execution of a statement to the innermost unit of this thread, or says that it has none.
     *
     * @param before what was returned for the same statement object's execution before
     * @return takes the rows that are read from it
     */
    public static ReadRows statement(
            ReadRows before,
            Fingerprint fingerprint,
            long values,
            long nanos,
            long updatedRows,
            long batched,
            Supplier<CallSite> site) {
        OpenUnit unit = open();
        if (unit == null) {
            if (fingerprint.kind().isCounted()) {
                RunningTests.addUnattributed(fingerprint.text());
            }
            return ReadRows.NOBODY;
        }
        long mark = UnitAllocation.mark(unit, null);
        unit.ran(fingerprint, site);
        ReadRows read = unit.log().add(before, fingerprint, values, nanos, updatedRows, batched, site);
        if (unit.allocation() != null) {
            unit.allocation().exclude(mark);
        }
        if (unit.hasEnded()) {
            // It may have been summed up already, so that this one is missing there.
            RunningTests.addUnattributed(fingerprint.text());
        }
        return read;
    }

    /** What is to be run besides in the innermost unit of this thread, before its first own statement; null for nothing. */
    public static @Nullable StatementDose due() {
        OpenUnit unit = RunningTest.anySabotaged() ? open() : null;
        return unit == null ? null : unit.due();
    }

    /** It is run now. */
    public static void nothingDue() {
        OpenUnit unit = open();
        if (unit != null) {
            unit.nothingDue();
        }
    }

    /**
     * A connection that the innermost unit of this thread opens or takes from a pool.
     *
     * @param openedAt the line that does; empty if it is a pool that fills itself, whose connections outlive every unit
     */
    public static ConnectionUse connection(Supplier<Optional<CallSite>> openedAt) {
        OpenUnit unit = open();
        return new ConnectionUse(
                unit == null
                        ? null
                        : openedAt.get()
                                .map(site -> unit.log().connection(site))
                                .orElse(null));
    }

    /** The innermost unit of this thread, if there is one, begins a transaction. */
    static @Nullable Span transaction(long nanoTime) {
        OpenUnit unit = open();
        return unit == null ? null : unit.log().transaction(nanoTime);
    }

    /** Says that something of this thread's unit, or if it has none of any running test, could not be observed. */
    public static void lost(String what) {
        OpenUnit unit = open();
        if (unit == null) {
            RunningTests.addUnattributed(what);
        } else {
            unit.test()
                    .addUnattributed(
                            new Unattributed(what, Thread.currentThread().getName()));
        }
    }
}
