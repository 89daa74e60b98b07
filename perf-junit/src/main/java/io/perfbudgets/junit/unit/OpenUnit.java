package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Allocation;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.prove.StatementDose;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A unit that has begun and not ended: it takes the statements that its threads run. Thread-safe. */
public final class OpenUnit {
    private final Subject.Kind kind;
    private final RunningTest test;
    private final @Nullable OpenUnit parent;
    private final boolean everySite;
    private final UnitLog log;
    private final @Nullable UnitAllocation allocation;
    private final @Nullable BodySize body;
    private final @Nullable OrderedUnit ordered;
    private final List<NPlusOne> innerNPlusOnes = new ArrayList<>();
    private final List<RunOnce> innerRepeats = new ArrayList<>();
    private final long begunAt;
    private final OpenRequests requests = new OpenRequests();
    private volatile boolean failed;
    private volatile boolean ended;
    private volatile @Nullable String header;
    private volatile boolean used;
    private volatile @Nullable String failedRequest;
    private volatile @Nullable StatementDose due;

    OpenUnit(Subject.Kind kind, RunningTest test, @Nullable OpenUnit parent) {
        this.kind = kind;
        this.test = test;
        this.parent = parent;
        this.everySite = test.looksUpEverySite();
        this.log = new UnitLog(everySite, test.knownSites());
        this.body = kind == Subject.Kind.REQUEST && test.asksForResponseSize() ? new BodySize() : null;
        this.allocation = test.asksForAllocation() ? new UnitAllocation() : null;
        this.used = allocation != null;
        this.ordered = ordered(kind, test, parent);
        this.due = test.statementsDue();
        this.begunAt = System.nanoTime();
        if (parent != null) {
            parent.use();
        }
    }

    private static @Nullable OrderedUnit ordered(Subject.Kind kind, RunningTest test, @Nullable OpenUnit parent) {
        if (parent == null) {
            return kind == Subject.Kind.TEST ? test.beginOrdered() : null;
        }
        OrderedUnit around = parent.ordered;
        return around == null ? null : around.inner(kind == Subject.Kind.OPERATION ? "Perf.queries" : "request");
    }

    /** Notes that a statement ran, where the order of statements is kept. */
    void ran(Fingerprint fingerprint, Supplier<CallSite> site) {
        if (ordered != null && fingerprint.kind().isCounted()) {
            ordered.add(fingerprint, site);
        }
    }

    /** It is what {@code subject} names. */
    void named(Subject subject) {
        if (ordered != null) {
            ordered.named(subject.name());
        }
    }

    /** No order is kept from here on. */
    void endOrder() {
        if (ordered != null) {
            ordered.end();
        }
    }

    /** What is to be run in it besides, before its first own statement; null where nothing is, or not any more. */
    @Nullable
    StatementDose due() {
        return due;
    }

    /** Nothing is to be run in it besides. */
    void nothingDue() {
        due = null;
    }

    Subject.Kind kind() {
        return kind;
    }

    RunningTest test() {
        return test;
    }

    /** What a request is answered with; null where nobody asks. */
    @Nullable
    BodySize body() {
        return body;
    }

    /** What it allocates; null where nobody asks. */
    @Nullable
    UnitAllocation allocation() {
        return allocation;
    }

    UnitLog log() {
        use();
        return log;
    }

    /** Something but time is, or may be, observed in it. */
    void use() {
        if (!used) {
            used = true;
        }
    }

    /** Whether anything but time was, or may have been, observed in it. */
    boolean isUsed() {
        return used;
    }

    private OpenUnit root() {
        OpenUnit root = this;
        while (root.parent != null) {
            root = root.parent;
        }
        return root;
    }

    OpenRequests requests() {
        return requests;
    }

    /** It is a request, of every unit that it is inside of. */
    void requestBegins() {
        root().use();
        for (OpenUnit around = this; around != null; around = around.parent) {
            around.requests.begins();
        }
        test.requests().begins();
    }

    void requestEnded(Subject subject) {
        OpenUnit root = root();
        if (failed) {
            root.failedRequest = subject.name();
            if (root == this) {
                test.strayFailure();
            }
        }
        for (OpenUnit around = this; around != null; around = around.parent) {
            around.requests.ended();
        }
        test.requests().ended();
    }

    /** A request that it caused and that ended in an error, if there was one. */
    @Nullable
    String failedRequest() {
        return failedRequest;
    }

    /** Says that it ended, or will end, in an error. */
    public void fail() {
        use();
        failed = true;
    }

    /** Names it to servers of this JVM, while it is open. */
    String header() {
        root().use();
        String known = header;
        if (known == null) {
            known = test.sends(this);
            header = known;
        }
        return known;
    }

    /** Whether what comes now comes too late for it. */
    boolean hasEnded() {
        return ended;
    }

    /** Ends it: its statements also count for its parent, what it repeated stays a finding of its own. */
    UnitResult end() {
        return end(System.nanoTime() - begunAt);
    }

    /** Ends it after the requests that it caused, which take no time of it: they may outlast their answers. */
    UnitResult endAfterRequests() {
        long nanos = System.nanoTime() - begunAt;
        if (!requests.await(Units.REQUEST_GRACE_MILLIS)) {
            test.addUnattributed(Unattributed.request());
        }
        return end(nanos);
    }

    /**
     * Ends it.
     *
     * @param nanos how long it took; one that failed has no time that counts
     */
    UnitResult end(long nanos) {
        ended = true;
        endOrder();
        HandedOver.forget(this);
        if (!used && header == null && body == null) {
            return new UnitResult(nanos, UnitStatements.NONE, List.of(), failed);
        }
        test.sendsNoMore(this, parent);
        UnitStatements own = log.ownStatements();
        List<NPlusOne> found = new ArrayList<>(NPlusOne.in(own, everySite));
        List<RunOnce> repeats = new ArrayList<>(RunOnce.in(own, everySite));
        synchronized (innerNPlusOnes) {
            found.addAll(innerNPlusOnes);
            repeats.addAll(innerRepeats);
        }
        Allocation allocated = allocation == null ? Allocation.NOT_ASKED : allocation.end();
        UnitResult result = new UnitResult(
                nanos, log.statements(), found, repeats, failed, allocated, body == null ? -1 : body.bytes());
        if (parent != null) {
            parent.log.addInner(log, result.statements());
            if (allocation != null && parent.allocation != null) {
                parent.allocation.addInner(allocated, allocation.owner());
            }
            synchronized (parent.innerNPlusOnes) {
                parent.innerNPlusOnes.addAll(found);
                parent.innerRepeats.addAll(repeats);
            }
        }
        return result;
    }
}
