package io.perfbudgets.junit.profile;

import io.perfbudgets.junit.jdbc.NotApplication;
import io.perfbudgets.junit.unit.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Records with Java Flight Recorder where threads are started. Stateless. */
public final class ThreadStarts {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");

    private ThreadStarts() {}

    /**
     * Runs {@code body} and says which line of the application started which thread, by its id; nothing where nothing is to be
     * profiled or the JDK cannot.
     *
     * @throws Throwable what the body throws
     */
    public static Map<Long, String> during(Units.Body body) throws Throwable {
        boolean recorded = ProfileMode.configured() != ProfileMode.NEVER
                && ModuleLayer.boot().findModule("jdk.jfr").isPresent();
        if (!recorded) {
            body.run();
            return Map.of();
        }
        return Jfr.during(body);
    }

    /** Apart, so that a JDK without Flight Recorder never loads its classes. */
    private static final class Jfr {
        static Map<Long, String> during(Units.Body body) throws Throwable {
            if (!FlightRecorder.isAvailable()) {
                body.run();
                return Map.of();
            }
            try (Recording recording = new Recording()) {
                recording.enable("jdk.ThreadStart").withStackTrace();
                recording.start();
                body.run();
                recording.stop();
                return read(recording);
            }
        }

        private static Map<Long, String> read(Recording recording) {
            Map<Long, String> sites = new HashMap<>();
            try {
                Path file = Files.createTempFile("perf-threads", ".jfr");
                try {
                    recording.dump(file);
                    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                        site(event)
                                .ifPresent(site ->
                                        sites.put(event.getThread("thread").getJavaThreadId(), site));
                    }
                } finally {
                    Files.delete(file);
                }
            } catch (IOException unwritable) {
                LOG.log(System.Logger.Level.INFO, "It is not known where threads were started", unwritable);
            }
            return sites;
        }

        private static Optional<String> site(RecordedEvent event) {
            if (event.getStackTrace() == null || event.getThread("thread") == null) {
                return Optional.empty();
            }
            return event.getStackTrace().getFrames().stream()
                    .filter(RecordedFrame::isJavaFrame)
                    .filter(frame ->
                            !NotApplication.is(frame.getMethod().getType().getName()))
                    .findFirst()
                    .map(RecordedStacks::text);
        }
    }
}
