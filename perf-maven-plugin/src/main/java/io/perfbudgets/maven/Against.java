package io.perfbudgets.maven;

import io.perfbudgets.maven.against.AgainstException;
import io.perfbudgets.maven.against.SideBySide;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;

/**
 * Builds what is checked out and what it goes against once for all modules of a session.
 *
 * @param goals what is built
 */
record Against(MavenSession session, Log log, List<String> goals) {
    SideBySide.Runs run(String ref, int rounds) throws MojoExecutionException {
        Path root = Path.of(session.getExecutionRootDirectory());
        Path folder = root.resolve("target").resolve("perf").resolve("against");
        try {
            return new SideBySide(root, folder, new Nested(session).build(goals), log::info).run(ref, rounds);
        } catch (AgainstException failure) {
            throw new MojoExecutionException(failure.getMessage(), failure);
        }
    }
}
