package io.perfbudgets.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The JVM option that loads the agent, and whether surefire and failsafe will hear of it. */
record AgentArgument(Path jar) {
    private static final String GROUP = "org.apache.maven.plugins";
    private static final List<String> RUN_TESTS = List.of("maven-surefire-plugin", "maven-failsafe-plugin");

    /** The agent's jar, among what came with this plugin; none in a reactor that has not packaged it. */
    static Optional<Path> jar(Collection<Artifact> ofPlugin) {
        return ofPlugin.stream()
                .filter(artifact -> artifact.getArtifactId().equals("perf-agent") && artifact.getFile() != null)
                .map(artifact -> artifact.getFile().toPath().toAbsolutePath())
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** JVM options with the agent before them; the same if they name it already. */
    String before(String options) {
        String option = "-javaagent:" + jar;
        if (options.contains(option)) {
            return options;
        }
        String quoted = option.contains(" ") ? '"' + option + '"' : option;
        return options.isBlank() ? quoted : quoted + " " + options;
    }

    /**
     * The places in a project whose own options for test JVMs leave the property out, each as it reads in a sentence.
     *
     * @param property the one that holds the agent's option
     */
    static List<String> deaf(MavenProject project, String property) {
        List<String> deaf = new ArrayList<>();
        for (String name : RUN_TESTS) {
            Plugin plugin = project.getPlugin(GROUP + ":" + name);
            if (plugin != null) {
                Stream.concat(Stream.of(plugin), plugin.getExecutions().stream())
                        .map(AgentArgument::configured)
                        .filter(options -> !options.isEmpty() && !names(options, property))
                        .distinct()
                        .forEach(options -> deaf.add("the argLine of " + name + " is '" + options + "'"));
            }
        }
        return deaf;
    }

    private static boolean names(String options, String property) {
        return options.contains("@{" + property + "}") || options.contains("${" + property + "}");
    }

    private static String configured(ConfigurationContainer place) {
        Xpp3Dom options = place.getConfiguration() instanceof Xpp3Dom all ? all.getChild("argLine") : null;
        String text = options == null ? null : options.getValue();
        return text == null ? "" : text.strip();
    }
}
