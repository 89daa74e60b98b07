package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.measure.MachineReading;
import org.junit.jupiter.api.Test;

class MachineSignsTest {
    private static final MachineReading START = new MachineReading(0, 2, 1_000, 500, 10, 7_000, 3_000, 5_000_000);

    @Test
    void aQuietMachineGivesNoSign() {
        assertThat(after(20, 10, 0, 0, 0, 100)).isEqualTo(Sign.NONE);
    }

    @Test
    void whatTheHypervisorTookIsASignFromATenthOfTheTimeOn() {
        assertThat(after(20, 10, 3, 0, 0, 100)).isEqualTo(Sign.STOLEN);
        assertThat(after(20, 10, 2, 0, 0, 100)).isEqualTo(Sign.NONE);
        assertThat(after(4, 2, 1, 0, 0, 10))
                .as("one tick is the counter's own noise")
                .isEqualTo(Sign.NONE);
    }

    @Test
    void aThrottledContainerIsASign() {
        assertThat(after(20, 10, 0, 0, 30_000, 100)).isEqualTo(Sign.THROTTLED);
        assertThat(after(20, 10, 0, 0, 5_000, 100)).isEqualTo(Sign.NONE);
    }

    @Test
    void waitingThreadsAreASignOnlyWhileOtherProcessesUseTheProcessors() {
        assertThat(after(20, 20, 0, 90_000, 0, 100))
                .as("half of the processors is used by others")
                .isEqualTo(Sign.PRESSURE);
        assertThat(after(20, 20, 0, 90_000, 0, 200))
                .as("the code under test keeps its own threads waiting")
                .isEqualTo(Sign.NONE);
        assertThat(after(20, 20, 0, 10_000, 0, 100)).as("nobody waits").isEqualTo(Sign.NONE);
    }

    @Test
    void aMachineThatAdmitsNothingGivesNoSign() {
        MachineReading nothing = new MachineReading(0, 1, 0, 0, 0, 0, 0, 0);

        assertThat(MachineSigns.between(nothing, new MachineReading(100_000_000, 1, 0, 0, 0, 0, 0, 90_000_000)))
                .isEqualTo(Sign.NONE);
    }

    /** What a tenth of a second on two processors, each with a hundred ticks a second, came to. */
    private static Sign after(
            long ticks, long busy, long stolen, long pressureMicros, long throttledMicros, long ownMillis) {
        return MachineSigns.between(
                START,
                new MachineReading(
                        START.nanos() + 100_000_000,
                        2,
                        START.ticks() + ticks,
                        START.busyTicks() + busy,
                        START.stolenTicks() + stolen,
                        START.pressureMicros() + pressureMicros,
                        START.throttledMicros() + throttledMicros,
                        START.ownNanos() + ownMillis * 1_000_000));
    }
}
