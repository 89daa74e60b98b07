package io.perfbudgets.maven;

import io.perfbudgets.results.PreparedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Gets a module ready to measure: checks the budget files before any test runs, empties the results folder and leaves word
 * for the test JVMs of where to write. It touches neither {@code argLine} nor any other setting of surefire or failsafe.
 */
@Mojo(name = "prepare", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrepareMojo extends PerfMojo {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        List<Path> files = budgetFiles();
        read(files);
        String runId = SECONDS.format(Instant.now()) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        try {
            deleteResults();
            new PreparedRun(runId, project.getArtifactId(), results.toPath(), files).write(buildFolder());
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot prepare " + results + ": " + denied.getMessage(), denied);
        }
        Build.of(this).prepared(runId);
        getLog().debug("Run " + runId + " with the budget files " + files);
    }

    @Override
    void skipped() throws MojoExecutionException {
        try {
            PreparedRun.remove(buildFolder());
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot clean " + buildFolder() + ": " + denied.getMessage(), denied);
        }
    }

    private void deleteResults() throws IOException {
        Path folder = results.toPath();
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
