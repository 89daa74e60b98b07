package io.perfbudgets.results;

import java.time.Instant;

/**
 * Where and when a results file was written: its first line.
 *
 * @param runId names the build that the test JVM belongs to; empty when no build prepared it (an IDE)
 * @param module the module's artifactId; empty if unknown
 * @param startedAt when the JVM began to record
 * @param pid the JVM's process id
 * @param machine what it ran on
 */
public record RunContext(String runId, String module, Instant startedAt, long pid, MachineFingerprint machine) {

    /** The same on what is known to be that machine. */
    RunContext on(MachineFingerprint known) {
        return new RunContext(runId, module, startedAt, pid, known);
    }

    /** The context of this JVM, now. */
    public static RunContext current(String runId, String module) {
        return new RunContext(
                runId, module, Instant.now(), ProcessHandle.current().pid(), MachineFingerprint.current());
    }
}
