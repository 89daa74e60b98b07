package io.perfbudgets.junit.unit;

import io.perfbudgets.sql.Span;
import org.jspecify.annotations.Nullable;

/**
 * One captured connection while it is open: the unit that holds it, and the transaction that runs on it. A statement in a
 * transaction costs two field reads.
 *
 * <p>Used as a JDBC connection is, by one thread at a time.
 */
public final class ConnectionUse {
    private final @Nullable Span held;
    private @Nullable Span transaction;
    private boolean autoCommit;
    private boolean autoCommitKnown;
    private boolean inTransaction;

    ConnectionUse(@Nullable Span held) {
        this.held = held;
    }

    /** Whether {@link #autoCommit} is to be told before the next {@link #executed}. */
    public boolean wantsAutoCommit() {
        return !autoCommitKnown;
    }

    /** What the connection's auto-commit is, or is set to; the latter ends a transaction. */
    public void autoCommit(boolean on) {
        if (autoCommitKnown && autoCommit != on) {
            transactionEnded();
        }
        autoCommit = on;
        autoCommitKnown = true;
    }

    /** A statement ran that took so many nanoseconds until now: the first one without auto-commit begins a transaction. */
    public void executed(long nanos) {
        if (!inTransaction && autoCommitKnown && !autoCommit) {
            inTransaction = true;
            transaction = Units.transaction(System.nanoTime() - nanos);
        }
    }

    /** It was committed or rolled back, or ended with its connection. */
    public void transactionEnded() {
        if (transaction != null) {
            transaction.end();
            transaction = null;
        }
        inTransaction = false;
    }

    /** The connection was closed; a second call does nothing. */
    public void closed() {
        transactionEnded();
        if (held != null) {
            held.end();
        }
    }
}
