package io.perfbudgets.junit.profile;

import io.perfbudgets.junit.jdbc.NotApplication;
import io.perfbudgets.measure.Profile;
import io.perfbudgets.measure.Profile.Hot;
import io.perfbudgets.measure.Profile.Kind;
import io.perfbudgets.measure.Profile.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Reads the stacks of a recording and sums equal ones up. */
final class RecordedStacks {
    private static final int MOST_STACKS = 2_000;
    private static final int MOST_HOT = 5;
    private static final double LEAST_SHARE = 0.01;
    private static final String OURS = "io.perfbudgets.junit.";

    private final Map<Kind, Map<List<String>, Long>> weights = new LinkedHashMap<>();
    private final Map<Kind, Map<Place, Long>> places = new LinkedHashMap<>();

    private RecordedStacks() {}

    private record Place(String frame, String leaf) {}

    /**
     * All that {@code file} holds.
     *
     * @param shown its name for people
     */
    static Profile of(Path file, String shown) throws IOException {
        RecordedStacks stacks = new RecordedStacks();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                stacks.add(recording.readEvent());
            }
        }
        return new Profile(shown, stacks.hot(), stacks.all());
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> add(Kind.CPU, event.getStackTrace(), 1, Optional.empty());
            case "jdk.ObjectAllocationSample" ->
                add(
                        Kind.ALLOCATION,
                        event.getStackTrace(),
                        event.getLong("weight"),
                        Optional.of(readable(event.getClass("objectClass"))));
            case "jdk.JavaMonitorEnter" ->
                add(Kind.LOCK, event.getStackTrace(), event.getDuration().toNanos(), Optional.empty());
            case "jdk.ThreadPark" -> {
                if (isLock(event.getClass("parkedClass"))) {
                    add(Kind.LOCK, event.getStackTrace(), event.getDuration().toNanos(), Optional.empty());
                }
            }
            default -> {}
        }
    }

    /** A thread that has nothing to do is parked too, and waits for no lock. */
    private static boolean isLock(RecordedClass parkedOn) {
        return parkedOn != null
                && (parkedOn.getName().startsWith("java.util.concurrent.locks.ReentrantLock$")
                        || parkedOn.getName().startsWith("java.util.concurrent.locks.ReentrantReadWriteLock$"));
    }

    private static String readable(RecordedClass type) {
        if (type == null) {
            return "unknown";
        }
        String name = type.getName();
        return switch (name) {
            case "[B" -> "byte[]";
            case "[C" -> "char[]";
            case "[I" -> "int[]";
            case "[J" -> "long[]";
            default -> name.startsWith("[L") ? name.substring(2, name.length() - 1) + "[]" : name;
        };
    }

    private void add(Kind kind, RecordedStackTrace trace, long weight, Optional<String> allocated) {
        if (trace == null || trace.getFrames().isEmpty()) {
            return;
        }
        List<String> frames = new ArrayList<>();
        String application = "";
        for (RecordedFrame frame : trace.getFrames()) {
            RecordedMethod method = frame.getMethod();
            if (method == null || method.getType() == null) {
                continue;
            }
            String type = method.getType().getName();
            if (type.startsWith(OURS + "extension.") || type.startsWith(OURS + "memory.PeakWatch")) {
                if (application.isEmpty()) {
                    return; // our own work
                }
            }
            String text = text(frame);
            frames.add(text);
            if (application.isEmpty() && !NotApplication.is(type)) {
                application = text;
            }
        }
        if (frames.isEmpty()) {
            return;
        }
        String leaf = allocated.orElse(frames.get(0));
        Place place = new Place(application.isEmpty() ? frames.get(0) : application, leaf);
        places.computeIfAbsent(kind, each -> new LinkedHashMap<>()).merge(place, weight, Long::sum);
        Collections.reverse(frames);
        allocated.ifPresent(frames::add);
        weights.computeIfAbsent(kind, each -> new LinkedHashMap<>()).merge(List.copyOf(frames), weight, Long::sum);
    }

    /** {@code com.acme.Export.render(Export.java:57)}, as a stack trace has it. */
    static String text(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        int line = frame.getLineNumber();
        String outer = type.substring(type.lastIndexOf('.') + 1).replaceAll("[$/].*", "");
        return type + "." + frame.getMethod().getName() + "(" + outer + ".java" + (line > 0 ? ":" + line : "") + ")";
    }

    private List<Hot> hot() {
        List<Hot> hot = new ArrayList<>();
        places.forEach((kind, found) -> {
            double all = found.values().stream().mapToLong(Long::longValue).sum();
            found.entrySet().stream()
                    .sorted(Map.Entry.<Place, Long>comparingByValue().reversed())
                    .limit(MOST_HOT)
                    .filter(each -> each.getValue() / all >= LEAST_SHARE)
                    .forEach(each -> hot.add(
                            new Hot(kind, each.getKey().frame(), each.getKey().leaf(), each.getValue() / all)));
        });
        return hot;
    }

    private List<Stack> all() {
        List<Stack> stacks = new ArrayList<>();
        weights.forEach(
                (kind, found) -> found.forEach((frames, weight) -> stacks.add(new Stack(kind, frames, weight))));
        stacks.sort(Comparator.comparing(Stack::kind)
                .thenComparing(Comparator.comparingLong(Stack::weight).reversed()));
        return stacks.size() > MOST_STACKS ? stacks.subList(0, MOST_STACKS) : stacks;
    }
}
