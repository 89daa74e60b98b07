package io.perfbudgets.probe.process;

import io.perfbudgets.budget.ProcessPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Starts the application that a plan declares, as often as asked. What it has started ends when it is closed, when this JVM
 * ends (Ctrl-C included), and by a {@link Watchdog} when this JVM is killed. Thread-safe.
 */
public final class Launcher implements AutoCloseable {
    private final ProcessPlan plan;
    private final Path directory;
    private final Path outputs;
    private final Map<String, String> environment;
    private final Optional<Watchdog> watchdog = Watchdog.start();
    private final java.util.Set<StartedProcess> running = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::endAll, "perf-probe-end");
    private int starts;

    /**
     * @param plan what is started
     * @param directory the module's folder, which the plan's is relative to
     * @param outputs the folder for the output of each start
     * @param environment what <code>${env:NAME}</code> refers to
     */
    public Launcher(ProcessPlan plan, Path directory, Path outputs, Map<String, String> environment) {
        this.plan = plan;
        this.directory = directory.resolve(plan.directory()).toAbsolutePath().normalize();
        this.outputs = outputs;
        this.environment = Map.copyOf(environment);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts it once more, on a port that is free.
     *
     * @throws ProbeException if there is no such program or it may not be run
     */
    public synchronized StartedProcess start() {
        Placeholders placeholders = new Placeholders(Optional.of(FreePort.find()), environment);
        List<String> command = plan.command().stream()
                .map(placeholders::fill)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        Path output = outputs.resolve(plan.name().replace(' ', '-') + "-" + ++starts + ".log");
        String mark = UUID.randomUUID().toString();
        String url = placeholders.fill(plan.url());
        if (FreePort.isTaken(URI.create(url))) {
            // Whatever it is, it would answer the ready check in the application's place.
            throw new ProbeException("Something else listens at " + url + " already, so the application cannot be"
                    + " started there. End it, or let the probe find a free port: write ${port} in process.url and in the"
                    + " command or environment");
        }
        if (!Files.isDirectory(directory)) {
            throw new ProbeException("process.directory: there is no folder " + directory);
        }
        program(command.get(0)).ifPresent(absolute -> command.set(0, absolute));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        plan.environment().forEach((name, value) -> builder.environment().put(name, placeholders.fill(value)));
        builder.environment().put(ProcessTree.MARK, mark);
        try {
            Files.createDirectories(outputs);
            builder.redirectOutput(output.toFile()).redirectInput(ProcessBuilder.Redirect.from(nothing()));
            long began = System.nanoTime();
            Process process = builder.start();
            watchdog.ifPresent(watching -> watching.watch(process.pid(), mark));
            StartedProcess started = new StartedProcess(
                    process,
                    new ProcessTree(process.toHandle(), mark),
                    new OutputFile(output),
                    placeholders,
                    began,
                    this::ended);
            running.add(started);
            return started;
        } catch (IOException failed) {
            throw new ProbeException("process.command cannot be started: " + String.join(" ", command) + "\n  "
                    + failed.getMessage()
                    + "\n  Is the program installed and on the PATH, and was the application built"
                    + " before? The command runs in " + directory);
        }
    }

    /**
     * A program that is named by a path is looked for in the working folder. {@code java} is the one that runs this probe, as
     * for a build's tests: it need not be on the PATH, and is no other than the build compiled for.
     */
    private Optional<String> program(String name) {
        if (name.equals("java")) {
            return Optional.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString());
        }
        Path path = directory.resolve(name);
        return name.contains("/") && Files.isRegularFile(path) ? Optional.of(path.toString()) : Optional.empty();
    }

    private static java.io.File nothing() {
        return Stream.of("/dev/null", "NUL")
                .map(java.io.File::new)
                .filter(java.io.File::exists)
                .findFirst()
                .orElse(new java.io.File("NUL"));
    }

    private void ended(StartedProcess process) {
        running.remove(process);
        watchdog.ifPresent(watching -> watching.release(process.pid()));
    }

    private void endAll() {
        running.forEach(StartedProcess::close);
    }

    @Override
    public void close() {
        endAll();
        watchdog.ifPresent(Watchdog::close);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook does the same.
        }
    }
}
