package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarkusClassesTest {
    private static final String OURS =
            "-Dquarkus.class-loading.parent-first-artifacts=io.perfbudgets:perf-junit,io.perfbudgets:perf-core";

    @TempDir
    private Path folder;

    @Test
    void leavesOtherProjectsAlone() {
        assertThat(QuarkusClasses.before(project("org.springframework.boot"), "-Xmx1g"))
                .isEqualTo("-Xmx1g");
    }

    @Test
    void hasQuarkusTakeOurClassesFromTheClassPath() {
        assertThat(QuarkusClasses.before(project("io.quarkus"), "-Xmx1g")).isEqualTo(OURS + " -Xmx1g");
        assertThat(QuarkusClasses.before(project("io.quarkus"), "")).isEqualTo(OURS);
        assertThat(QuarkusClasses.before(project("io.quarkus"), OURS)).isEqualTo(OURS);
    }

    @Test
    void keepsWhatTheProjectTakesFromThereItself() throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "quarkus.class-loading.parent-first-artifacts = com.acme:one, \\\n  com.acme:two\n");
        MavenProject project = project("io.quarkus");
        Resource resources = new Resource();
        resources.setDirectory(folder.toString());
        project.addResource(resources);

        assertThat(QuarkusClasses.before(project, "")).isEqualTo(OURS + ",com.acme:one,com.acme:two");
    }

    private static MavenProject project(String group) {
        MavenProject project = new MavenProject();
        Dependency dependency = new Dependency();
        dependency.setGroupId(group);
        dependency.setArtifactId("any");
        project.getModel().addDependency(dependency);
        return project;
    }
}
