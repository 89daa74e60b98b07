package io.perfbudgets.maven;

import io.perfbudgets.maven.against.MavenBuild;
import io.perfbudgets.results.ProvingProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;

/** Builds that a goal runs of the project that it is run in, as this session was started but for what the goal was told. */
record Nested(MavenSession session) {
    /** What a nested build must not be told again. */
    private static final Set<String> OWN = Set.of(
            "perf.against",
            "perf.rounds",
            "perf.goals",
            "perf.before",
            "perf.after",
            "perf.runs",
            "perf.history",
            "perf.output",
            "perf.results",
            "perf.runId",
            "perf.baseline",
            "perf.failOnBreach",
            ProvingProcess.PROPERTY);

    MavenBuild build(List<String> goals) throws MojoExecutionException {
        return new MavenBuild(mavenHome(), arguments(goals));
    }

    private Path mavenHome() throws MojoExecutionException {
        String home = session.getSystemProperties().getProperty("maven.home");
        if (home == null) {
            throw new MojoExecutionException("this goal runs Maven again, but maven.home does not say where it is");
        }
        return Path.of(home);
    }

    private List<String> arguments(List<String> goals) {
        MavenExecutionRequest request = session.getRequest();
        List<String> arguments = new ArrayList<>(goals);
        if (request.isOffline()) {
            arguments.add("--offline");
        }
        file(arguments, "--settings", request.getUserSettingsFile());
        file(arguments, "--global-settings", request.getGlobalSettingsFile());
        arguments.add("-Dmaven.repo.local=" + session.getLocalRepository().getBasedir());
        if (!request.getActiveProfiles().isEmpty()) {
            arguments.add("--activate-profiles=" + String.join(",", request.getActiveProfiles()));
        }
        if (!request.getSelectedProjects().isEmpty()) {
            arguments.add("--projects=" + String.join(",", request.getSelectedProjects()));
            arguments.add("--also-make");
        }
        for (Map.Entry<Object, Object> each : session.getUserProperties().entrySet()) {
            if (!OWN.contains(each.getKey().toString())) {
                arguments.add("-D" + each.getKey() + "=" + each.getValue());
            }
        }
        return arguments;
    }

    private static void file(List<String> arguments, String option, File file) {
        if (file != null && file.isFile()) {
            arguments.add(option);
            arguments.add(file.toString());
        }
    }
}
