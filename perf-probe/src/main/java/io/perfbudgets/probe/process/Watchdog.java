package io.perfbudgets.probe.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small JVM of its own that ends what the probe has started when the probe is gone, even killed: its standard input ends
 * then. It reads a line for each process: {@code + PID MARK} when one was started, {@code - PID} when it has ended. Uses
 * nothing but the JDK.
 */
public final class Watchdog implements AutoCloseable {
    private final Process process;

    private Watchdog(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it listens; empty if this JVM cannot start another. */
    static Optional<Watchdog> start() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            String classes = Path.of(Watchdog.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            Process process = new ProcessBuilder(List.of(
                            java,
                            "-Xmx16m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classes,
                            Watchdog.class.getName()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.getInputStream().read() < 0 ? Optional.empty() : Optional.of(new Watchdog(process));
        } catch (IOException | URISyntaxException none) {
            return Optional.empty();
        }
    }

    void watch(long pid, String mark) {
        tell("+ " + pid + " " + mark);
    }

    void release(long pid) {
        tell("- " + pid);
    }

    private synchronized void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException dead) {
            // The shutdown hook is left.
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
    }

    /** The watchdog itself. */
    public static void main(String[] args) throws IOException {
        Map<Long, ProcessTree> watched = new LinkedHashMap<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        System.out.write('\n');
        System.out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            long pid = Long.parseLong(words[1]);
            if (words[0].equals("+")) {
                ProcessHandle.of(pid).ifPresent(root -> watched.put(pid, new ProcessTree(root, words[2])));
            } else {
                watched.remove(pid);
            }
        }
        watched.values().forEach(tree -> tree.end(java.time.Duration.ofSeconds(2)));
    }
}
