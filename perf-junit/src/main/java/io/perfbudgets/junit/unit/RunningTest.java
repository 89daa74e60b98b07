package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.measure.UnitResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One invocation of a test method while it runs, and what its units came to so far. Thread-safe. */
public final class RunningTest {
    private static final AtomicLong IDS = new AtomicLong();
    private static final String JVM = ProcessHandle.current().pid() + "-";
    private static final int ITERATIONS_WITH_EVERY_SITE = 5;

    private final String id = JVM + IDS.incrementAndGet();
    private final Subject subject;
    private final Map<Subject, SubjectRecorder> recorders = new ConcurrentHashMap<>();
    private final Map<Unattributed, Boolean> unattributed = new ConcurrentHashMap<>();
    private final Map<String, OpenUnit> senders = new ConcurrentHashMap<>();
    private final List<Set<Unattributed>> watching = new CopyOnWriteArrayList<>();
    private final Object requestsChanged = new Object();
    private int openRequests;
    private volatile @Nullable OpenUnit iteration;
    private volatile boolean timed = true;
    private final LongAdder allocatedElsewhere = new LongAdder();
    private final AtomicInteger iterations = new AtomicInteger();

    RunningTest(Subject subject) {
        this.subject = subject;
    }

    /** Names it in the header by which a client ties its requests to it; unique among the JVMs of this machine. */
    public String id() {
        return id;
    }

    public Subject subject() {
        return subject;
    }

    /** Whether durations count from now on; not while warming up. Counts always do. */
    public void timed(boolean timed) {
        this.timed = timed;
    }

    /** What ran so far was a warm-up after all: its durations no longer count. */
    public void forgetDurations() {
        recorders.values().forEach(SubjectRecorder::forgetDurations);
    }

    @Nullable
    OpenUnit iteration() {
        return iteration;
    }

    void iteration(@Nullable OpenUnit unit) {
        iteration = unit;
        if (unit != null) {
            iterations.incrementAndGet();
        }
    }

    /** Says which unit requests belong to of which it is not known more. */
    void innermost(@Nullable OpenUnit unit) {
        iteration = unit;
    }

    /** The first iterations pay for the call site of every statement, the many that follow for repeated ones only. */
    boolean looksUpEverySite() {
        return iterations.get() <= ITERATIONS_WITH_EVERY_SITE;
    }

    void allocatedElsewhere(long bytes) {
        allocatedElsewhere.add(bytes);
    }

    /** What other threads than the test's own have allocated while they handled its requests, bytes; 0 if unknown. */
    public long allocatedElsewhere() {
        return allocatedElsewhere.sum();
    }

    /** The header that names this test and its unit. */
    synchronized String sends(OpenUnit unit) {
        return senders.entrySet().stream()
                .filter(sender -> sender.getValue() == unit)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> {
                    String header = id + "/" + IDS.incrementAndGet();
                    senders.put(header, unit);
                    return header;
                });
    }

    void sendsNoMore(OpenUnit unit) {
        senders.values().remove(unit);
    }

    @Nullable
    OpenUnit sender(String header) {
        return senders.get(header);
    }

    void requestBegins() {
        synchronized (requestsChanged) {
            openRequests++;
        }
    }

    void requestEnded() {
        synchronized (requestsChanged) {
            openRequests--;
            requestsChanged.notifyAll();
        }
    }

    /**
     * Waits until the requests that the test caused are over: a server may still be at work on one when its client has
     * the whole answer.
     *
     * @return whether they are
     */
    boolean awaitRequests(long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (requestsChanged) {
            while (openRequests > 0) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    requestsChanged.wait(left);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    void record(Subject of, UnitResult result) {
        recorders
                .computeIfAbsent(of, each -> new SubjectRecorder(each, subject.name(), Instant.now()))
                .add(result, timed);
    }

    void addUnattributed(Unattributed statement) {
        unattributed.put(statement, Boolean.TRUE);
        watching.forEach(set -> set.add(statement));
    }

    /** What is unattributed from now on, until {@link #unwatchUnattributed}. */
    Set<Unattributed> watchUnattributed() {
        Set<Unattributed> set = ConcurrentHashMap.newKeySet();
        watching.add(set);
        return set;
    }

    void unwatchUnattributed(Set<Unattributed> set) {
        watching.removeIf(each -> each == set);
    }

    /**
     * What was observed of each subject so far, the test's own first.
     *
     * @param sqlCaptured whether a captured DataSource is in use in this JVM
     */
    public List<Measurement> measurements(boolean sqlCaptured) {
        recorders.computeIfAbsent(subject, each -> new SubjectRecorder(each, subject.name(), Instant.now()));
        return recorders.entrySet().stream()
                .sorted((a, b) ->
                        Boolean.compare(b.getKey().equals(subject), a.getKey().equals(subject)))
                .map(entry -> {
                    unattributed.keySet().forEach(entry.getValue()::addUnattributed);
                    entry.getValue().sqlCaptured(sqlCaptured);
                    return entry.getValue().measurement();
                })
                .toList();
    }
}
