package io.perfbudgets.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/** Finds out why a run recorded nothing. */
final class Silence {
    private Silence() {}

    /** The most likely cause and what to do, in one or two sentences without a final stop. */
    static String reason(MavenProject project) {
        boolean hasExtension = project.getArtifacts().stream()
                .anyMatch(artifact -> artifact.getGroupId().equals("io.perfbudgets")
                        && artifact.getArtifactId().equals("perf-junit"));
        if (!hasExtension) {
            return "io.perfbudgets:perf-junit is not on the test class path, so no test measures anything. Add it as a"
                    + " dependency with scope test";
        }
        Path target = Path.of(project.getBuild().getDirectory());
        if (!hasReports(target.resolve("surefire-reports")) && !hasReports(target.resolve("failsafe-reports"))) {
            return "no test ran. Integration tests (*IT) need maven-failsafe-plugin with its goal integration-test";
        }
        return "tests ran, but none of them on JUnit Jupiter with the performance extension. JUnit 4 and TestNG tests are not"
                + " measured; where junit.jupiter.extensions.autodetection.enabled is false, only annotated tests are";
    }

    private static boolean hasReports(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith("TEST-"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
