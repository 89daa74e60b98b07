package io.perfbudgets.measure;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.QueryAllowance;
import io.perfbudgets.budget.QueryAllowances;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.StatementKind;
import io.perfbudgets.sql.Tables;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the units of one subject, or several of its measurements, into one measurement. Thread-safe. */
public final class SubjectRecorder {
    private static final int MAX_UNATTRIBUTED = 20;
    private static final UnitResult NOTHING = new UnitResult(0, UnitStatements.NONE, List.of(), false);

    private final Subject subject;
    private final String test;
    private final QueryAllowances allowances;
    private Latencies latencies = new Latencies();
    private Latencies transactions = new Latencies();
    private final AllocationRecorder allocations = new AllocationRecorder();
    private final Map<Metric, Long> worst = new EnumMap<>(Metric.class);
    private final Map<Metric, UnitStatements> worstUnits = new EnumMap<>(Metric.class);
    private final Set<Unattributed> unattributed = new LinkedHashSet<>();
    private final Map<String, NPlusOne> nPlusOnes = new LinkedHashMap<>();
    private final List<Series> series = new ArrayList<>();
    private ExampleChoice examples = new ExampleChoice();
    private final Map<String, RunOnce> repeats = new LinkedHashMap<>();
    private final Map<String, AcceptedQuery> accepted = new LinkedHashMap<>();
    private final Set<QueryAllowance> declared;
    private Instant startedAt;
    private long units;
    private long failed;
    private long sqlNanos;
    private boolean sqlCaptured;
    /** Whether {@link #NOTHING} is among what was compared for the worst; it need not be again. */
    private boolean sawNothing;

    private final Map<Fingerprint, CallSite> executed = new LinkedHashMap<>();
    private Disturbed disturbed = Disturbed.NONE;
    private @Nullable PlanAudit plans;
    private @Nullable LoadRun load;
    private @Nullable Profile profile;
    private @Nullable Percentiles percentiles;
    private @Nullable LoadRecorder loading;

    /**
     * @param subject what is observed
     * @param test the name of the test that causes it; empty if unknown or several
     * @param startedAt when the first unit began
     */
    public SubjectRecorder(Subject subject, String test, Instant startedAt) {
        this(subject, test, startedAt, QueryAllowances.NONE);
    }

    /**
     * @param subject what is observed
     * @param test the name of the test that causes it; empty if unknown or several
     * @param startedAt when the first unit began
     * @param allowances which repeated queries do not count
     */
    public SubjectRecorder(Subject subject, String test, Instant startedAt, QueryAllowances allowances) {
        this.subject = subject;
        this.test = test;
        this.startedAt = startedAt;
        this.allowances = allowances;
        this.declared = new LinkedHashSet<>(allowances.declared());
    }

    /**
     * Adds a finished unit.
     *
     * @param timed whether its duration counts; false while warming up. Its statements count either way.
     */
    public synchronized void add(UnitResult unit, boolean timed) {
        add(unit, timed, timed);
    }

    /**
     * Adds a finished unit whose duration is kept elsewhere.
     *
     * @param timed whether its duration counts here
     * @param warm whether the warm-up is over
     */
    public synchronized void add(UnitResult unit, boolean timed, boolean warm) {
        units++;
        failed += unit.failed() ? 1 : 0;
        if (timed && !unit.failed()) {
            latencies.add(unit.nanos());
        }
        if (!unit.failed()) {
            allocations.add(unit.allocation(), warm);
        }
        if (timed && loading != null) {
            loading.add(unit.failed());
        }
        UnitStatements statements = unit.statements();
        if (timed && !unit.failed()) {
            examples.add(unit.nanos(), statements, latencies);
        }
        if (timed && !unit.failed() && statements.transactions().count() > 0) {
            transactions.add(statements.transactions().longestNanos());
        }
        sqlNanos += statements.nanos();
        for (StatementGroup group : statements.groups()) {
            executed.putIfAbsent(group.fingerprint(), group.callSite());
        }
        if (unit.responseBytes() >= 0) {
            observe(Metric.RESPONSE_SIZE, unit.responseBytes(), statements);
        }
        observe(Metric.QUERIES, statements.count(), statements);
        if (!unit.failed()) {
            observe(Metric.QUERIES_EXACTLY, statements.count(), statements); // what failed early ran few
        }
        observe(Metric.QUERIES_SELECT, statements.count(StatementKind.SELECT), statements);
        observe(Metric.QUERIES_INSERT, statements.count(StatementKind.INSERT), statements);
        observe(Metric.QUERIES_UPDATE, statements.count(StatementKind.UPDATE), statements);
        observe(Metric.QUERIES_DELETE, statements.count(StatementKind.DELETE), statements);
        List<NPlusOne> found = new ArrayList<>();
        for (NPlusOne each : unit.nPlusOnes()) {
            if (!accepts(Metric.N_PLUS_ONE, each.repeated())) {
                found.add(each);
            }
        }
        List<RunOnce> again = new ArrayList<>();
        for (RunOnce each : unit.repeats()) {
            if (!accepts(Metric.REPEATS, each.repeated())) {
                again.add(each);
            }
        }
        observe(Metric.N_PLUS_ONE, found.size(), statements);
        observe(Metric.DUPLICATES, duplicates(statements), statements);
        observe(Metric.REPEATS, again.size(), statements);
        observe(Metric.ROWS, statements.rows(), statements);
        observe(Metric.ROWS_UPDATED, statements.updatedRows(), statements);
        observe(Metric.CONNECTIONS, statements.connections().most(), statements);
        observe(Metric.CONNECTION_LEAKS, statements.connections().leaked(), statements);
        for (NPlusOne each : found) {
            addNPlusOne(each);
        }
        for (RunOnce each : again) {
            addRepeat(each);
        }
    }

