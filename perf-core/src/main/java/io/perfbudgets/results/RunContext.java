package io.perfbudgets.results;

import java.time.Instant;

/**
 * Where and when a results file was written: its first line.
 *
 * @param runId names the build that the test JVM belongs to; empty when no build prepared it (an IDE)
 * @param module the module's artifactId; empty if unknown
 * @param startedAt when the JVM began to record
 * @param pid the JVM's process id
 * @param jvm name and version of the JVM
 * @param os name, version and architecture of the operating system
 * @param cpus processors available to the JVM
 */
public record RunContext(String runId, String module, Instant startedAt, long pid, String jvm, String os, int cpus) {

    /** The context of this JVM, now. */
    public static RunContext current(String runId, String module) {
        Runtime.Version version = Runtime.version();
        return new RunContext(
                runId,
                module,
                Instant.now(),
                ProcessHandle.current().pid(),
                System.getProperty("java.vm.name", "JVM") + " " + version,
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " "
                        + System.getProperty("os.arch", ""),
                Runtime.getRuntime().availableProcessors());
    }
}
