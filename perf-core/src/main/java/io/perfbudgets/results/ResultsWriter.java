package io.perfbudgets.results;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.measure.CanaryTimes;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Appends to this JVM's results file. Every record is handed to the operating system before the method returns, so that a
 * JVM killed afterwards loses none. Thread-safe.
 */
public final class ResultsWriter implements AutoCloseable {
    /** Name of the format, on the first line of each file. */
    public static final String SCHEMA = "perf-results";

    /** Readers refuse a file whose major version is above theirs. */
    public static final int MAJOR = 1;

    private static final int MINOR = 0;

    private static final AtomicInteger FILES = new AtomicInteger();

    private final Path file;
    private final OutputStream out;
    private boolean closed;
    private @Nullable CanaryTimes canary;

    private ResultsWriter(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Creates a file of its own for this JVM in {@code folder}, and the folder if it is missing.
     *
     * @throws IOException if it cannot be written
     */
    public static ResultsWriter create(Path folder, RunContext run) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(
                run.pid() + "-" + run.startedAt().toEpochMilli() + "-" + FILES.incrementAndGet() + ".jsonl");
        // Straight to the system call: a channel does far more for each of the many short lines.
        OutputStream out = new FileOutputStream(Files.createFile(file).toFile());
        ResultsWriter writer = new ResultsWriter(file, out);
        writer.line(header(run));
        return writer;
    }

    private static ObjectNode header(RunContext run) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("schema", SCHEMA);
        header.put("version", MAJOR + "." + MINOR);
        header.put("runId", run.runId());
        header.put("module", run.module());
        header.put("startedAt", run.startedAt().toString());
        header.put("pid", run.pid());
        header.put("jvm", run.machine().jvm());
        header.put("os", run.machine().os());
        header.put("cpus", run.machine().cpus());
        header.put("cpu", run.machine().cpu());
        header.put("memory", run.machine().memory());
        ArrayNode flags = header.putArray("flags");
        run.machine().flags().forEach(flags::add);
        return header;
    }

    /** The file that is written. */
    public Path file() {
        return file;
    }

    /** Notes that a test began, so that the test that a killed JVM was in can be named. */
    public void started(String test) throws IOException {
        line(JsonNodeFactory.instance.objectNode().put("started", test));
    }

    /** Appends one finished subject. */
    public void append(ResultRecord result) throws IOException {
        line(RecordJson.write(result));
    }

    /** Has the end of the file tell how fast the machine is; a file that has no end does not tell it. */
    public synchronized void canary(CanaryTimes seen) {
        canary = seen;
    }

    /** Marks the file as complete and closes it; a second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            ObjectNode end = JsonNodeFactory.instance.objectNode().put("end", true);
            if (canary != null) {
                end.putObject("canary").put("cpuNanos", canary.cpuNanos()).put("memoryNanos", canary.memoryNanos());
            }
            line(end);
            closed = true;
            out.close();
        }
    }

    private synchronized void line(ObjectNode node) throws IOException {
        if (closed) {
            throw new IOException(file + " is closed");
        }
        // One write call for the whole line: a kill leaves at most the last line short.
        out.write((JsonText.of(node) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
