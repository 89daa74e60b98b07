package io.perfbudgets.probe.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process and all that came of it. Children are known from looking at the tree while they have a parent in it; on Linux
 * those whose parent has gone before are found by an environment variable that they inherited. Thread-safe.
 */
final class ProcessTree {
    /** Inherited by everything that a probed process starts. */
    static final String MARK = "PERF_PROBE_ID";

    private final ProcessHandle root;
    private final String mark;
    private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = mark;
        known.add(root);
    }

    /** The members that are alive. A handle is also told by its start, so a process id that is used again is no member. */
    List<ProcessHandle> members() {
        root.descendants().forEach(known::add);
        known.removeIf(member -> !member.isAlive());
        return List.copyOf(known);
    }

    /** Asks every member to end, and after {@code grace} forces those that have not. */
    void end(Duration grace) {
        List<ProcessHandle> asked = members();
        root.destroy();
        await(grace);
        asked.forEach(ProcessHandle::destroy);
        await(Duration.ofMillis(200));
        Stream.concat(members().stream(), strays()).forEach(ProcessHandle::destroyForcibly);
        await(Duration.ofSeconds(5));
    }

    private void await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        for (ProcessHandle member : members()) {
            try {
                member.onExit().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException still) {
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Stream<ProcessHandle> strays() {
        byte[] wanted = (MARK + "=" + mark).getBytes(StandardCharsets.US_ASCII);
        if (!Files.isReadable(Path.of("/proc/self/environ"))) {
            return Stream.empty();
        }
        return ProcessHandle.allProcesses().filter(process -> holds(process.pid(), wanted));
    }

    private static boolean holds(long pid, byte[] wanted) {
        try {
            String environment = new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + new String(wanted, StandardCharsets.ISO_8859_1) + "\0");
        } catch (IOException gone) {
            return false;
        }
    }
}
