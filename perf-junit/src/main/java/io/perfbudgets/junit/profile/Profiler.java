package io.perfbudgets.junit.profile;

import io.perfbudgets.measure.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** Records what runs with Java Flight Recorder: execution, allocation and lock samples. */
public final class Profiler implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    private static final AtomicBoolean TOLD = new AtomicBoolean();
    private static final int LONGEST_NAME = 120;

    private final Recording recording;

    private Profiler(Recording recording) {
        this.recording = recording;
    }

    /** Begins to record; empty where this JVM cannot, which is told once. */
    public static Optional<Profiler> begin() {
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            tell("this JDK has no module jdk.jfr");
            return Optional.empty();
        }
        return Jfr.begin();
    }

    private static void tell(String why) {
        if (TOLD.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.WARNING, "Nothing is profiled: " + why);
        }
    }

    /** Apart, so that a JDK without Flight Recorder never loads its classes. */
    private static final class Jfr {
        static Optional<Profiler> begin() {
            if (!FlightRecorder.isAvailable()) {
                tell("Flight Recorder is switched off in this JVM");
                return Optional.empty();
            }
            try {
                Recording recording = new Recording();
                recording.setName("perf budgets");
                recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
                recording
                        .enable("jdk.ObjectAllocationSample")
                        .with("throttle", "1000/s")
                        .withStackTrace();
                recording
                        .enable("jdk.JavaMonitorEnter")
                        .withThreshold(Duration.ofMillis(1))
                        .withStackTrace();
                recording
                        .enable("jdk.ThreadPark")
                        .withThreshold(Duration.ofMillis(1))
                        .withStackTrace();
                recording.start();
                return Optional.of(new Profiler(recording));
            } catch (IllegalStateException | SecurityException broken) {
                tell(String.valueOf(broken.getMessage()));
                return Optional.empty();
            }
        }
    }

    /**
     * Ends the recording.
     *
     * @param folder where it is kept
     * @param subject whose it is; names the file
     */
    public Profile end(Path folder, String subject) throws IOException {
        recording.stop();
        Files.createDirectories(folder);
        Path file = folder.resolve(fileName(subject));
        recording.dump(file);
        Path here = Path.of("").toAbsolutePath();
        Path shown = file.toAbsolutePath().startsWith(here) ? here.relativize(file.toAbsolutePath()) : file;
        return RecordedStacks.of(file, shown.toString());
    }

    /** A name that stays in its folder whatever the subject is called, and that two subjects do not share. */
    static String fileName(String subject) {
        String plain = subject.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._-]+", "");
        String name = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
        return !name.isEmpty() && name.equals(subject)
                ? name + ".jfr"
                : String.format(Locale.ROOT, "%s-%08x.jfr", name.isEmpty() ? "profile" : name, subject.hashCode());
    }

    @Override
    public void close() {
        recording.close();
    }
}
