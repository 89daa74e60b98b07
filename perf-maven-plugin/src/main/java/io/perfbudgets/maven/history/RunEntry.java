package io.perfbudgets.maven.history;

import io.perfbudgets.results.MachineFingerprint;
import java.time.Instant;

/**
 * A run of one module as the history lists it.
 *
 * @param key names it in this database
 * @param runId the build that it belongs to
 * @param module the module's artifactId
 * @param startedAt when its first JVM began to record
 * @param commit what it was built from
 * @param job the job that ran it, such as a continuous integration's name and number; empty if none
 * @param machine what it was measured on
 * @param passed whether it kept its budgets
 * @param baseline whether it was marked as a baseline
 */
public record RunEntry(
        long key,
        String runId,
        String module,
        Instant startedAt,
        Commit commit,
        String job,
        MachineFingerprint machine,
        boolean passed,
        boolean baseline) {}
