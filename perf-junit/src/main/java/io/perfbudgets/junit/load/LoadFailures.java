package io.perfbudgets.junit.load;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.FailureKind;
import io.perfbudgets.measure.LoadRun;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The failures of a load by kind, the first of each kind kept whole. Not thread-safe. */
final class LoadFailures {
    private static final int MOST_FRAMES = 30;

    private final String testClass;
    private final Map<String, Counted> kinds = new LinkedHashMap<>();
    private long count;

    private static final class Counted {
        private final Throwable first;
        private long count;

        Counted(Throwable first) {
            this.first = first;
        }
    }

    /** @param test where a failure is located if it passes through its class */
    LoadFailures(Subject test) {
        this.testClass = test.name().substring(0, Math.max(0, test.name().lastIndexOf('.')));
    }

    void add(Throwable failure) {
        add(kind(failure), failure, 1);
    }

    void addAll(LoadFailures other) {
        other.kinds.forEach((kind, counted) -> add(kind, counted.first, counted.count));
    }

    private void add(String kind, Throwable failure, long more) {
        count += more;
        boolean known = kinds.containsKey(kind) || kinds.size() < LoadRun.MOST_KINDS;
        kinds.computeIfAbsent(known ? kind : "(further kinds)", ignored -> new Counted(failure)).count += more;
    }

    long count() {
        return count;
    }

    /** The first failure of each kind, the most frequent kind first. */
    List<Throwable> first() {
        return kinds.values().stream()
                .sorted((a, b) -> Long.compare(b.count, a.count))
                .map(counted -> counted.first)
                .toList();
    }

    List<FailureKind> kinds() {
        return LoadRun.byKind(kinds.entrySet().stream()
                .map(entry -> new FailureKind(entry.getKey(), entry.getValue().count, trace(entry.getValue().first)))
                .toList());
    }

    /** By its class and by the line of the test that it came from; a message varies and may hold data. */
    private String kind(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        String place = Arrays.stream(frames)
                .filter(frame -> frame.getClassName().startsWith(testClass))
                .findFirst()
                .or(() -> Arrays.stream(frames).findFirst())
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
        return place.isEmpty()
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName() + place;
    }

    private static String trace(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .limit(MOST_FRAMES)
                .map(frame -> "at " + frame)
                .collect(Collectors.joining("\n"));
    }
}
