package io.perfbudgets.maven;

import io.perfbudgets.maven.against.AgainstException;
import io.perfbudgets.maven.against.MavenBuild;
import io.perfbudgets.results.PreparedRun;
import io.perfbudgets.results.ProvingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * One build of the whole session in which tests are made to break their budgets.
 *
 * @param id names the run
 * @param log what the build said
 * @param hadTestFailures whether tests failed in it, other than by a budget
 */
record SabotagedRun(String id, Path log, boolean hadTestFailures) {
    /** Where the test JVMs of such a build write. */
    static Path results(Path buildFolder) {
        return buildFolder.resolve("perf").resolve("prove").resolve("results");
    }

    /** Builds, and takes away what told the test JVMs to be sabotaged, also when it is interrupted. */
    static SabotagedRun build(MavenSession session, Log told, List<String> goals) throws MojoExecutionException {
        Path root = Path.of(session.getExecutionRootDirectory());
        Path log = root.resolve("target").resolve("perf").resolve("prove").resolve("build.log");
        String id = "prove-" + UUID.randomUUID().toString().substring(0, 8);
        MavenBuild maven = new Nested(session).build(goals);
        told.info("Building with sabotaged tests, log " + log);
        try {
            Process build = maven.start(
                    root,
                    log,
                    List.of(
                            "-D" + ProvingProcess.PROPERTY + "=" + ProvingProcess.current(),
                            "-Dperf.runId=" + id,
                            "-Dmaven.test.failure.ignore=true"));
            await(build, log, () -> disarm(session, told));
        } catch (AgainstException failure) {
            throw new MojoExecutionException(failure.getMessage(), failure);
        }
        return new SabotagedRun(id, log, MavenBuild.hadTestFailures(log));
    }

    private static void await(Process build, Path log, Runnable disarm) throws MojoExecutionException {
        Thread end = new Thread(
                () -> {
                    MavenBuild.stop(build);
                    disarm.run();
                },
                "perf-prove-clean-up");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (build.waitFor() != 0) {
                throw new MojoExecutionException("The sabotaged build fails, though not by its tests: see " + log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted while Maven was running", interrupted);
        } finally {
            MavenBuild.stop(build);
            disarm.run();
            MavenBuild.forget(end);
        }
    }

    private static void disarm(MavenSession session, Log told) {
        for (MavenProject module : session.getAllProjects()) {
            Path file = PreparedRun.sabotagedFile(Path.of(module.getBuild().getDirectory()));
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                told.warn(file + " is left behind; it means nothing to any other build: " + stays.getMessage());
            }
        }
    }
}
