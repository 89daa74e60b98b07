package io.perfbudgets.measure;

/**
 * Failures of one kind.
 *
 * @param kind what failed and where: {@code java.lang.AssertionError at GamesIT.java:42}
 * @param count how many there were
 * @param trace the stack trace of the first, without its message, which may hold data; empty if there is none
 */
public record FailureKind(String kind, long count, String trace) {
    FailureKind plus(FailureKind later) {
        return new FailureKind(kind, count + later.count, trace.isEmpty() ? later.trace : trace);
    }
}
