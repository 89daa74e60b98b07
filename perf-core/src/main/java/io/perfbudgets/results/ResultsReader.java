package io.perfbudgets.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.perfbudgets.measure.CanaryTimes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads results files record by record, in constant memory. Stateless but for the file that is being read. */
public final class ResultsReader {
    private final Path file;
    private final Set<String> running = new LinkedHashSet<>();
    private @Nullable RunContext run;
    private @Nullable CanaryTimes canary;
    private boolean ended;
    private boolean truncated;
    private int lineNumber;

    private ResultsReader(Path file) {
        this.file = file;
    }

    /**
     * What a file is, apart from its records.
     *
     * @param file the file
     * @param run its header
     * @param complete whether the JVM that wrote it came to its end
     * @param truncated whether the last line was cut off and left out
     * @param unfinished tests that began and have no record: where the JVM was when it died
     */
    public record Summary(Path file, RunContext run, boolean complete, boolean truncated, List<String> unfinished) {}

    /**
     * The header of {@code file}.
     *
     * @return empty if the file has not even a whole first line
     * @throws ResultsException if it is no results file or one of a newer major version
     */
    public static Optional<RunContext> header(Path file) {
        try (ResultLines lines = open(file)) {
            String first = lines.next();
            return first == null ? Optional.empty() : Optional.of(new ResultsReader(file).header(first));
        } catch (IOException unreadable) {
            throw new ResultsException("Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Hands every record of {@code file} to {@code sink}, in order.
     *
     * @throws ResultsException if it is no results file, is of a newer major version, or is damaged before its last line
     */
    public static Summary read(Path file, Consumer<ResultRecord> sink) {
        ResultsReader reader = new ResultsReader(file);
        try (ResultLines lines = open(file)) {
            return reader.readAll(lines, sink);
        } catch (IOException unreadable) {
            throw new ResultsException("Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static ResultLines open(Path file) throws IOException {
        return new ResultLines(file, ResultLines.LONGEST);
    }

    private Summary readAll(ResultLines lines, Consumer<ResultRecord> sink) throws IOException {
        String line = lines.next();
        lineNumber = 1;
        if (line == null) {
            throw new ResultsException(file + " is empty: the JVM that created it died at once; run the tests again");
        }
        run = header(line);
        String next = lines.next();
        while (next != null) {
            lineNumber++;
            line = next;
            next = lines.next();
            accept(line, next == null, sink);
        }
        if (canary != null) {
            run = run.on(run.machine().with(canary));
        }
        return new Summary(file, run, ended, truncated, List.copyOf(running));
    }

    private void accept(String line, boolean last, Consumer<ResultRecord> sink) {
        try {
            JsonNode node = Json.MAPPER.readTree(line);
            if (node.has("started")) {
                running.add(node.path("started").asText());
            } else if (node.has("end")) {
                ended = true;
                canary = canary(node.path("canary"));
            } else {
                ResultRecord result = RecordJson.read(node);
                running.remove(result.measurement().test());
                running.remove(result.measurement().subject().name());
                sink.accept(result);
            }
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException damaged) {
            if (!last) {
                throw new ResultsException(
                        file + ":" + lineNumber + ": not a record of a results file: " + firstLine(damaged)
                                + ". Delete the file and run the tests again",
                        damaged);
            }
            truncated = true;
        }
    }

    private RunContext header(String line) {
        try {
            JsonNode node = Json.MAPPER.readTree(line);
            if (!ResultsWriter.SCHEMA.equals(node.path("schema").asText())) {
                throw new ResultsException(
                        file + ":1: not a results file: its first line names no schema '" + ResultsWriter.SCHEMA + "'");
            }
            String version = node.path("version").asText();
            int major = Integer.parseInt(version.split("\\.", 2)[0]);
            if (major > ResultsWriter.MAJOR) {
                throw new ResultsException(file + ":1: written in version " + version + " of the results format; this"
                        + " plugin reads up to " + ResultsWriter.MAJOR
                        + ".x. Use a perf-maven-plugin as new as perf-junit");
            }
            return new RunContext(
                    node.path("runId").asText(),
                    node.path("module").asText(),
                    Instant.parse(node.path("startedAt").asText()),
                    node.path("pid").asLong(),
                    machine(node));
        } catch (JsonProcessingException | NumberFormatException | DateTimeParseException damaged) {
            throw new ResultsException(file + ":1: not a results file: " + firstLine(damaged), damaged);
        }
    }

    private static MachineFingerprint machine(JsonNode node) {
        List<String> flags = new ArrayList<>();
        node.path("flags").forEach(flag -> flags.add(flag.asText()));
        return new MachineFingerprint(
                node.path("cpu").asText(),
                node.path("cpus").asInt(),
                node.path("memory").asLong(),
                node.path("os").asText(),
                node.path("jvm").asText(),
                flags);
    }

    private static @Nullable CanaryTimes canary(JsonNode node) {
        return node.isObject()
                ? new CanaryTimes(
                        node.path("cpuNanos").asLong(), node.path("memoryNanos").asLong())
                : null;
    }

    private static String firstLine(Exception problem) {
        String message = String.valueOf(problem.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