    private long duplicates(UnitStatements statements) {
        return allowances.isEmpty()
                ? statements.duplicates()
                : statements.groups().stream()
                        .filter(group -> group.duplicates() > 0 && !accepts(Metric.DUPLICATES, group))
                        .mapToLong(StatementGroup::duplicates)
                        .sum();
    }

    private boolean accepts(Metric metric, StatementGroup query) {
        if (allowances.isEmpty()) {
            return false;
        }
        Optional<QueryAllowance> by = allowances.covering(
                metric,
                query.fingerprint().text(),
                Tables.of(query.fingerprint()).orElse(""),
                AcceptedQuery.method(query));
        by.ifPresent(allowance -> addAccepted(new AcceptedQuery(metric, query, allowance.reason())));
        return by.isPresent();
    }

    /**
     * Adds units in which nothing but time was observed.
     *
     * @param nanos begins with the durations of those that are timed
     * @param timed how many are
     * @param untimed how many are not
     */
    public synchronized void addNothing(long[] nanos, int timed, long untimed) {
        if (timed + untimed == 0) {
            return;
        }
        if (!sawNothing) {
            sawNothing = true;
            add(NOTHING, false);
            units--;
        }
        units += timed + untimed;
        for (int i = 0; i < timed; i++) {
            latencies.add(nanos[i]);
        }
    }

    /** Adds all that another recorder of the same subject has gathered, as taken after what is held so far. */
    public void add(SubjectRecorder other) {
        add(other.measurement());
        Map<Fingerprint, CallSite> more = other.executed();
        synchronized (this) {
            more.forEach(executed::putIfAbsent);
        }
    }

    /**
     * Adds finished units that ran no SQL.
     *
     * @param took the durations of those that are timed
     */
    public synchronized void addUnits(long count, long failures, Latencies took) {
        units += count;
        failed += failures;
        latencies.addAll(took);
    }

    /** Adds what was measured of the same subject elsewhere, as taken after what is held so far. */
    public synchronized void add(Measurement other) {
        startedAt = other.startedAt().isBefore(startedAt) ? other.startedAt() : startedAt;
        units += other.units();
        failed += other.failed();
        latencies.addAll(other.latencies());
        transactions.addAll(other.transactions());
        examples.add(other.examples(), latencies);
        series.addAll(other.series());
        allocations.add(other.allocations());
        profile = other.profile().orElse(profile);
        other.percentiles().ifPresent(this::addPercentiles);
        other.worst().forEach((metric, value) -> observe(metric, value, other.worstUnit(metric)));
        other.nPlusOnes().forEach(this::addNPlusOne);
        other.repeats().forEach(this::addRepeat);
        other.accepted().queries().forEach(this::addAccepted);
        declared.addAll(other.accepted().declared());
        sqlNanos += other.sqlNanos();
        sqlCaptured |= other.sqlCaptured();
        other.plans().ifPresent(this::addPlans);
        other.unattributed().forEach(this::addUnattributed);
        other.load().ifPresent(this::addLoad);
        disturbed = disturbed.plus(other.disturbed());
    }

    /** Adds what a summary tells of the durations of units, which are counted elsewhere. */
    public synchronized void addPercentiles(Percentiles more) {
        percentiles = percentiles == null ? more : percentiles.plus(more);
    }

