package io.perfbudgets.results;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that runs a build to prove budgets. Nothing is sabotaged but in processes that it has started itself, directly or
 * not, and while it lives: what it leaves behind, should it be killed, means nothing to anybody.
 */
public final class ProvingProcess {
    /** The user property by which the build is told of it. */
    public static final String PROPERTY = "perf.prove.by";

    private static final int DEEPEST = 64;
    /** Clocks are set now and then, and a process number is not soon given again. */
    private static final Duration CLOCK = Duration.ofSeconds(5);

    private ProvingProcess() {}

    /** Names this process, now and on this machine. */
    public static String current() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "@" + started(self).map(Instant::toEpochMilli).orElse(-1L);
    }

    /** Whether {@code name} is that of this process or of one that it comes from. */
    public static boolean isAround(String name) {
        int at = name.indexOf('@');
        if (at < 0) {
            return false;
        }
        Optional<ProcessHandle> process = Optional.of(ProcessHandle.current());
        for (int depth = 0; depth < DEEPEST && process.isPresent(); depth++) {
            if (Long.toString(process.get().pid()).equals(name.substring(0, at))) {
                return started(process.get())
                        .filter(instant -> isAt(instant, name.substring(at + 1)))
                        .isPresent();
            }
            process = process.get().parent();
        }
        return false;
    }

    private static boolean isAt(Instant started, String millis) {
        try {
            Duration apart = Duration.between(Instant.ofEpochMilli(Long.parseLong(millis)), started);
            return apart.abs().compareTo(CLOCK) <= 0;
        } catch (NumberFormatException damaged) {
            return false;
        }
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant();
    }
}
