package io.perfbudgets.probe.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks another JVM by {@code jcmd} of the JDK that runs this one, which must not be older. */
final class Jcmd {
    private static final int SECONDS = 30;

    private Jcmd() {}

    /** What {@code jvm} answers to {@code command}; empty if this JDK has no {@code jcmd}, or it does not come through. */
    static Optional<String> ask(ProcessHandle jvm, String command) throws InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        List<String> words =
                List.of(program, "-J-XX:TieredStopAtLevel=1", "-J-Xmx64m", Long.toString(jvm.pid()), command);
        try {
            Path out = Files.createTempFile("perf-probe", ".jcmd");
            try {
                Process process = new ProcessBuilder(words)
                        .redirectOutput(out.toFile())
                        .redirectErrorStream(true)
                        .start();
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return process.exitValue() == 0
                        ? Optional.of(Files.readString(out, StandardCharsets.UTF_8))
                        : Optional.empty();
            } finally {
                Files.deleteIfExists(out);
            }
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
