package io.perfbudgets.junit;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.junit.unit.Observation;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.StatementKind;
import io.perfbudgets.sql.UnitStatements;
import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The SQL that a piece of code ran, as {@link Perf#queries} captured it. Immutable.
 *
 * <p>Assertions return this, so that they can be chained, and fail with the statements and the lines that ran them. Where
 * nothing could be captured, or something is missing that may belong to it, every assertion and every number fails: a zero
 * that nobody counted says nothing.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class CapturedQueries {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> OWN = Set.of(CapturedQueries.class.getName(), Perf.class.getName());

    private final Measurement measurement;
    private final UnitStatements unit;

    CapturedQueries(Subject subject, Observation observed, boolean sqlCaptured) {
        SubjectRecorder recorder = new SubjectRecorder(subject, "", Instant.now());
        recorder.add(observed.result(), true);
        observed.unattributed().forEach(recorder::addUnattributed);
        recorder.sqlCaptured(sqlCaptured);
        this.measurement = recorder.measurement();
        this.unit = observed.result().statements();
    }

    /** At most that many statements ran, of any kind. */
    public CapturedQueries hasAtMost(int statements) {
        return holds("hasAtMost(" + statements + ")", Metric.QUERIES, statements);
    }

    /** Exactly that many statements ran, of any kind. */
    public CapturedQueries hasExactly(int statements) {
        return holds("hasExactly(" + statements + ")", Metric.QUERIES_EXACTLY, statements);
    }

    /** At most that many SELECTs ran. */
    public CapturedQueries hasAtMostSelects(int statements) {
        return holds("hasAtMostSelects(" + statements + ")", Metric.QUERIES_SELECT, statements);
    }

    /** At most that many INSERTs ran. */
    public CapturedQueries hasAtMostInserts(int statements) {
        return holds("hasAtMostInserts(" + statements + ")", Metric.QUERIES_INSERT, statements);
    }

    /** At most that many UPDATEs ran. */
    public CapturedQueries hasAtMostUpdates(int statements) {
        return holds("hasAtMostUpdates(" + statements + ")", Metric.QUERIES_UPDATE, statements);
    }

    /** At most that many DELETEs ran. */
    public CapturedQueries hasAtMostDeletes(int statements) {
        return holds("hasAtMostDeletes(" + statements + ")", Metric.QUERIES_DELETE, statements);
    }

    /** No SELECT was repeated for each row of another, see {@link NoNPlusOne}. */
    public CapturedQueries hasNoNPlusOne() {
        return holds("hasNoNPlusOne()", Metric.N_PLUS_ONE, 0);
    }

    /** No SELECT ran again with the same values, see {@link NoDuplicateQueries}. */
    public CapturedQueries hasNoDuplicates() {
        return holds("hasNoDuplicates()", Metric.DUPLICATES, 0);
    }

    /** No SELECT was run again and again with nothing that varies, see {@link NoRepeatedQueries}. */
    public CapturedQueries hasNoRepeats() {
        return holds("hasNoRepeats()", Metric.REPEATS, 0);
    }

    /** At most that many rows were read. */
    public CapturedQueries readAtMost(int rows) {
        return holds("readAtMost(" + rows + ")", Metric.ROWS, rows);
    }

    /** At most that many rows were inserted, updated or deleted. */
    public CapturedQueries updatedAtMost(int rows) {
        return holds("updatedAtMost(" + rows + ")", Metric.ROWS_UPDATED, rows);
    }

    /** At most that many connections were held at once, see {@link MaxConnections}. */
    public CapturedQueries heldAtMost(int connections) {
        return holds("heldAtMost(" + connections + ")", Metric.CONNECTIONS, connections);
    }

    /** No connection was left open, see {@link NoConnectionLeak}. */
    public CapturedQueries hasNoConnectionLeak() {
        return holds("hasNoConnectionLeak()", Metric.CONNECTION_LEAKS, 0);
    }

    /** Statements of any kind. */
    public long count() {
        return known().count();
    }

    /** SELECTs. */
    public long selects() {
        return known().count(StatementKind.SELECT);
    }

    /** INSERTs. */
    public long inserts() {
        return known().count(StatementKind.INSERT);
    }

    /** UPDATEs. */
    public long updates() {
        return known().count(StatementKind.UPDATE);
    }

    /** DELETEs. */
    public long deletes() {
        return known().count(StatementKind.DELETE);
    }

    /** SELECTs that ran again with the same values. */
    public long duplicates() {
        return known().duplicates();
    }

    /** Rows read. */
    public long rowsRead() {
        return known().rows();
    }

    /** Rows inserted, updated or deleted. */
    public long rowsUpdated() {
        return known().updatedRows();
    }

    /** Round trips that JDBC batches would have saved. */
    public long savedByBatching() {
        return known().savedByBatching();
    }

    /** Transactions that were begun. */
    public long transactions() {
        return known().transactions().count();
    }

    /** How long the longest of them took; zero if there was none. */
    public Duration longestTransaction() {
        return Duration.ofNanos(known().transactions().longestNanos());
    }

    /** How long the database took to execute the statements. */
    public Duration timeInDatabase() {
        return Duration.ofNanos(known().nanos());
    }

    /** The different statements without their values, in the order in which they first ran. */
    public List<String> statements() {
        return known().groups().stream()
                .map(StatementGroup::fingerprint)
                .distinct()
                .map(Object::toString)
                .toList();
    }

    private CapturedQueries holds(String assertion, Metric metric, int limit) {
        StackFrame caller = caller();
        String file = caller.getFileName();
        Origin origin = new Origin(assertion, file == null ? "" : file, Math.max(0, caller.getLineNumber()));
        Subject subject = measurement.subject();
        Verdict verdict = Judge.judge(
                new Budget(Selector.of(subject), metric, Amount.count(limit), origin),
                measurement,
                LatencyRules.DEFAULT);
        if (verdict.outcome() != Outcome.WITHIN) {
            throw FailedAssertion.of(verdict);
        }
        return this;
    }

    /** What is known, provided that all of it is. */
    private UnitStatements known() {
        holds("a number of it", Metric.QUERIES, Integer.MAX_VALUE);
        return unit;
    }

    /** Whoever called into this package's face. */
    static StackFrame caller() {
        return WALKER.walk(frames -> frames.filter(frame -> !OWN.contains(frame.getClassName()))
                .findFirst()
                .orElseThrow());
    }

    static String place(StackFrame caller) {
        String file = caller.getFileName();
        return file == null ? caller.getClassName() : file + ":" + caller.getLineNumber();
    }

    /** How many statements of which kind. */
    @Override
    public String toString() {
        return measurement.subject().name() + ": " + unit.count() + " statements, "
                + unit.count(StatementKind.SELECT) + " SELECT, " + unit.count(StatementKind.INSERT) + " INSERT, "
                + unit.count(StatementKind.UPDATE) + " UPDATE, " + unit.count(StatementKind.DELETE) + " DELETE";
    }
}
