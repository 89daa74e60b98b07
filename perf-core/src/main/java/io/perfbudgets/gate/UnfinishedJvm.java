package io.perfbudgets.gate;

import java.util.List;

/**
 * A test JVM whose results file has no end: it was killed or crashed.
 *
 * @param pid its process id, as text
 * @param tests the tests that it was in, if it was in any
 */
public record UnfinishedJvm(String pid, List<String> tests) {
    public UnfinishedJvm {
        tests = List.copyOf(tests);
    }

    /** {@code the test JVM 4711 did not finish; it was in com.acme.GamesIT.lists}. */
    @Override
    public String toString() {
        String place = tests.isEmpty() ? "" : "; it was in " + String.join(", ", tests);
        return "the test JVM " + pid + " did not finish" + place;
    }
}
