package io.perfbudgets.maven.doctor;

import io.perfbudgets.gate.RunResults;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/** Looks at one module. Changes nothing. */
public final class Checkup {
    private final MavenProject project;
    private final String pluginVersion;
    private final boolean agent;
    private final List<String> deaf;

    /**
     * @param project the module, its test class path resolved
     * @param pluginVersion of this plugin
     * @param agent whether {@code perf:prepare} adds the agent
     * @param deaf the options of test JVMs that leave the agent out, each as it reads in a sentence
     */
    public Checkup(MavenProject project, String pluginVersion, boolean agent, List<String> deaf) {
        this.project = project;
        this.pluginVersion = pluginVersion;
        this.agent = agent;
        this.deaf = List.copyOf(deaf);
    }

    /**
     * What is to be said of the module, in the order in which to read it.
     *
     * @param lastRun what its tests recorded last
     */
    public List<Observation> observations(RunResults lastRun) {
        Dependencies dependencies = new Dependencies(project, pluginVersion, agent && deaf.isEmpty());
        return Stream.of(
                        new TestRuns(project, agent, deaf).observations(),
                        dependencies.observations(),
                        new LastRun(lastRun, dependencies.haveDatabase()).observations())
                .flatMap(List::stream)
                .toList();
    }
}
