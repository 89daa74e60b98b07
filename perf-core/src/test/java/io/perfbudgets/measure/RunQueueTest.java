package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunQueueTest {
    private static final long HOUR = 3_600_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void saysWhichShareOfTheTimeSinceTheLastCallWasWaitedFor() throws IOException {
        try (RunQueue queue = new RunQueue(schedstat("1072439 1000 2"))) {
            schedstat("1072439 " + HOUR + " 2");

            assertThat(queue.waitedShare()).isGreaterThan(1);
            assertThat(queue.waitedShare()).isZero();
        }
    }

    @Test
    void knowsNothingWhereLinuxDoesNotSay() throws IOException {
        try (RunQueue nothing = new RunQueue(folder.resolve("missing"))) {
            assertThat(nothing.waitedShare()).isZero();
        }

        try (RunQueue queue = new RunQueue(schedstat("0 5 1"))) {
            schedstat("a b c");
            assertThat(queue.waitedShare()).isZero();
            schedstat("0 0");
            assertThat(queue.waitedShare()).isZero();
        }
    }

    @Test
    void knowsNothingMoreOnceItIsClosed() throws IOException {
        RunQueue queue = new RunQueue(schedstat("1072439 1000 2"));
        queue.close();
        schedstat("1072439 " + HOUR + " 2");
        assertThat(queue.waitedShare()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesThatThisThreadRan() {
        assumeThat(Path.of("/proc/thread-self/schedstat")).isReadable();
        try (RunQueue queue = new RunQueue()) {
            assertThat(queue.waitedShare()).isBetween(0.0, 1.1);
        }
    }

    private Path schedstat(String text) throws IOException {
        return Files.writeString(folder.resolve("schedstat"), text + "\n");
    }
}
