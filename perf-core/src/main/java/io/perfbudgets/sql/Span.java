package io.perfbudgets.sql;

/** A connection or a transaction that a unit holds open, until {@link #end()}. Thread-safe. */
public final class Span {
    private final Spans spans;
    private final long begunAt;
    private final CallSite site;

    Span(Spans spans, long begunAt, CallSite site) {
        this.spans = spans;
        this.begunAt = begunAt;
        this.site = site;
    }

    /** Ends it now; a second call does nothing, nor does one after its unit has ended. */
    public void end() {
        spans.end(this, System.nanoTime());
    }

    long begunAt() {
        return begunAt;
    }

    /** The line that opened it. */
    CallSite site() {
        return site;
    }

    boolean isOpen() {
        return spans.isOpen(this);
    }
}
