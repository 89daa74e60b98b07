package io.perfbudgets.budget;

/** A text that is no amount of the wanted dimension; the message says what to write instead. */
public final class InvalidAmountException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidAmountException(String message) {
        super(message);
    }
}
