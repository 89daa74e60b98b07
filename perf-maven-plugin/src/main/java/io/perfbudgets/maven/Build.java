package io.perfbudgets.maven;

import io.perfbudgets.gate.SharedCoverage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * What goals of one Maven session tell each other. Kept in the session, so that neither an earlier build in the same
 * daemon nor the files of one can be mistaken for this one. Thread-safe.
 */
final class Build {
    private static final String RUN = "perf.run";
    private static final String JUDGED = "perf.judged";
    private static final String SHARED = "perf.shared";

    private final MavenSession session;
    private final MavenProject project;
    private final PluginDescriptor plugin;

    private Build(MavenSession session, MavenProject project, PluginDescriptor plugin) {
        this.session = session;
        this.project = project;
        this.plugin = plugin;
    }

    static Build of(PerfMojo mojo) {
        return new Build(mojo.session, mojo.project, mojo.plugin);
    }

    private Map<String, Object> context(MavenProject of) {
        return session.getPluginContext(plugin, of);
    }

    /** Notes that this build has prepared run {@code id} in this module. */
    void prepared(String id) {
        context(project).put(RUN, id);
    }

    /** The run that this build has prepared in this module. */
    Optional<String> run() {
        return Optional.ofNullable((String) context(project).get(RUN));
    }

    /** Notes that this build has judged this module and written its reports. */
    void judged() {
        context(project).put(JUDGED, true);
    }

    boolean isJudged() {
        return context(project).containsKey(JUDGED);
    }

    /** Where the modules that this build judges add up what they met of the budgets that they share. */
    SharedCoverage shared() {
        MavenProject root = session.getProjects().get(0);
        return (SharedCoverage) context(root)
                .computeIfAbsent(
                        SHARED,
                        key -> new SharedCoverage(session.getProjects().stream()
                                .filter(this::checks)
                                .map(MavenProject::getId)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    /** Something that may go wrong. */
    interface Once<T> {
        T make() throws MojoExecutionException;
    }

    /** What is built only once in a session, whichever module asks first. */
    <T> T once(Class<T> type, Once<T> builds) throws MojoExecutionException {
        Map<String, Object> root = context(session.getProjects().get(0));
        synchronized (root) {
            T built = type.cast(root.get(type.getName()));
            if (built == null) {
                built = builds.make();
                root.put(type.getName(), built);
            }
            return built;
        }
    }

    /** Whether modules that would be judged take no part in this build ({@code -pl}, {@code -rf}). */
    boolean leavesModulesOut() {
        Set<MavenProject> here = Set.copyOf(session.getProjects());
        return session.getAllProjects().stream().anyMatch(module -> checks(module) && !here.contains(module));
    }

    /** Whether this build judges other modules than this one too. */
    boolean checksOthers() {
        return checks(project)
                && session.getAllProjects().stream().anyMatch(module -> !module.equals(project) && checks(module));
    }

    /** Whether this build would judge this module. */
    boolean checksThis() {
        return checks(project);
    }

    /** Whether this build would judge any module. */
    boolean checksAny() {
        return session.getProjects().stream().anyMatch(this::checks);
    }

    private boolean checks(MavenProject module) {
        Plugin declared = module.getPlugin(plugin.getPluginLookupKey());
        return declared != null
                && !module.getPackaging().equals("pom")
                && declared.getExecutions().stream()
                        .anyMatch(execution -> execution.getGoals().contains("check"));
    }
}
