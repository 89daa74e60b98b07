package io.perfbudgets.results;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the build hands to its test JVMs: a small file in the module's build folder. A file rather than JVM arguments, so
 * that no {@code argLine} is touched and forks, IDEs and custom launchers all find it the same way.
 *
 * @param runId names the build
 * @param module the module's artifactId
 * @param results the folder for results files
 * @param budgetFiles the budget files in force, nearest first
 * @param sabotaged whether the tests are to break their budgets, to prove that these can be broken; only in a process that
 *     comes from the one that asked for it
 */
public record PreparedRun(String runId, String module, Path results, List<Path> budgetFiles, boolean sabotaged) {
    /** Names the file directly; for launchers whose class path and working folder do not lead to it. */
    public static final String PROPERTY = "perf.run";

    private static final Path IN_BUILD_FOLDER = Path.of("perf", "run.properties");
    private static final Path BESIDE_IT = Path.of("prove", "run.properties");
    private static final String SABOTAGED_BY = "sabotagedBy";

    public PreparedRun {
        budgetFiles = List.copyOf(budgetFiles);
    }

    /** One that leaves tests as they are. */
    public PreparedRun(String runId, String module, Path results, List<Path> budgetFiles) {
        this(runId, module, results, budgetFiles, false);
    }

    /**
     * Writes it into a module's build folder, {@code target}.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path buildFolder) throws IOException {
        store(properties(), file(buildFolder));
    }

    /**
     * Writes it beside the one that {@link #write} writes, as one whose tests are sabotaged. It takes the place of that in
     * every process that comes from {@code process}, and in no other.
     *
     * @param process the one that asks for it, as {@link ProvingProcess#current} has named it
     * @throws IOException if it cannot be written
     */
    public void writeSabotaged(Path buildFolder, String process) throws IOException {
        Properties properties = properties();
        properties.setProperty(SABOTAGED_BY, process);
        store(properties, sabotagedFile(buildFolder));
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("runId", runId);
        properties.setProperty("module", module);
        properties.setProperty("results", results.toAbsolutePath().toString());
        properties.setProperty(
                "budgets",
                budgetFiles.stream()
                        .map(file -> file.toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)));
        return properties;
    }

    private static void store(Properties properties, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(out, "Written by perf-maven-plugin for the test JVMs of one build");
        }
    }

    /**
     * Finds what a build has prepared for this JVM: the file that {@value #PROPERTY} names, else the one beside a folder
     * on the class path ({@code target/test-classes}), else in {@code target} of the working folder.
     *
     * @return empty if no build has prepared this JVM
     */
    public static Optional<PreparedRun> find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Optional.of(sabotaged(Path.of(named)).orElseGet(() -> read(Path.of(named))));
        }
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            Path besideClasses = entry.isEmpty() || entry.endsWith(".jar")
                    ? null
                    : Path.of(entry).toAbsolutePath().getParent();
            Optional<PreparedRun> found = besideClasses == null ? Optional.empty() : preparedIn(besideClasses);
            if (found.isPresent()) {
                return found;
            }
        }
        return preparedIn(
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target"));
    }

    private static Optional<PreparedRun> preparedIn(Path buildFolder) {
        Optional<PreparedRun> sabotaged = sabotaged(file(buildFolder));
        return sabotaged.isPresent() ? sabotaged : in(buildFolder);
    }

    /** What takes the place of {@code file} in this process, if anything does. */
    private static Optional<PreparedRun> sabotaged(Path file) {
        Path beside = file.toAbsolutePath().resolveSibling(BESIDE_IT);
        return Files.isRegularFile(beside)
                ? Optional.of(read(beside)).filter(PreparedRun::sabotaged)
                : Optional.empty();
    }

    /** The file that {@link #writeSabotaged} writes. */
    public static Path sabotagedFile(Path buildFolder) {
        return file(buildFolder).resolveSibling(BESIDE_IT);
    }

    /** The file that {@link #write} writes. */
    public static Path file(Path buildFolder) {
        return buildFolder.resolve(IN_BUILD_FOLDER);
    }

    /**
     * What {@link #write} put into a module's build folder.
     *
     * @return empty if nothing did
     */
    public static Optional<PreparedRun> in(Path buildFolder) {
        Path file = file(buildFolder);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /**
     * Takes it out of a module's build folder, so that test JVMs find nothing prepared.
     *
     * @throws IOException if it cannot be deleted
     */
    public static void remove(Path buildFolder) throws IOException {
        Files.deleteIfExists(file(buildFolder));
    }

    private static PreparedRun read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new ResultsException("Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
        String budgets = properties.getProperty("budgets", "");
        return new PreparedRun(
                properties.getProperty("runId", ""),
                properties.getProperty("module", ""),
                Path.of(properties.getProperty("results", "target/perf/results")),
                budgets.isEmpty()
                        ? List.of()
                        : Arrays.stream(budgets.split(File.pathSeparator))
                                .map(Path::of)
                                .toList(),
                ProvingProcess.isAround(properties.getProperty(SABOTAGED_BY, "")));
    }
}
