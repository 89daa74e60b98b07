package io.perfbudgets.probe.load;

import io.perfbudgets.budget.LoadRequest;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.FailureKind;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.PaceRecorder;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How the requests of one kind were answered. Written by one thread, read by any. */
public final class Answers {
    private final Subject subject;
    private final LoadRequest request;
    private final SubjectRecorder recorder;
    private @Nullable PaceRecorder pace;
    private long timedRequests;
    private long timedFailed;
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong largest = new AtomicLong();

    Answers(Subject subject, LoadRequest request) {
        this.subject = subject;
        this.request = request;
        this.recorder = new SubjectRecorder(subject, "", Instant.now());
    }

    /** Whether an answer is none of the failures that the scenario declares. */
    boolean isWanted(int status) {
        return request.status().isEmpty() ? status < 400 : request.status().contains(status);
    }

    void answered(long nanos, long size, boolean timed) {
        bytes.addAndGet(size);
        largest.accumulateAndGet(size, Math::max);
        recorder.add(new UnitResult(nanos, UnitStatements.NONE, List.of(), false), timed);
        if (timed) {
            timed(nanos).add(System.nanoTime());
        }
    }

    void failed(long nanos, String kind, boolean timed) {
        if (timed) {
            timed(nanos);
            timedFailed++;
        }
        failures.computeIfAbsent(kind, key -> new LongAdder()).increment();
        recorder.add(new UnitResult(nanos, UnitStatements.NONE, List.of(), true), false);
    }

    /** The load is over, at {@code end} by {@link System#nanoTime()}; {@code model} says what load it was. */
    void end(String model, long end) {
        List<FailureKind> kinds = failures().entrySet().stream()
                .map(entry -> new FailureKind(entry.getKey(), entry.getValue(), ""))
                .toList();
        if (pace != null) {
            recorder.addLoad(
                    new LoadRun(model, timedRequests, timedFailed, pace.pace(end), 0, 0, LoadRun.byKind(kinds)));
        }
    }

    /** Throughput counts from the beginning of the first request that is timed. */
    private PaceRecorder timed(long nanos) {
        timedRequests++;
        PaceRecorder counting = pace == null ? new PaceRecorder(System.nanoTime() - nanos) : pace;
        pace = counting;
        return counting;
    }

    /** What was sent, as a subject. */
    public Subject subject() {
        return subject;
    }

    /** Latencies of the good answers, warm-up left out, and how many failed. */
    public Measurement measurement() {
        return recorder.measurement();
    }

    /** How many failed, by the kind of failure. */
    public Map<String, Long> failures() {
        Map<String, Long> counts = new TreeMap<>();
        failures.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    /** Bytes of all good answers' bodies. */
    public long bytes() {
        return bytes.get();
    }

    /** Bytes of the largest good answer's body. */
    public long largest() {
        return largest.get();
    }
}