    /** Adds what was observed of it under load. */
    public synchronized void addLoad(LoadRun run) {
        load = load == null ? run : load.plus(run);
    }

    /** From now on its units are a load's, as {@code recorder} counts them. */
    public synchronized void beginLoad(LoadRecorder recorder) {
        loading = recorder;
    }

    /** The load is over, at {@code end} by {@link System#nanoTime()}. */
    public synchronized void endLoad(long end) {
        if (loading != null) {
            addLoad(loading.run(end));
            loading = null;
        }
    }

    /** What took time so far was a warm-up: its durations no longer count. */
    public synchronized void forgetDurations() {
        latencies = new Latencies();
        transactions = new Latencies();
        examples = new ExampleChoice();
    }

    private void addNPlusOne(NPlusOne found) {
        nPlusOnes.merge(
                place(found.repeated()),
                found,
                (known, other) -> known.repeated().count() >= other.repeated().count() ? known : other);
    }

    private void addRepeat(RunOnce found) {
        repeats.merge(
                place(found.repeated()),
                found,
                (known, other) -> known.repeated().count() >= other.repeated().count() ? known : other);
    }

    private void addAccepted(AcceptedQuery query) {
        accepted.merge(
                query.metric() + " " + place(query.query()),
                query,
                (known, other) -> known.query().count() >= other.query().count() ? known : other);
    }

    private static String place(StatementGroup group) {
        return group.fingerprint() + " " + group.callSite().location();
    }

    private void observe(Metric metric, long value, UnitStatements unit) {
        Long known = worst.get(metric);
        if (known == null || metric.isWorse(value, known)) {
            worst.put(metric, value);
            worstUnits.put(metric, unit);
        }
    }

    private static Latencies copy(Latencies latencies) {
        Latencies copy = new Latencies();
        copy.addAll(latencies);
        return copy;
    }

    /** Notes a statement that may have belonged to the subject; the first {@value #MAX_UNATTRIBUTED} are kept. */
    public synchronized void addUnattributed(Unattributed statement) {
        if (unattributed.size() < MAX_UNATTRIBUTED) {
            unattributed.add(statement);
        }
    }

    /** Says that a captured DataSource was in use. */
    public synchronized void sqlCaptured(boolean captured) {
        sqlCaptured |= captured;
    }

    /** Every statement that any unit ran, with the line that ran it first. */
    public synchronized Map<Fingerprint, CallSite> executed() {
        return new LinkedHashMap<>(executed);
    }

    /** Adds what was watched over time. */
    public synchronized void addSeries(Series watched) {
        series.add(watched);
    }

    /** Says what the plans of its statements came to. */
    public synchronized void addPlans(PlanAudit more) {
        plans = plans == null ? more : plans.plus(more);
        worst.put(Metric.FULL_SCANS, plans.fullScans());
    }

    /** What the plans of its statements came to so far; empty if nobody asked for them. */
    public synchronized Optional<PlanAudit> plans() {
        return Optional.ofNullable(plans);
    }

    /** Which repeated queries were accepted so far. */
    public synchronized AcceptedQueries accepted() {
        return new AcceptedQueries(List.copyOf(accepted.values()), List.copyOf(declared));
    }

    /** How many units were added so far. */
    public synchronized long units() {
        return units;
    }

    /** Whether a captured DataSource was in use. */
    public synchronized boolean sqlCaptured() {
        return sqlCaptured;
    }

    /** All that was gathered so far. */
    public synchronized Measurement measurement() {
        UnitStatements worstUnit = worstUnits.getOrDefault(Metric.QUERIES, UnitStatements.NONE);
        Map<Metric, UnitStatements> others = new EnumMap<>(Metric.class);
        worstUnits.forEach((metric, unit) -> {
            if (!unit.equals(worstUnit)) {
                others.put(metric, unit);
            }
        });
        return new Measurement(
                subject,
                test,
                startedAt,
                units,
                failed,
                copy(latencies),
                copy(transactions),
                worst,
                worstUnit,
                others,
                List.copyOf(nPlusOnes.values()),
                List.copyOf(repeats.values()),
                accepted(),
                sqlNanos,
                sqlCaptured,
                List.copyOf(unattributed),
                Optional.ofNullable(load),
                Optional.ofNullable(plans),
                examples.examples(),
                series,
                allocations.allocations(),
                Optional.ofNullable(profile),
                Optional.ofNullable(percentiles),
                disturbed);
    }
}
