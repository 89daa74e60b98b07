package io.perfbudgets.maven;

import io.perfbudgets.results.PreparedRun;
import io.perfbudgets.results.ProvingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Gets a module ready to measure: checks the budget files before any test runs, empties the results folder and leaves word
 * for the test JVMs of where to write. It gives them the Java agent that captures SQL and follows threads and requests
 * without any wiring, by the property {@code argLine}, as JaCoCo does; no other setting of surefire or failsafe is touched.
 */
@Mojo(name = "prepare", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class PrepareMojo extends PerfMojo {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /**
     * Whether the test JVMs get the agent. Without it, DataSources outside of Spring Boot are captured where they are wrapped
     * ({@code PerfDataSource.wrap}), and work on other threads belongs to nobody.
     */
    @Parameter(property = "perf.agent", defaultValue = "true")
    boolean agent;

    /**
     * Names the run: letters, digits, dots, dashes and underscores. Jobs that test parts of one module and share a history
     * are one run in it if they are given one name, such as that of the pipeline and its attempt. By default each build has a
     * name of its own.
     */
    @Parameter(property = "perf.runId")
    @Nullable
    String runId;

    /**
     * The property that surefire and failsafe take their JVM options from. Where their {@code argLine} is configured, it has
     * to name this one late: {@code <argLine>@{argLine} -Xmx1g</argLine>}.
     */
    @Parameter(property = "perf.argLine", defaultValue = "argLine")
    String argLine;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        List<Path> files = budgetFiles();
        read(files);
        String id = id();
        try {
            if (isNested()) {
                Path folder = SabotagedRun.results(buildFolder());
                deleteResults(folder);
                new PreparedRun(id, project.getArtifactId(), folder, files)
                        .writeSabotaged(
                                buildFolder(), session.getUserProperties().getProperty(ProvingProcess.PROPERTY));
            } else {
                outcomeFile().delete();
                deleteResults(results.toPath());
                new PreparedRun(id, project.getArtifactId(), results.toPath(), files).write(buildFolder());
            }
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot prepare " + results + ": " + denied.getMessage(), denied);
        }
        String options = project.getProperties().getProperty(argLine, "");
        String withQuarkus = QuarkusClasses.before(project, options);
        if (!withQuarkus.equals(options)) {
            project.getProperties().setProperty(argLine, withQuarkus);
        }
        if (agent) {
            addAgent();
        }
        Build.of(this).prepared(id);
        getLog().debug("Run " + id + " with the budget files " + files);
    }

    @Override
    boolean runsInNested() {
        return true;
    }

    private String id() throws MojoExecutionException {
        if (runId == null) {
            return SECONDS.format(Instant.now()) + "-"
                    + UUID.randomUUID().toString().substring(0, 8);
        }
        if (!RUN_ID.matcher(runId).matches()) {
            throw new MojoExecutionException("perf.runId is '" + runId
                    + "'; write up to 100 letters, digits, dots, dashes and underscores, such as 4711-1");
        }
        return runId;
    }

    @Override
    void skipped() throws MojoExecutionException {
        try {
            PreparedRun.remove(buildFolder());
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot clean " + buildFolder() + ": " + denied.getMessage(), denied);
        }
    }

    private void addAgent() {
        Optional<Path> jar = AgentArgument.jar(plugin.getArtifacts());
        if (jar.isEmpty()) {
            getLog().debug("The agent is not packaged, so the test JVMs go without it");
            return;
        }
        AgentArgument argument = new AgentArgument(jar.get());
        project.getProperties()
                .setProperty(argLine, argument.before(project.getProperties().getProperty(argLine, "")));
        for (String deaf : AgentArgument.deaf(project, argLine)) {
            getLog().warn("The tests go without perf-agent, as " + deaf + ". Begin it with @{" + argLine
                    + "}, or say <perf.agent>false</perf.agent> and wire the DataSource"
                    + " (PerfDataSource.wrap) outside of Spring Boot");
        }
    }

    private static void deleteResults(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> stale;
        try (Stream<Path> files = Files.list(folder)) {
            stale = files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
        for (Path file : stale) {
            Files.delete(file);
        }
    }
}
