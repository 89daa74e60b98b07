package io.perfbudgets.maven.against;

/** Something of a repository or a build that keeps two states from being compared. */
public final class AgainstException extends Exception {
    private static final long serialVersionUID = 1;

    AgainstException(String message) {
        super(message);
    }

    AgainstException(String message, Throwable cause) {
        super(message, cause);
    }
}
