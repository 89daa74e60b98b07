package io.perfbudgets.probe.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * Resident memory of processes. On Linux it is read from {@code /proc}, which costs some ten microseconds a process;
 * elsewhere from OSHI. A page that several processes share counts for each of them. Thread-safe.
 */
public interface ResidentMemory {

    /** Bytes that the process holds now; empty if it has ended. */
    OptionalLong now(long pid);

    /** The most bytes that the process has held so far; empty if it has ended or nobody keeps it. */
    OptionalLong highest(long pid);

    /** Bytes that all of {@code members} hold now; empty if all have ended. */
    default OptionalLong now(List<ProcessHandle> members) {
        long[] each = members.stream()
                .map(member -> now(member.pid()))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .toArray();
        return each.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(java.util.Arrays.stream(each).sum());
    }

    /** What suits this machine. */
    static ResidentMemory ofThisMachine() {
        return Files.isReadable(Path.of("/proc/self/status")) ? new Proc() : new Oshi();
    }

    /** Linux. */
    final class Proc implements ResidentMemory {
        @Override
        public OptionalLong now(long pid) {
            return field(pid, "VmRSS:");
        }

        @Override
        public OptionalLong highest(long pid) {
            return field(pid, "VmHWM:");
        }

        private static OptionalLong field(long pid, String name) {
            try {
                for (String line : Files.readAllLines(
                        Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.ISO_8859_1)) {
                    if (line.startsWith(name)) {
                        String kilobytes =
                                line.substring(name.length()).replace("kB", "").strip();
                        return OptionalLong.of(Long.parseLong(kilobytes) * 1024);
                    }
                }
            } catch (IOException gone) {
                return OptionalLong.empty();
            }
            return OptionalLong.empty();
        }
    }

    /** Every other system. */
    final class Oshi implements ResidentMemory {
        private final OperatingSystem system = new SystemInfo().getOperatingSystem();

        @Override
        public OptionalLong now(long pid) {
            OSProcess process = system.getProcess(Math.toIntExact(pid));
            return process == null ? OptionalLong.empty() : OptionalLong.of(process.getResidentMemory());
        }

        @Override
        public OptionalLong highest(long pid) {
            return OptionalLong.empty();
        }
    }
}
