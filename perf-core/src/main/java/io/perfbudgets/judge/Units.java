package io.perfbudgets.judge;

import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Subject;

/** The words for one unit of a subject. */
final class Units {
    private Units() {}

    /** {@code request}, {@code iteration}, {@code run}. */
    static String noun(Subject subject) {
        return switch (subject.kind()) {
            case REQUEST, LOAD -> "request";
            case TEST -> "iteration";
            case OPERATION -> "run";
            case PROCESS -> "start";
        };
    }

    /** {@code 1 request}, {@code 420 requests}. */
    static String count(long count, Subject subject) {
        return Dimension.COUNT.format(count) + " " + noun(subject) + (count == 1 ? "" : "s");
    }
}
