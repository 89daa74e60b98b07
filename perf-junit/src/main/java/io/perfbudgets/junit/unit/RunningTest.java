package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.QueryAllowances;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.LoadRecorder;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Series;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.prove.StatementDose;
import io.perfbudgets.recorded.RecordedTest;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.KnownSites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One invocation of a test method while it runs, and what its units came to so far. Thread-safe. */
public final class RunningTest {
    private static volatile boolean anySabotaged;

    private static final AtomicLong IDS = new AtomicLong();
    private static final String JVM = ProcessHandle.current().pid() + "-";
    private static final int ITERATIONS_WITH_EVERY_SITE = 5;

    private final long begunAt = System.nanoTime();
    private final String id = JVM + IDS.incrementAndGet();
    private final Subject subject;
    private final QueryAllowances allowances;
    private final Map<Subject, SubjectRecorder> recorders = new ConcurrentHashMap<>();
    private final Map<Unattributed, Boolean> unattributed = new ConcurrentHashMap<>();
    private final Map<String, OpenUnit> senders = new ConcurrentHashMap<>();
    private final List<Set<Unattributed>> watching = new CopyOnWriteArrayList<>();
    private final Map<Unattributed, Boolean> stray = new ConcurrentHashMap<>();
    private final Map<OpenUnit, Boolean> open = new ConcurrentHashMap<>();
    private final OpenRequests requests = new OpenRequests();
    private final AtomicLong strayFailures = new AtomicLong();
    private volatile @Nullable Load load;
    private volatile @Nullable OpenUnit iteration;
    private volatile boolean timed = true;
    private volatile boolean asksForAllocation;
    private volatile boolean asksForResponseSize;
    private volatile @Nullable ObservedUnits aside;
    private volatile @Nullable Saboteur saboteur;
    private final LongAdder allocatedElsewhere = new LongAdder();
    private final AtomicInteger iterations = new AtomicInteger();
    private final KnownSites knownSites = new KnownSites();
    private boolean keepsOrder;
    private @Nullable OrderedUnit ordered;

    RunningTest(Subject subject, QueryAllowances allowances) {
        this.subject = subject;
        this.allowances = allowances;
    }

    /** Names it in the header by which a client ties its requests to it; unique among the JVMs of this machine. */
    public String id() {
        return id;
    }

    /** When it began, as {@link System#nanoTime} tells. */
    public long begunAt() {
        return begunAt;
    }

    public Subject subject() {
        return subject;
    }

    /** Whether durations count from now on; not while warming up. Counts always do. */
    public void timed(boolean timed) {
        this.timed = timed;
    }

    boolean isTimed() {
        return timed;
    }

    /** What ran so far was a warm-up after all: its durations no longer count. */
    public void forgetDurations() {
        recorders.values().forEach(SubjectRecorder::forgetDurations);
    }

    /** The order of the statements of its first iteration is asked for, before that begins. */
    public synchronized void keepOrder() {
        keepsOrder = true;
    }

    /** The statements of its first iteration in their order; nothing if nobody has asked for it. */
    public synchronized RecordedTest recorded() {
        return ordered == null ? RecordedTest.observed(List.of()) : ordered.recorded();
    }

    /** Where an iteration that begins keeps its order; nothing for any but the first. */
    synchronized @Nullable OrderedUnit beginOrdered() {
        if (!keepsOrder || ordered != null) {
            return null;
        }
        ordered = new OrderedUnit("test");
        return ordered;
    }

    KnownSites knownSites() {
        return knownSites;
    }

    @Nullable
    OpenUnit iteration() {
        return iteration;
    }

    /** From now on its units and their inner ones tell what they allocate. */
    public void askForAllocation() {
        asksForAllocation = true;
    }

    /** From now on the bodies of its requests' answers are counted. */
    public void askForResponseSize() {
        asksForResponseSize = true;
    }

    boolean asksForResponseSize() {
        return asksForResponseSize;
    }

    boolean asksForAllocation() {
        return asksForAllocation;
    }

    /** The next iteration begins, the only one of the test at this time. */
    OpenUnit beginIteration() {
        OpenUnit unit = new OpenUnit(Subject.Kind.TEST, this, null);
        iterations.incrementAndGet();
        iteration = unit;
        return unit;
    }

