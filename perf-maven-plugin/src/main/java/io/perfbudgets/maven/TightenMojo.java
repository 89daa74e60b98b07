package io.perfbudgets.maven;

import io.perfbudgets.compare.Tightening;
import io.perfbudgets.maven.Headrooms.Tighter;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.RunEntry;
import io.perfbudgets.maven.history.RunQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Proposes tighter limits where all of the latest runs kept a limit with room to spare, and writes them into
 * {@code budgets.yaml} if asked to. Nothing is ever loosened, and nothing but the limits is changed.
 *
 * <pre>{@code
 * mvn perf:tighten                what could be tighter
 * mvn perf:tighten -Dperf.write   writes it
 * }</pre>
 *
 * <p>A file that modules share is looked at once, with the runs of all of them.
 */
@Mojo(name = "tighten", aggregator = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class TightenMojo extends PerfMojo {
    /** How many runs in a row have to have kept a limit with room to spare. */
    @Parameter(property = "perf.runs", defaultValue = "10")
    int runs;

    /** What is left above the worst of the runs, for durations and sizes; {@code 100%} allows twice as much. */
    @Parameter(property = "perf.headroom", defaultValue = "100%")
    String headroom;

    /** Only runs of this branch. */
    @Parameter(property = "perf.run", defaultValue = "")
    String run = "";

    /** Writes the limits into the budget files. */
    @Parameter(property = "perf.write", defaultValue = "false")
    boolean write;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        Tightening tightening = new Tightening(HeadroomText.read(headroom), Math.max(1, runs));
        List<Tighter> tighter = proposals(tightening);
        getLog().info(
                        tighter.isEmpty()
                                ? "No limit was kept with room to spare in " + tightening.runs() + " runs"
                                : "Tighter limits, at least " + headroom + " above the worst of " + tightening.runs()
                                        + " runs:");
        table(tighter).forEach(line -> getLog().info("  " + line));
        if (!tighter.isEmpty()) {
            edit(tighter);
        }
    }

    private List<Tighter> proposals(Tightening tightening) throws MojoExecutionException, MojoFailureException {
        Headrooms headrooms = new Headrooms();
        try (History opened = historyPlace().open()) {
            for (MavenProject module : session.getAllProjects()) {
                List<Path> files = budgetFiles(module);
                List<RunEntry> latest = opened.runs(
                        RunQuery.of(module.getArtifactId(), tightening.runs()).named(run == null ? "" : run));
                if (!files.isEmpty() && !latest.isEmpty()) {
                    headrooms.add(opened, latest, read(files, module, Map.of()), files);
                }
            }
        } catch (HistoryException unusable) {
            throw new MojoExecutionException(unusable.getMessage(), unusable);
        }
        return headrooms.tighter(tightening);
    }

    private static List<String> table(List<Tighter> tighter) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("limit", "where", "now", "worst", "tighter")));
        tighter.forEach(each -> rows.add(List.of(
                each.proposal().budget().origin().declaration(),
                each.proposal().budget().origin().location(),
                each.proposal().budget().limit().toString(),
                each.proposal().worst().toString(),
                each.proposal().limit().toString())));
        return tighter.isEmpty() ? List.of() : HistoryText.aligned(rows);
    }

    private void edit(List<Tighter> tighter) throws MojoExecutionException, MojoFailureException {
        try {
            Map<Path, String> before = new LinkedHashMap<>();
            for (Path file : tighter.stream().map(Tighter::file).distinct().toList()) {
                before.put(file, Files.readString(file));
            }
            Map<Path, String> texts = new LinkedHashMap<>(before);
            List<Tighter> left = Headrooms.write(tighter, texts);
            texts.entrySet().removeAll(before.entrySet()); // nothing could be changed there
            for (MavenProject module : session.getAllProjects()) {
                read(budgetFiles(module), module, texts); // what a nearer file says must still fit
            }
            left.forEach(each -> getLog().warn(each.proposal().budget().origin()
                    + " cannot be changed by itself (an alias, or another limit contradicts): change it by hand"));
            if (!write) {
                getLog().info("Nothing is written; add -Dperf.write");
                return;
            }
            for (Map.Entry<Path, String> each : texts.entrySet()) {
                Files.writeString(each.getKey(), each.getValue());
                getLog().info("Written: " + each.getKey());
            }
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot edit the budget files: " + denied.getMessage(), denied);
        }
    }
}
