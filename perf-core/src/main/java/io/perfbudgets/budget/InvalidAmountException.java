package io.perfbudgets.budget;

/** A text that is no amount of the wanted dimension; the message says what to write instead. */
public final class InvalidAmountException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String fix;

    InvalidAmountException(String what, String fix) {
        super(what + ": " + fix);
        this.what = what;
        this.fix = fix;
    }

    String what() {
        return what;
    }

    String fix() {
        return fix;
    }
}
