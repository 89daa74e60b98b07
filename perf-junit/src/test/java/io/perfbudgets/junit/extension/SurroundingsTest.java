package io.perfbudgets.junit.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Sign;
import io.perfbudgets.measure.Disturbed;
import io.perfbudgets.measure.MachineReading;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.UnitStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
    private static final long SECOND = 1_000_000_000;
    private static final Measurement TEST = took(Subject.test("com.acme.GamesIT", "lists"));
    private static final Measurement REQUEST = took(new Subject(Subject.Kind.REQUEST, "GET /api/games"));
    private static final Measurement OPERATION = took(Subject.operation("sync"));

    private final Deque<MachineReading> readings = new ArrayDeque<>();
    private long seconds;
    private long busyTicks;
    private long pressureMicros;
    private long ownNanos;

    @Test
    void marksNothingOnACalmMachine() {
        Surroundings surroundings = begin();
        passes(1, 0, 1);
        assertThat(surroundings.marked(List.of(TEST, REQUEST))).containsExactly(TEST, REQUEST);
    }

    @Test
    void marksRequestsAndOperationsOfATestDuringWhichOtherProcessesHeldTheProcessors() {
        Surroundings surroundings = begin();
        passes(2, 1, 1);
        assertThat(surroundings.marked(List.of(TEST, REQUEST, OPERATION)))
                .extracting(Measurement::disturbed)
                .containsExactly(
                        Disturbed.NONE,
                        new Disturbed(1, Set.of(Sign.PRESSURE.name())),
                        new Disturbed(1, Set.of(Sign.PRESSURE.name())));
    }

    @Test
    void marksNothingOnceThatIsOver() {
        Surroundings surroundings = begin();
        passes(2, 1, 1);
        passes(1, 0, 1);
        passes(1, 0, 1);
        surroundings.marked(List.of(REQUEST));
        surroundings.marked(List.of(REQUEST));
        assertThat(surroundings.marked(List.of(REQUEST))).containsExactly(REQUEST);
    }

    @Test
    void looksAtTheMachineOnlyWhereSomethingWasTimed() {
        Surroundings surroundings = begin();
        assertThat(surroundings.marked(List.of(TEST))).containsExactly(TEST);
    }

    @ParameterizedTest
    @CsvSource({
        "requests, 'match: GET /api/*, latency: { p95: 200ms }', true",
        "requests, 'match: GET /api/*, slowRequest: 1s, slowRequests: 0', true",
        "requests, 'match: GET /api/*, queries: 1, allocation: 10MB', false",
        "operations, 'method: com.acme.Sync.run, latency: { p95: 200ms }', true",
        "tests, 'latency: { p95: 200ms }', false"
    })
    void matterWhereABudgetIsAboutTheTimeOfWhatIsNotTakenAgain(
            String section, String budgets, boolean matter, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("budgets.yaml"), "version: 1\n" + section + ":\n  group: { " + budgets + " }\n");
        assertThat(Surroundings.matterTo(Budgets.read(List.of(file), ""))).isEqualTo(matter);
    }

    private Surroundings begin() {
        passes(0, 0, 0);
        return new Surroundings(readings::remove);
    }

    /** A second, on two processors with a hundred ticks each, of which so many were busy for anybody and for this JVM. */
    private void passes(int busy, int waited, int own) {
        seconds++;
        busyTicks += 100L * busy;
        pressureMicros += 1_000_000L * waited;
        ownNanos += SECOND * own;
        readings.add(new MachineReading(seconds * SECOND, 2, 200 * seconds, busyTicks, 0, pressureMicros, 0, ownNanos));
    }

    private static Measurement took(Subject subject) {
        SubjectRecorder recorder = new SubjectRecorder(subject, "com.acme.GamesIT.lists", Instant.EPOCH);
        recorder.add(new UnitResult(1, UnitStatements.NONE, List.of(), false), true);
        return recorder.measurement();
    }
}