    /** @param nanos how long the body took, if it did not fail */
    void endIteration(OpenUnit unit, long nanos) {
        record(subject, unit.end(nanos));
        iteration = null;
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

    /** A unit has ended: what was sent in it and comes only now is the unit's around it, if there is one. */
    void sendsNoMore(OpenUnit unit, @Nullable OpenUnit around) {
        if (around == null) {
            senders.values().removeIf(sender -> sender == unit);
        } else {
            senders.replaceAll((header, sender) -> sender == unit ? around : sender);
        }
    }

    @Nullable
    OpenUnit sender(String header) {
        return senders.get(header);
    }

    OpenRequests requests() {
        return requests;
    }

    boolean awaitRequests(long millis) {
        return requests.await(millis);
    }

    /** An iteration begins, perhaps beside others. */
    void open(OpenUnit unit) {
        iterations.incrementAndGet();
        open.put(unit, Boolean.TRUE);
    }

    void close(OpenUnit unit) {
        open.remove(unit);
    }

    /**
     * The iteration that a request belongs to whose client does not name one.
     *
     * @return nothing if several run; their counts then lack the request
     */
    @Nullable
    OpenUnit iterationOf(Subject request) {
        OpenUnit only = iteration;
        if (only != null) {
            return only;
        }
        Iterator<OpenUnit> all = open.keySet().iterator();
        OpenUnit first = all.hasNext() ? all.next() : null;
        if (first == null || !all.hasNext()) {
            return first;
        }
        stray.put(
                new Unattributed(
                        "the request " + request.name() + ", whose client does not send the header " + Units.HEADER,
                        Thread.currentThread().getName()),
                Boolean.TRUE);
        return null;
    }

    /**
     * A request comes whose header names it the test's, but no unit that is open: it came too late for its iteration, and
     * is not the next one's.
     *
     * @return the iteration if the header names none
     */
    @Nullable
    OpenUnit iterationOf(Subject request, String header) {
        if (header.equals(id)) {
            return iterationOf(request);
        }
        stray.put(
                new Unattributed(
                        "the request " + request.name() + ", which came when the iteration that had sent it was over",
                        Thread.currentThread().getName()),
                Boolean.TRUE);
        return null;
    }

    /** A request failed of which it is not known to which iteration it belongs. */
    void strayFailure() {
        strayFailures.incrementAndGet();
    }

    /** How many requests failed of which it is not known to which iteration they belong. */
    public long strayFailures() {
        return strayFailures.get();
    }

    /**
     * From now on its requests are a load's.
     *
     * @param scenario what load it is
     * @param begun when it began, by {@link System#nanoTime()}
     */
    public synchronized void beginLoad(String scenario, long begun) {
        load = new Load(scenario, begun);
        recorders.forEach((of, recorder) -> beginLoad(of, recorder));
        timed(true);
    }

    /** The load is over, at {@code end} by {@link System#nanoTime()}, and so are its requests. */
    public synchronized void endLoad(long end) {
        if (!awaitRequests(Units.REQUEST_GRACE_MILLIS)) {
            addUnattributed(Unattributed.request());
        }
        timed(false);
        load = null;
        recorders.values().forEach(recorder -> recorder.endLoad(end));
    }

    private record Load(String scenario, long begun) {}

    /** Adds what was watched of the test itself over time. */
    public void watched(Series series) {
        recorder(subject).addSeries(series);
    }

    /** Adds what threads of its own have observed of the test itself. */
    public void merge(Measurement ofTheTest) {
        recorder(subject).add(ofTheTest);
    }

    void merge(SubjectRecorder ofTheTest) {
        recorder(subject).add(ofTheTest);
    }

    /** A recorder of the test itself, for a thread of its own, to be merged. */
    SubjectRecorder recorder() {
        return new SubjectRecorder(subject, subject.name(), Instant.now(), allowances);
    }

    private SubjectRecorder recorder(Subject of) {
        return recorders.computeIfAbsent(of, each -> {
            SubjectRecorder recorder = new SubjectRecorder(each, subject.name(), Instant.now(), allowances);
            beginLoad(each, recorder);
            return recorder;
        });
    }

    /** The test's own units are counted by the lanes. */
    private void beginLoad(Subject of, SubjectRecorder recorder) {
        Load now = load;
        if (now != null && !of.equals(subject)) {
            recorder.beginLoad(new LoadRecorder(now.scenario(), now.begun()));
        }
    }

    /** Gives the units that end from now on to {@code units} instead of recording them; null to record them again. */
    void aside(@Nullable ObservedUnits units) {
        aside = units;
    }

    /** From now on its units are made to break their budgets. */
    public void sabotage(Saboteur by) {
        saboteur = by;
        anySabotaged = true;
    }

    /** Whether any test of this JVM was: each statement asks, and costs next to nothing where none is. */
    static boolean anySabotaged() {
        return anySabotaged;
    }

    boolean isSabotaged() {
        return saboteur != null;
    }

    /** From now on its units are left alone. */
    public void spare() {
        saboteur = null;
    }

    /** What a unit that begins is to run besides, if it runs anything. */
    @Nullable
    StatementDose statementsDue() {
        Saboteur by = saboteur;
        return by == null || aside != null ? null : by.statements();
    }

    /**
     * A unit is about to end, and still open on this thread.
     *
     * @return whether its time counts
     */
    boolean ends(Subject of) {
        Saboteur by = saboteur;
        if (by == null || aside != null || load != null) {
            return timed;
        }
        return by.inflict(of, timed);
    }

    void record(Subject of, UnitResult result) {
        record(of, result, timed);
    }

    void record(Subject of, UnitResult result, boolean timed) {
        ObservedUnits observed = aside;
        if (observed != null) {
            observed.add(of, result);
            return;
        }
        recorder(of).add(result, timed);
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

    /** Adds to each subject so far what {@code plans} says of the statements that it ran. */
    public void explain(Function<Map<Fingerprint, CallSite>, PlanAudit> plans) {
        recorders.values().forEach(recorder -> recorder.addPlans(plans.apply(recorder.executed())));
    }

    /**
     * What was observed of each subject so far, the test's own first.
     *
     * @param sqlCaptured whether a captured DataSource is in use in this JVM
     */
    public List<Measurement> measurements(boolean sqlCaptured) {
        stray.keySet().forEach(recorder(subject)::addUnattributed);
        List<Measurement> measurements = new ArrayList<>();
        recorders.forEach((of, recorder) -> {
            unattributed.keySet().forEach(recorder::addUnattributed);
            recorder.sqlCaptured(sqlCaptured);
            measurements.add(of.equals(subject) ? 0 : measurements.size(), recorder.measurement());
        });
        return measurements;
    }
}
