package io.perfbudgets.maven.history;

/** The history cannot be used; the message says which, why and what to do. Never a reason for a red build. */
public final class HistoryException extends Exception {
    private static final long serialVersionUID = 1L;

    HistoryException(String message, Throwable cause) {
        super(message, cause);
    }

    HistoryException(String message) {
        super(message);
    }
}
