package io.perfbudgets.maven.against;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs Maven as the build that asks for it runs.
 *
 * @param mavenHome its installation
 * @param arguments what every build is given: settings, local repository, profiles, properties
 */
public record MavenBuild(Path mavenHome, List<String> arguments) {
    public MavenBuild {
        arguments = List.copyOf(arguments);
    }

    /** Starts a build of {@code folder} that writes what it says to {@code log}. */
    public Process start(Path folder, Path log, List<String> more) throws AgainstException {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> command = new ArrayList<>();
        command.add(
                mavenHome.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
        command.addAll(List.of("--batch-mode", "--no-transfer-progress"));
        command.addAll(arguments);
        command.addAll(more);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder build = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            build.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = build.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException failure) {
            throw new AgainstException("Maven cannot be run: " + failure.getMessage(), failure);
        }
    }

    /** Ends a build with all that it has started. */
    public static void stop(Process build) {
        build.descendants().forEach(ProcessHandle::destroyForcibly);
        build.destroyForcibly();
    }

    /** Forgets what was to be done at the end of this JVM, unless it ends already. */
    public static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM is going down, and the hook is at work or has done it.
        }
    }

    /** Whether a build that was told to go on in spite of them had tests that failed. */
    public static boolean hadTestFailures(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains("There are test failures"));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
