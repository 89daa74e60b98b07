package io.perfbudgets.measure;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.StatementKind;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
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

    private final Subject subject;
    private final String test;
    private final Latencies latencies = new Latencies();
    private final Map<Metric, Long> worst = new EnumMap<>(Metric.class);
    private final Set<Unattributed> unattributed = new LinkedHashSet<>();
    private final Map<String, NPlusOne> nPlusOnes = new LinkedHashMap<>();
    private Instant startedAt;
    private UnitStatements worstUnit = UnitStatements.NONE;
    private long units;
    private long failed;
    private long sqlNanos;
    private boolean sqlCaptured;
    private @Nullable LoadRun load;
    private @Nullable LoadRecorder loading;

    /**
     * @param subject what is observed
     * @param test the name of the test that causes it; empty if unknown or several
     * @param startedAt when the first unit began
     */
    public SubjectRecorder(Subject subject, String test, Instant startedAt) {
        this.subject = subject;
        this.test = test;
        this.startedAt = startedAt;
    }

    /**
     * Adds a finished unit.
     *
     * @param timed whether its duration counts; false while warming up. Its statements count either way.
     */
    public synchronized void add(UnitResult unit, boolean timed) {
        units++;
        failed += unit.failed() ? 1 : 0;
        if (timed && !unit.failed()) {
            latencies.add(unit.nanos());
        }
        if (timed && loading != null) {
            loading.add(unit.failed());
        }
        UnitStatements statements = unit.statements();
        sqlNanos += statements.nanos();
        long count = statements.count();
        raise(Metric.QUERIES, count);
        raise(Metric.QUERIES_SELECT, statements.count(StatementKind.SELECT));
        raise(Metric.QUERIES_INSERT, statements.count(StatementKind.INSERT));
        raise(Metric.QUERIES_UPDATE, statements.count(StatementKind.UPDATE));
        raise(Metric.QUERIES_DELETE, statements.count(StatementKind.DELETE));
        raise(Metric.N_PLUS_ONE, unit.nPlusOnes().size());
        unit.nPlusOnes().forEach(this::addNPlusOne);
        if (units == 1 || count > worstUnit.count()) {
            worstUnit = statements;
        }
    }

    /** Adds what was measured of the same subject elsewhere, as taken after what is held so far. */
    public synchronized void add(Measurement other) {
        startedAt = other.startedAt().isBefore(startedAt) ? other.startedAt() : startedAt;
        units += other.units();
        failed += other.failed();
        latencies.addAll(other.latencies());
        other.worst().forEach(this::raise);
        if (other.worstUnit().count() > worstUnit.count()) {
            worstUnit = other.worstUnit();
        }
        other.nPlusOnes().forEach(this::addNPlusOne);
        sqlNanos += other.sqlNanos();
        sqlCaptured |= other.sqlCaptured();
        other.unattributed().forEach(this::addUnattributed);
        other.load().ifPresent(this::addLoad);
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

    private void addNPlusOne(NPlusOne found) {
        StatementGroup repeated = found.repeated();
        nPlusOnes.merge(
                repeated.fingerprint() + " " + repeated.callSite().location(),
                found,
                (known, other) -> known.repeated().count() >= other.repeated().count() ? known : other);
    }

    private void raise(Metric metric, long value) {
        worst.merge(metric, value, Math::max);
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

    /** All that was gathered so far. */
    public synchronized Measurement measurement() {
        Latencies copy = new Latencies();
        copy.addAll(latencies);
        return new Measurement(
                subject,
                test,
                startedAt,
                units,
                failed,
                copy,
                worst,
                worstUnit,
                List.copyOf(nPlusOnes.values()),
                sqlNanos,
                sqlCaptured,
                List.copyOf(unattributed),
                Optional.ofNullable(load));
    }
}
