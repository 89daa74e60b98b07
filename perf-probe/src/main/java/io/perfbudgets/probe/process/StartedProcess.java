package io.perfbudgets.probe.process;

import io.perfbudgets.budget.ProcessPlan.ReadyCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One start of an application. Thread-safe. */
public final class StartedProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 5;

    private final Process process;
    private final ProcessTree tree;
    private final OutputFile output;
    private final Placeholders placeholders;
    private final long began;
    private final Consumer<StartedProcess> onEnd;
    private final AtomicBoolean closed = new AtomicBoolean();

    StartedProcess(
            Process process,
            ProcessTree tree,
            OutputFile output,
            Placeholders placeholders,
            long began,
            Consumer<StartedProcess> onEnd) {
        this.process = process;
        this.tree = tree;
        this.output = output;
        this.placeholders = placeholders;
        this.began = began;
        this.onEnd = onEnd;
    }

    /** What its texts are filled in with. */
    public Placeholders placeholders() {
        return placeholders;
    }

    long pid() {
        return process.pid();
    }

    /** It and its children, as far as they are alive. */
    public List<ProcessHandle> members() {
        return tree.members();
    }

    /**
     * Waits until it is ready.
     *
     * @param check when that is
     * @param url the application's address, filled in
     * @return nanoseconds from its start to the first successful check
     * @throws ProbeException if it ends before, or is not ready in time; the message holds its last lines of output
     */
    public long awaitReady(ReadyCheck check, String url, ReadyProbe probe) throws InterruptedException {
        long deadline = began + check.within();
        Optional<Pattern> log = check.log().map(Pattern::compile);
        String last = "nothing was asked yet";
        while (System.nanoTime() < deadline) {
            Optional<String> refusal =
                    log.isPresent() ? looked(log.get()) : probe.ask(url + check.path(), check.status(), deadline);
            long now = System.nanoTime();
            if (refusal.isEmpty()) {
                // What answers may be another process that has the port.
                if (process.isAlive()) {
                    return now - began;
                }
                throw new ProbeException(
                        "Something answers at " + url + ", but it is not the process that was started: " + ended()
                                + "\n  Is the port taken by another one? " + output.tail());
            }
            last = refusal.get();
            if (!process.isAlive()) {
                throw new ProbeException("The process ended before it was ready: " + ended() + "\n  " + output.tail());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        String asked = check.log()
                .map(text -> "a line of output with " + text)
                .orElse("GET " + url + check.path() + " with status " + check.status());
        throw new ProbeException(
                "The process was not ready within " + io.perfbudgets.budget.Amount.nanos(check.within())
                        + " (process.ready: " + asked + "); at last: " + last + "\n  " + output.tail());
    }

    private Optional<String> looked(Pattern log) {
        return output.has(log) ? Optional.empty() : Optional.of("no such line");
    }

    /** Why nothing more can be asked of it; empty while it runs. */
    public Optional<String> death() {
        return process.isAlive() ? Optional.empty() : Optional.of("the process ended: " + ended());
    }

    /** Its last lines of output, for a message. */
    public String tail() {
        return output.tail();
    }

    private String ended() {
        int status = process.exitValue();
        return "exit status " + status + (status > 128 && status < 160 ? " (signal " + (status - 128) + ")" : "");
    }

    /** Ends it and its children, by force if they do not end by themselves within ten seconds. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            tree.end(GRACE);
            onEnd.accept(this);
        }
    }
}
