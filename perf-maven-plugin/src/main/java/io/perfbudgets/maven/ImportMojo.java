package io.perfbudgets.maven;

import io.perfbudgets.gate.RunResults;
import io.perfbudgets.maven.imports.ImportException;
import io.perfbudgets.maven.imports.Imported;
import io.perfbudgets.maven.imports.Names;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.results.MachineFingerprint;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Judges what another load engine has recorded by {@code budgets.yaml}, as if the requests had been tests': k6
 * ({@code --out json=FILE}, {@code --summary-export=FILE}), JMeter (CSV), Gatling ({@code simulation.log} as text), {@code
 * ab -g} and {@code -e}, {@code wrk2 --latency} and HdrHistogram's logs.
 *
 * <pre>{@code
 * mvn perf:import -Dperf.from=k6.json
 * mvn perf:import -Dperf.from=results.jtl -Dperf.map="List games=GET /api/games"
 * }</pre>
 *
 * <p>Prints and writes what {@code perf:check} does, remembers the run, and fails if a budget is broken.
 */
@Mojo(name = "import", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class ImportMojo extends JudgingMojo {
    /** The files, all of one engine. */
    @Parameter(property = "perf.from", required = true)
    List<File> from;

    /**
     * What the engine's names stand for: {@code Game*=GET /api/games/{id}}. A star stands for any characters; the first rule
     * that matches counts. A name without a rule that is a method with a path or a URL is that request, any other an
     * operation.
     */
    @Parameter(property = "perf.map")
    List<String> map = List.of();

    /** What was requested, for files that do not say. */
    @Parameter(property = "perf.name", defaultValue = "")
    String name = "";

    /** What the values of a histogram log are: {@code ns}, {@code us} or {@code ms}; the log does not say. */
    @Parameter(property = "perf.unit", defaultValue = "ns")
    String unit = "ns";

    /** How many requests there were, for files that do not say: what {@code ab} calls "Complete requests". */
    @Parameter(property = "perf.requests")
    @Nullable
    Long requests;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom") && !project.isExecutionRoot()) {
            return;
        }
        Path folder = output.toPath().resolve("import");
        try {
            Imported imported = new Imported(Names.of(map), nanos(unit), told(requests));
            for (File file : from) {
                imported.read(project.getBasedir().toPath().resolve(file.toPath()), name == null ? "" : name);
            }
            write(imported, folder);
        } catch (ImportException | IllegalArgumentException wrong) {
            throw new MojoExecutionException(wrong.getMessage(), wrong);
        } catch (IOException unreadable) {
            throw new MojoExecutionException("Cannot import " + from + ": " + unreadable, unreadable);
        }
        judge(RunResults.readAll(List.of(folder)), true);
    }

    private static OptionalLong told(@Nullable Long requests) {
        if (requests != null && requests < 1) {
            throw new IllegalArgumentException("perf.requests is " + requests + "; write how many there were");
        }
        return requests == null ? OptionalLong.empty() : OptionalLong.of(requests);
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            default -> throw new IllegalArgumentException("perf.unit is '" + unit + "'; write ns, us or ms");
        };
    }

    private void write(Imported imported, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path stale : files.toList()) {
                    Files.delete(stale);
                }
            }
        }
        // Whatever was measured, it was not on this machine and in this JVM.
        MachineFingerprint elsewhere =
                new MachineFingerprint("load of " + imported.engine(), 0, 0, "", imported.engine(), List.of());
        String id = "import-" + imported.startedAt().toEpochMilli();
        RunContext run = new RunContext(
                id,
                project.getArtifactId(),
                imported.startedAt(),
                ProcessHandle.current().pid(),
                elsewhere);
        try (ResultsWriter writer = ResultsWriter.create(folder, run)) {
            for (Measurement measurement : imported.measurements()) {
                writer.append(new ResultRecord(measurement, List.of()));
            }
        }
    }
}
