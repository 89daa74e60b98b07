package io.perfbudgets.maven.imports;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.PaceRecorder;
import io.perfbudgets.measure.SubjectRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What load engines have recorded, by subject. Memory is bounded by the number of subjects, not by the size of the files.
 * Not thread-safe.
 */
public final class Imported {
    /** More different names are ids in names. */
    static final int MOST_NAMES = 5_000;

    private static final long MILLI = 1_000_000;

    private final Names names;
    private final long histogramUnit;
    private final OptionalLong requests;
    private final Map<Subject, Gathered> gathered = new LinkedHashMap<>();
    private final Map<String, Subject> known = new LinkedHashMap<>();
    private String engines = "";

    /**
     * Nothing yet.
     *
     * @param names tells whose a request is
     * @param histogramUnit nanoseconds in what a histogram log counts by
     * @param requests how many requests a file of percentiles is of that does not say; empty if that is not known
     */
    public Imported(Names names, long histogramUnit, OptionalLong requests) {
        this.names = names;
        this.histogramUnit = histogramUnit;
        this.requests = requests;
    }

    /** Of one subject. */
    private static final class Gathered {
        private final String engine;
        private final boolean tellsFailures;
        private final long first;
        private final PaceRecorder pace;
        private final Latencies latencies = new Latencies();
        private final Histogram unordered = new Histogram(3);
        private long count;
        private long failed;
        private long last;
        private @Nullable Summary summary;

        Gathered(Format format, long first) {
            this.engine = format.engine();
            this.tellsFailures = format.tellsFailures();
            this.first = first;
            this.last = first;
            this.pace = new PaceRecorder(first * MILLI);
        }

        void addCount(long nanos, long times) {
            count += times;
            unordered.recordValueWithCount(nanos, times);
        }

        void add(long nanos, boolean isFailed, long endMillis) {
            count++;
            last = Math.max(last, endMillis);
            if (isFailed) {
                failed++;
            } else if (tellsFailures) {
                latencies.add(nanos);
                pace.add(endMillis * MILLI);
            } else {
                unordered.recordValue(nanos);
            }
        }

        void add(Summary more) {
            count += more.requests();
            summary = summary == null ? more : summary.plus(more);
        }

        Measurement measurement(Subject subject) {
            SubjectRecorder recorder = new SubjectRecorder(subject, "", Instant.ofEpochMilli(first));
            if (summary != null) {
                recorder.addUnits(count, summary.failed().orElse(0), new Latencies());
                recorder.addPercentiles(summary.successes());
                summary.load(engine).ifPresent(recorder::addLoad);
            } else if (tellsFailures) {
                recorder.addUnits(count, failed, latencies);
                recorder.addLoad(new LoadRun(
                        engine, count, failed, pace.pace(Math.max(last, first + 1) * MILLI), 0, 0, List.of()));
            } else {
                recorder.addUnits(count, 0, new Latencies(unordered, new long[0]));
            }
            return recorder.measurement();
        }
    }

    /**
     * Reads a file of any of the formats.
     *
     * @param name what its requests are called if the file does not say; empty if that is not known
     * @throws ImportException if it is none, or is damaged; the message names the line
     */
    public void read(Path file, String name) throws IOException, ImportException {
        try (TextLines lines = new TextLines(file)) {
            @Nullable String first = lines.next();
            if (first == null) {
                throw new ImportException(file, "is empty");
            }
            Optional<Format> format = Format.of(first);
            if (format.isEmpty()) {
                throw new ImportException(file, Format.refused(first));
            }
            if (!format.get().tellsNames() && name.isEmpty()) {
                throw new ImportException(
                        file,
                        format.get().engine() + " does not say what was requested: add -Dperf.name=\"GET /api/games\"");
            }
            engines = format.get().engine();
            long before = count();
            format.get().read(first, lines, new Into(format.get(), name, file));
            if (count() == before) {
                throw new ImportException(file, "holds no request");
            }
        }
    }

    /** Takes in what one file holds; {@code name} is whose it is where it does not say. */
    private final class Into implements Samples {
        private final Format format;
        private final String name;
        private final long written;

        Into(Format format, String name, Path file) throws IOException {
            this.format = format;
            this.name = name;
            this.written = Files.getLastModifiedTime(file).toMillis();
        }

        @Override
        public String add(String called, long nanos, boolean failed, long endMillis) {
            return to(called, endMillis - nanos / MILLI, of -> of.add(nanos, failed, endMillis));
        }

        @Override
        public String addCount(String called, long nanos, long times, long endMillis) {
            return to(called, endMillis == 0 ? written : endMillis, of -> of.addCount(nanos, times));
        }

        @Override
        public String addSummary(String called, Summary summary) {
            return to(called, written, of -> of.add(summary));
        }

        @Override
        public boolean isNamed() {
            return !name.isEmpty();
        }

        @Override
        public OptionalLong requests() {
            return requests;
        }

        @Override
        public long histogramUnit() {
            return histogramUnit;
        }

        private String to(String called, long startMillis, Consumer<Gathered> add) {
            String effective = called.isEmpty() ? name : called;
            return effective.isEmpty()
                    ? "it does not say what was requested: add -Dperf.name=\"GET /api/games\""
                    : Imported.this.to(format, effective, startMillis, add);
        }
    }

    private String to(Format format, String name, long startMillis, Consumer<Gathered> add) {
        Subject subject = known.get(name);
        if (subject == null) {
            if (known.size() == MOST_NAMES) {
                return "more than " + MOST_NAMES + " different names: give the requests names without ids in the load"
                        + " script, or map them with perf.map";
            }
            subject = names.subject(name);
            known.put(name, subject);
        }
        Gathered of = gathered.computeIfAbsent(subject, key -> new Gathered(format, startMillis));
        if (!of.engine.equals(format.engine())) {
            return "it is of " + format.engine() + ", and " + subject.name() + " was read of " + of.engine
                    + " already: import one engine's files at a time";
        }
        add.accept(of);
        return "";
    }

    private long count() {
        return gathered.values().stream().mapToLong(each -> each.count).sum();
    }

    /** The engine that wrote the last file. */
    public String engine() {
        return engines;
    }

    /** When the first request began; where the files do not tell, when the first of them was written. */
    public Instant startedAt() {
        return Instant.ofEpochMilli(
                gathered.values().stream().mapToLong(each -> each.first).min().orElse(0));
    }

    /** What was gathered of each subject. */
    public List<Measurement> measurements() {
        return gathered.entrySet().stream()
                .map(each -> each.getValue().measurement(each.getKey()))
                .toList();
    }
}
