package io.perfbudgets.benchmarks.driving;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a JVM of its own, so that no two things that are measured share compiled code. Stateless. */
final class Jvm {
    /** Begins the line in which the class prints its figure. */
    static final String FIGURE = "figure ";

    private Jvm() {}

    /** What the class printed as its figures, and how long the JVM took from start to end, nanoseconds. */
    record Ran(List<Double> figures, long nanos) {
        double figure() {
            return figures.get(0);
        }
    }

    static Ran run(Path folder, List<Path> classes, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC", // its threads do not compete with the measured ones
                "-classpath"));
        StringBuilder path = new StringBuilder();
        classes.forEach(each -> path.append(each).append(File.pathSeparator));
        command.add(path + System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        long begun = System.nanoTime();
        Process jvm = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        StringBuilder all = new StringBuilder();
        List<Double> figures = new ArrayList<>();
        try (BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(FIGURE)) {
                    for (String figure : line.substring(FIGURE.length()).split(" ", -1)) {
                        figures.add(Double.parseDouble(figure));
                    }
                }
                all.append(line).append('\n');
            }
        }
        int exit = jvm.waitFor();
        if (exit != 0 || figures.isEmpty()) {
            throw new IOException(
                    main.getName() + " " + List.of(arguments) + " ended with exit code " + exit + ":\n" + all);
        }
        return new Ran(figures, System.nanoTime() - begun);
    }
}
