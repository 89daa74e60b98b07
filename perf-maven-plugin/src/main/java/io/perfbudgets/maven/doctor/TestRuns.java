package io.perfbudgets.maven.doctor;

import static io.perfbudgets.maven.doctor.Observation.fine;
import static io.perfbudgets.maven.doctor.Observation.note;
import static io.perfbudgets.maven.doctor.Observation.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** How the build runs its tests and judges them. */
final class TestRuns {
    private static final String MAVEN = "org.apache.maven.plugins:";
    private static final String OURS = "io.perfbudgets:perf-maven-plugin";

    private final MavenProject project;
    private final boolean agent;
    private final List<String> deaf;

    /**
     * @param project the module
     * @param agent whether {@code perf:prepare} adds the agent
     * @param deaf the options of test JVMs that leave the agent out, each as it reads in a sentence
     */
    TestRuns(MavenProject project, boolean agent, List<String> deaf) {
        this.project = project;
        this.agent = agent;
        this.deaf = deaf;
    }

    List<Observation> observations() {
        List<Observation> all = new ArrayList<>();
        all.add(goals());
        integrationTests().ifPresent(all::add);
        all.add(agent());
        for (String name : List.of("maven-surefire-plugin", "maven-failsafe-plugin")) {
            if ("0".equals(configured(name, "forkCount"))) {
                all.add(wrong(name + " has forkCount 0: its tests run within Maven, without the agent"));
            }
        }
        return all;
    }

    private Observation goals() {
        List<String> goals = Optional.ofNullable(project.getPlugin(OURS)).stream()
                .flatMap(plugin -> plugin.getExecutions().stream())
                .flatMap(execution -> execution.getGoals().stream())
                .toList();
        if (goals.contains("prepare") && goals.contains("check")) {
            return fine("perf:prepare and perf:check are in the build");
        }
        return wrong("The build does not judge: give an execution of perf-maven-plugin the goals "
                + (goals.contains("check") ? "prepare" : goals.contains("prepare") ? "check" : "prepare and check"));
    }

    private Optional<Observation> integrationTests() {
        @Nullable Plugin failsafe = project.getPlugin(MAVEN + "maven-failsafe-plugin");
        if (failsafe == null) {
            return hasIntegrationTests()
                    ? Optional.of(
                            wrong("There are integration tests (*IT), and no maven-failsafe-plugin that runs them"))
                    : Optional.empty();
        }
        List<String> order =
                project.getBuildPlugins().stream().map(Plugin::getKey).toList();
        int ours = order.indexOf(OURS);
        return Optional.of(
                ours > order.indexOf(failsafe.getKey())
                        ? note(
                                "perf-maven-plugin stands after maven-failsafe-plugin in the pom: a build with failed integration"
                                        + " tests gets no verdicts. Let it stand before")
                        : fine("maven-failsafe-plugin runs integration tests, and perf:check comes before it decides"));
    }

    private boolean hasIntegrationTests() {
        Path classes = Path.of(project.getBuild().getTestOutputDirectory());
        if (!Files.isDirectory(classes)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(classes)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).endsWith("IT.class"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Observation agent() {
        if (!agent) {
            return note("The test JVMs get no agent (perf.agent is false): work on other threads is nobody's but where"
                    + " Perf.carrying hands it over");
        }
        return deaf.isEmpty()
                ? fine("The agent reaches the test JVMs through argLine")
                : wrong("The agent does not reach the tests, as " + String.join(", and ", deaf)
                        + ". Begin it with @{argLine}");
    }

    private @Nullable String configured(String name, String key) {
        @Nullable ConfigurationContainer plugin = project.getPlugin(MAVEN + name);
        @Nullable
        Xpp3Dom value = plugin != null && plugin.getConfiguration() instanceof Xpp3Dom all ? all.getChild(key) : null;
        return value == null ? null : value.getValue();
    }
}
