package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineReaderTest {
    @TempDir
    private Path root;

    @Test
    void readsWhatLinuxAdmits() throws IOException {
        write("proc/stat", """
                cpu  100 1 50 800 40 2 3 4 9 0
                cpu0 50 1 25 400 20 1 1 2 4 0
                cpu1 50 0 25 400 20 1 2 2 5 0
                intr 77
                """);
        write("proc/pressure/cpu", """
                some avg10=2.75 avg60=5.96 avg300=6.32 total=92740422
                full avg10=0.00 avg60=0.00 avg300=0.00 total=17
                """);
        write("sys/fs/cgroup/cpu.stat", "usage_usec 9\nnr_throttled 3\nthrottled_usec 4711\n");

        MachineReading reading = new MachineReader(root).read();

        assertThat(reading.processors()).isEqualTo(2);
        assertThat(reading.ticks()).isEqualTo(1000);
        assertThat(reading.busyTicks()).isEqualTo(156);
        assertThat(reading.stolenTicks()).isEqualTo(4);
        assertThat(reading.pressureMicros()).isEqualTo(92_740_422);
        assertThat(reading.throttledMicros()).isEqualTo(4711);
        assertThat(reading.ownNanos()).isPositive();
    }

    @Test
    void theFirstVersionOfControlGroupsCountsNanoseconds() throws IOException {
        write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 9\nnr_throttled 3\nthrottled_time 4711000\n");

        assertThat(new MachineReader(root).read().throttledMicros()).isEqualTo(4711);
    }

    @Test
    void elsewhereNothingIsKnown() {
        MachineReading reading = new MachineReader(root).read();

        assertThat(reading)
                .usingRecursiveComparison()
                .ignoringFields("nanos", "ownNanos")
                .isEqualTo(new MachineReading(0, 1, 0, 0, 0, 0, 0, 0));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(path, text);
    }
}
