package io.perfbudgets.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;

/**
 * Follows what is logged of the samples that run meanwhile. On a machine that is busy throughout, the right verdict on slow code
 * is UNDECIDED; how a breach is told cannot be looked at there.
 */
final class MachineToBlame extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("io.perfbudgets");

    private final List<String> undecided = new ArrayList<>();

    MachineToBlame() {
        LOGGER.addHandler(this);
    }

    /** Ends the calling test as not covered if a budget of {@code type} was undecided because of the machine. */
    void skipIfUndecided(Class<?> type) {
        Assumptions.assumeTrue(
                undecided.stream()
                        .noneMatch(line -> line.contains(": " + type.getName().replaceFirst(".*\\.", "") + ".")),
                () -> "Not covered: the machine was disturbed all the time, so nothing was broken: " + undecided);
    }

    @Override
    public void publish(LogRecord entry) {
        String line = String.valueOf(entry.getMessage());
        if (line.startsWith("Performance budget undecided: ") && line.contains("the machine was disturbed")) {
            undecided.add(line);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}
