package io.perfbudgets.maven.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.RunResults;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {
    private static final String VERSION = "1.2";
    private static final Plugin OURS = plugin("io.perfbudgets:perf-maven-plugin", "prepare", "check");
    private static final Plugin FAILSAFE = plugin("org.apache.maven.plugins:maven-failsafe-plugin", "integration-test");

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongWithASpringBootServiceAsTheReadmeHasIt() {
        MavenProject project = project(
                List.of(OURS, FAILSAFE),
                "io.perfbudgets:perf-junit:1.2",
                "org.junit.jupiter:junit-jupiter-api:5.14.1",
                "org.springframework.boot:spring-boot-autoconfigure:4.0.0",
                "org.springframework:spring-webmvc:7.0.0",
                "com.h2database:h2:2.4.240");

        assertThat(seen(project, true))
                .containsExactly(
                        "ok     perf:prepare and perf:check are in the build",
                        "ok     maven-failsafe-plugin runs integration tests, and perf:check comes before it decides",
                        "ok     The agent reaches the test JVMs through argLine",
                        "ok     perf-junit 1.2 is on the test class path",
                        "ok     JUnit Jupiter 5.14.1",
                        "ok     h2: every connection is captured, by the agent",
                        "ok     Spring MVC under Spring Boot: each request is a unit with its route, nothing to wire",
                        "note   No run to look at: run mvn verify, then this again, and it says what the tests have seen");
    }

    @Test
    void saysWhatIsMissingInAProjectThatHasNothing() throws IOException {
        Files.createFile(folder.resolve("GamesIT.class"));

        assertThat(seen(project(List.of()), true))
                .contains(
                        "wrong  The build does not judge: give an execution of perf-maven-plugin the goals prepare and check",
                        "wrong  There are integration tests (*IT), and no maven-failsafe-plugin that runs them")
                .anyMatch(line -> line.startsWith("wrong  io.perfbudgets:perf-junit is not on the test class path"))
                .anyMatch(line -> line.startsWith("wrong  JUnit Jupiter is not on the test class path"));
    }

    @Test
    void saysWhichGoalIsMissing() {
        assertThat(seen(project(List.of(plugin("io.perfbudgets:perf-maven-plugin", "check"))), true))
                .contains("wrong  The build does not judge: give an execution of perf-maven-plugin the goals prepare");
    }

    @Test
    void seesVersionsThatDoNotGoTogether() {
        assertThat(seen(
                        project(
                                List.of(OURS),
                                "io.perfbudgets:perf-junit:1.1",
                                "org.junit.jupiter:junit-jupiter-api:5.9.3"),
                        true))
                .anyMatch(line -> line.startsWith("wrong  perf-junit is 1.1, this plugin 1.2"))
                .contains("wrong  JUnit Jupiter is 5.9.3; 5.10 is the oldest that works");
    }

    @Test
    void seesTestsWithinMavenAndADeafArgLineAndTheOrderOfPlugins() throws Exception {
        Plugin failsafe = plugin("org.apache.maven.plugins:maven-failsafe-plugin", "integration-test");
        failsafe.setConfiguration(
                Xpp3DomBuilder.build(new StringReader("<configuration><forkCount>0</forkCount></configuration>")));
        MavenProject project = project(List.of(failsafe, OURS), "com.h2database:h2:2.4.240");

        assertThat(new Checkup(project, VERSION, true, List.of("the argLine of maven-failsafe-plugin is '-Xmx1g'"))
                        .observations(nothing()))
                .map(Observation::toString)
                .contains(
                        "wrong  maven-failsafe-plugin has forkCount 0: its tests run within Maven, without the agent",
                        "wrong  The agent does not reach the tests, as the argLine of maven-failsafe-plugin is '-Xmx1g'."
                                + " Begin it with @{argLine}",
                        "note   h2: connections are captured only through PerfDataSource.wrap or jdbc:p6spy:, as there is no"
                                + " agent")
                .anyMatch(line -> line.startsWith("note   perf-maven-plugin stands after maven-failsafe-plugin"));
    }

    private List<String> seen(MavenProject project, boolean agent) {
        return new Checkup(project, VERSION, agent, List.of())
                .observations(nothing()).stream().map(Observation::toString).toList();
    }

    private RunResults nothing() {
        return RunResults.read(folder, "");
    }

    private MavenProject project(List<Plugin> plugins, String... artifacts) {
        Build build = new Build();
        build.setTestOutputDirectory(folder.toString());
        plugins.forEach(build::addPlugin);
        Model model = new Model();
        model.setBuild(build);
        MavenProject project = new MavenProject(model);
        Set<Artifact> resolved =
                Stream.of(artifacts).map(CheckupTest::artifact).collect(Collectors.toUnmodifiableSet());
        project.setResolvedArtifacts(resolved);
        project.setArtifactFilter(artifact -> true);
        return project;
    }

    private static Artifact artifact(String coordinates) {
        String[] parts = coordinates.split(":", 3);
        return new DefaultArtifact(
                parts[0], parts[1], parts[2], "test", "jar", null, new DefaultArtifactHandler("jar"));
    }

    private static Plugin plugin(String key, String... goals) {
        Plugin plugin = new Plugin();
        plugin.setGroupId(key.split(":", 2)[0]);
        plugin.setArtifactId(key.split(":", 2)[1]);
        PluginExecution execution = new PluginExecution();
        execution.setGoals(List.of(goals));
        plugin.addExecution(execution);
        return plugin;
    }
}
