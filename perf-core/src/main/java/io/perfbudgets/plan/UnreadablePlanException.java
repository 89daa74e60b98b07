package io.perfbudgets.plan;

/** A plan in a form that is not known: what it says of the tables cannot be told. */
public final class UnreadablePlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadablePlanException(String message) {
        super(message);
    }
}
