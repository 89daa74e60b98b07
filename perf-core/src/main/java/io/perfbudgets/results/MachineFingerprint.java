package io.perfbudgets.results;

import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.measure.Normalisation;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run was measured on. Durations of two runs can be compared only where their fingerprints allow it, or by what a
 * fixed piece of work takes on either.
 *
 * @param cpu the processor's model; its architecture where the system does not tell
 * @param cpus processors available to the JVM
 * @param memory the machine's memory, bytes; 0 if unknown
 * @param os name, version and architecture of the operating system
 * @param jvm name and version of the JVM
 * @param flags the JVM's own flags ({@code -Xmx}, {@code -XX:}), in their order; system properties are left out, since
 *     they may hold secrets
 * @param canary how fast it is; empty if nobody has looked, or the JVM was killed before it could tell
 */
public record MachineFingerprint(
        String cpu, int cpus, long memory, String os, String jvm, List<String> flags, Optional<CanaryTimes> canary) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public MachineFingerprint {
        flags = List.copyOf(flags);
    }

    /** One of which nobody knows how fast it is. */
    public MachineFingerprint(String cpu, int cpus, long memory, String os, String jvm, List<String> flags) {
        this(cpu, cpus, memory, os, jvm, flags, Optional.empty());
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
                ownFlags());
    }

    private static List<String> ownFlags() {
        List<String> flags =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        flags.removeIf(argument -> !argument.startsWith("-X"));
        return flags;
    }

    /**
     * Whether durations measured on both mean the same: processor, number of processors and JVM are equal. A newer kernel or
     * other flags may well be the change whose effect is looked for.
     */
    public boolean isComparableTo(MachineFingerprint other) {
        return cpu.equals(other.cpu) && cpus == other.cpus && jvm.equals(other.jvm);
    }

    /**
     * By what durations that were measured on {@code other} are multiplied to be held against those measured here; empty if
     * they cannot be, because the machines or JVMs differ and the canary of one of them is not known.
     */
    public Optional<Normalisation> normalisationOf(MachineFingerprint other) {
        if (isComparableTo(other)) {
            return Optional.of(Normalisation.SAME);
        }
        return canary.flatMap(here -> other.canary.map(there -> Normalisation.of(there, here, cpus == other.cpus)));
    }

    /** The same machine after its canary was seen. */
    public MachineFingerprint with(CanaryTimes seen) {
        CanaryTimes fastest = canary.map(seen::fastest).orElse(seen);
        return new MachineFingerprint(cpu, cpus, memory, os, jvm, flags, Optional.of(fastest));
    }

    /** Those that are not comparable to each other, each with all that is known of how fast it is. */
    public static List<MachineFingerprint> distinct(List<MachineFingerprint> machines) {
        List<MachineFingerprint> distinct = new ArrayList<>();
        for (MachineFingerprint machine : machines) {
            int known = 0;
            while (known < distinct.size() && !distinct.get(known).isComparableTo(machine)) {
                known++;
            }
            if (known == distinct.size()) {
                distinct.add(machine);
            } else if (machine.canary.isPresent()) {
                distinct.set(known, distinct.get(known).with(machine.canary.get()));
            }
        }
        return distinct;
    }

    private static String cpuModel() {
        String fallback = System.getProperty("os.arch", "");
        if (!Files.isReadable(CPU_INFO)) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", fallback);
        }
        try (BufferedReader lines = Files.newBufferedReader(CPU_INFO)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
            return fallback;
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
