package io.perfbudgets.maven;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Which of a module's tests the user lets run.
 *
 * @param skipped the property that skips all of them, if one does
 * @param restricted the property that lets only some of them run, if one does
 */
record TestSelection(Optional<String> skipped, Optional<String> restricted) {

    static TestSelection of(MavenSession session, MavenProject project) {
        Optional<String> skipped = Stream.of("skipTests", "maven.test.skip", "maven.test.skip.exec")
                .filter(name -> isOn(value(name, session, project)))
                .findFirst();
        Optional<String> restricted = Stream.of("test", "it.test", "groups", "excludedGroups")
                .filter(name -> session.getUserProperties().getProperty(name) != null)
                .findFirst()
                .or(() -> isOn(value("skipITs", session, project)) ? Optional.of("skipITs") : Optional.empty());
        return new TestSelection(skipped, restricted);
    }

    private static @Nullable String value(String name, MavenSession session, MavenProject project) {
        return session.getUserProperties()
                .getProperty(name, project.getProperties().getProperty(name));
    }

    /** As Maven reads {@code -DskipTests}: a property without a value is on. */
    private static boolean isOn(@Nullable String value) {
        return value != null && (value.isEmpty() || Boolean.parseBoolean(value));
    }
}
