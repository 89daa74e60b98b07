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
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of one kind were answered. Written by one thread; read by any, which may miss what came since the last
 * {@link #flush}.
 */
public final class Answers {
    private static final int BUFFERED = 256;

    private final Subject subject;
    private final LoadRequest request;
    private final SubjectRecorder recorder;
    private @Nullable PaceRecorder pace;
    private long timedRequests;
    private long timedFailed;
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private volatile long bytes;
    private volatile long largest;
    /** Good answers that {@link #recorder} does not know yet. */
    private final long[] buffered = new long[BUFFERED];

    private int bufferedTimed;
    private int bufferedUntimed;

    Answers(Subject subject, LoadRequest request) {
        this.subject = subject;
        this.request = request;
        this.recorder = new SubjectRecorder(subject, "", Instant.now());
    }

    /** Whether an answer is none of the failures that the scenario declares. */
    boolean isWanted(int status) {
        return request.status().isEmpty() ? status < 400 : request.status().contains(status);
    }

    /** A good answer came at {@code now}, by {@link System#nanoTime()}. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void answered(long nanos, long size, boolean timed, long now) {
        bytes += size;
        if (size > largest) {
            largest = size;
        }
        if (timed) {
            timed(nanos).add(now);
            buffered[bufferedTimed++] = nanos;
        } else {
            bufferedUntimed++;
        }
        if (bufferedTimed == BUFFERED) {
            flush();
        }
    }

    /** Shows what was buffered to those who read. */
    void flush() {
        recorder.addNothing(buffered, bufferedTimed, bufferedUntimed);
        bufferedTimed = 0;
        bufferedUntimed = 0;
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

    /** How many were answered or failed. */
    public long requests() {
        return recorder.units();
    }

    /** How many failed, by the kind of failure. */
    public Map<String, Long> failures() {
        Map<String, Long> counts = new TreeMap<>();
        failures.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    /** Bytes of all good answers' bodies. */
    public long bytes() {
        return bytes;
    }

    /** Bytes of the largest good answer's body. */
    public long largest() {
        return largest;
    }
}
