package io.perfbudgets.maven;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;

/**
 * Has Quarkus take perf-junit from the class path of the test JVM. It would load the tests, and with them the annotations, once
 * more by a class loader of its own, where JUnit's extension does not know them.
 */
final class QuarkusClasses {
    private static final String PARENT_FIRST = "quarkus.class-loading.parent-first-artifacts";
    private static final String OURS = "io.perfbudgets:perf-junit,io.perfbudgets:perf-core";

    private QuarkusClasses() {}

    /** JVM options with this one before them; the same for a project without Quarkus, or if they name it already. */
    static String before(MavenProject project, String options) {
        boolean quarkus = project.getDependencies().stream()
                .anyMatch(dependency -> dependency.getGroupId().equals("io.quarkus"));
        if (!quarkus || options.contains(PARENT_FIRST)) {
            return options;
        }
        String own = configured(project).replaceAll("\\s", "");
        String all = own.isEmpty() ? OURS : OURS + "," + own;
        return ("-D" + PARENT_FIRST + "=" + all + " " + options).strip();
    }

    /** What the project asks for itself, which a JVM option would replace. The properties of tests hide those of the application. */
    private static String configured(MavenProject project) {
        return Stream.of(project.getTestResources(), project.getResources())
                .flatMap(List::stream)
                .map(Resource::getDirectory)
                .map(folder -> Path.of(folder, "application.properties"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(QuarkusClasses::parentFirst)
                .orElse("");
    }

    private static String parentFirst(Path file) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException unreadable) {
            return ""; // Quarkus will say so better
        }
        return properties.getProperty(PARENT_FIRST, "");
    }
}
