package io.perfbudgets.measure;

/**
 * A statement that ran while a unit was open but could not be shown to belong to it, nor not to.
 *
 * @param statement its fingerprint
 * @param thread the name of the thread that ran it
 */
public record Unattributed(String statement, String thread) {
    /** A request that a server goes on with, whatever it will run. */
    public static Unattributed request() {
        return new Unattributed("a request that was still running when its test had ended", "server");
    }
}
