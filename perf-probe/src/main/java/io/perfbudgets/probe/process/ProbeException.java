package io.perfbudgets.probe.process;

/** Why an application could not be measured; the message says what happened and what to do. */
public final class ProbeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** With the whole text for the user. */
    public ProbeException(String text) {
        super(text);
        this.text = text;
    }

    /** The whole text for the user. */
    public String text() {
        return text;
    }
}
