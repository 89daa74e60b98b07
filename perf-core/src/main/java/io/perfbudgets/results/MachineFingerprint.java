package io.perfbudgets.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run was measured on. Durations of two runs can be compared only where their fingerprints allow it.
 *
 * @param cpu the processor's model; its architecture where the system does not tell
 * @param cpus processors available to the JVM
 * @param memory the machine's memory, bytes; 0 if unknown
 * @param os name, version and architecture of the operating system
 * @param jvm name and version of the JVM
 * @param flags the JVM's own flags ({@code -Xmx}, {@code -XX:}), in their order; system properties are left out, since
 *     they may hold secrets
 */
public record MachineFingerprint(String cpu, int cpus, long memory, String os, String jvm, List<String> flags) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public MachineFingerprint {
        flags = List.copyOf(flags);
    }

    /** Of this JVM and its machine. */
    public static MachineFingerprint current() {
        return new MachineFingerprint(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " "
                        + System.getProperty("os.arch", ""),
                System.getProperty("java.vm.name", "JVM") + " " + Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(argument -> argument.startsWith("-X"))
                        .toList());
    }

    /**
     * Whether durations measured on both mean the same: processor, number of processors and JVM are equal. A newer kernel or
     * other flags may well be the change whose effect is looked for.
     */
    public boolean isComparableTo(MachineFingerprint other) {
        return cpu.equals(other.cpu) && cpus == other.cpus && jvm.equals(other.jvm);
    }

    private static String cpuModel() {
        String fallback = System.getProperty("os.arch", "");
        if (!Files.isReadable(CPU_INFO)) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", fallback);
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(fallback);
        } catch (IOException unreadable) {
            return fallback;
        }
    }

    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
