package io.perfbudgets.maven;

import io.perfbudgets.maven.against.AgainstException;
import io.perfbudgets.maven.against.MavenBuild;
import io.perfbudgets.maven.against.SideBySide;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;

/**
 * Builds what is checked out and what it goes against once for all modules of a session.
 *
 * @param goals what is built
 */
record Against(MavenSession session, Log log, List<String> goals) {
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
            "perf.failOnBreach");

    SideBySide.Runs run(String ref, int rounds) throws MojoExecutionException {
        Path root = Path.of(session.getExecutionRootDirectory());
        Path folder = root.resolve("target").resolve("perf").resolve("against");
        try {
            return new SideBySide(root, folder, new MavenBuild(mavenHome(), arguments()), log::info).run(ref, rounds);
        } catch (AgainstException failure) {
            throw new MojoExecutionException(failure.getMessage(), failure);
        }
    }

    private Path mavenHome() throws MojoExecutionException {
        String home = session.getSystemProperties().getProperty("maven.home");
        if (home == null) {
            throw new MojoExecutionException("perf.against runs Maven again, but maven.home does not say where it is");
        }
        return Path.of(home);
    }

    private List<String> arguments() {
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
