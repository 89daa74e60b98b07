package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.UnitLog;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleChoiceTest {
    private final SubjectRecorder recorder = recorder();

    @Test
    void keepsTheSlowestUnitAndOneNearTheMedian() {
        for (int i = 0; i < 1_000; i++) {
            add(recorder, 1_000_000 + i * 37 % 1_000 * 1_000, true, false); // from 1 to 2 ms, shuffled
        }
        add(recorder, 9_000_000, true, false);
        Examples examples = recorder.measurement().examples();
        assertThat(examples.slowest().orElseThrow().nanos()).isEqualTo(9_000_000);
        assertThat(examples.typical().orElseThrow().nanos()).isBetween(1_400_000L, 1_600_000L);
        assertThat(examples.typical().orElseThrow().statements().count()).isEqualTo(1);
    }

    @Test
    void takesNeitherAWarmUpNorAFailedUnit() {
        add(recorder, 7_000_000, false, false);
        add(recorder, 8_000_000, true, true);
        add(recorder, 1_000_000, true, false);
        assertThat(recorder.measurement().examples().slowest().orElseThrow().nanos())
                .isEqualTo(1_000_000);
    }

    @Test
    void choosesAmongThoseOfSeveralTestsByTheMedianOfAll() {
        for (int i = 0; i < 100; i++) {
            add(recorder, 1_000_000, true, false);
        }
        SubjectRecorder other = recorder();
        add(other, 5_000_000, true, false);
        SubjectRecorder merged = recorder();
        merged.add(other.measurement());
        merged.add(recorder.measurement());
        Examples examples = merged.measurement().examples();
        assertThat(examples.typical().orElseThrow().nanos()).isEqualTo(1_000_000);
        assertThat(examples.slowest().orElseThrow().nanos()).isEqualTo(5_000_000);
    }

    @Test
    void keepsNoneWhereNoUnitRanAStatement() {
        recorder.add(new UnitResult(1, UnitStatements.NONE, List.of(), false), true);
        assertThat(recorder.measurement().examples()).isEqualTo(Examples.NONE);
    }

    private static SubjectRecorder recorder() {
        return new SubjectRecorder(Subject.operation("sync"), "", Instant.EPOCH);
    }

    private static void add(SubjectRecorder to, long nanos, boolean timed, boolean failed) {
        UnitLog log = new UnitLog(true);
        log.add(Fingerprint.of("select * from games"), 0, 1_000, 0, 0, () -> CallSite.UNKNOWN);
        to.add(new UnitResult(nanos, log.statements(), List.of(), failed), timed);
    }
}
