package io.perfbudgets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PaceRecorderTest {
    private static final long MILLI = 1_000_000;

    @Test
    void countsEachSuccessInTheStretchInWhichItEnds() {
        PaceRecorder recorder = new PaceRecorder(5);
        for (int i = 0; i < 100; i++) {
            recorder.add(5 + i * 10L * MILLI);
        }
        Pace pace = recorder.pace(5 + 1_000 * MILLI);
        assertThat(pace.done()).isEqualTo(100);
        assertThat(pace.nanos()).isEqualTo(1_000 * MILLI);
        assertThat(pace.perSecond()).isEqualTo(100);
        assertThat(Arrays.stream(pace.perSecond(10))).hasSize(10).allMatch(rate -> rate > 80 && rate < 120);
    }

    @Test
    void takesARunOfAnyLength() {
        PaceRecorder recorder = new PaceRecorder(0);
        for (int second = 0; second < 3_600; second++) {
            recorder.add(second * 1_000L * MILLI);
        }
        Pace pace = recorder.pace(3_600_000 * MILLI);
        assertThat(pace.done()).isEqualTo(3_600);
        assertThat(Arrays.stream(pace.perSecond(10))).allMatch(rate -> rate > 0.9 && rate < 1.1);
    }

    @Test
    void addsUpWhatSeveralThreadsCountedInSlicesOfDifferentLength() {
        PaceRecorder quick = new PaceRecorder(0);
        PaceRecorder slow = new PaceRecorder(0);
        quick.add(1);
        slow.add(1);
        slow.add(100_000 * MILLI);
        quick.addAll(slow);
        slow.addAll(new PaceRecorder(0));
        assertThat(quick.pace(100_001 * MILLI).done()).isEqualTo(3);
        assertThat(slow.pace(100_001 * MILLI).done()).isEqualTo(2);
    }

    @Test
    void hasNoRatesWhereTheRunWasTooShortToBeCut() {
        PaceRecorder recorder = new PaceRecorder(0);
        recorder.add(1);
        assertThat(recorder.pace(2 * MILLI).perSecond(10)).isEmpty();
        assertThat(recorder.pace(0)).isEqualTo(Pace.NONE);
    }

    @Test
    void countsTheTimeInWhichNothingSucceededAnyMore() {
        PaceRecorder recorder = new PaceRecorder(0);
        recorder.add(1_000_000);

        assertThat(recorder.pace(100_000_000_000L).nanos()).isEqualTo(100_000_000_000L);
    }
}
