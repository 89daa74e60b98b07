package io.perfbudgets.benchmarks.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perfbudgets.benchmarks.verdicts.Machine.Base;
import io.perfbudgets.benchmarks.verdicts.Machine.Bursts;
import io.perfbudgets.benchmarks.verdicts.Model.Signals;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineTest {
    @ParameterizedTest
    @EnumSource
    void theTrueP95IsWhereTheRatioSays(Base base) {
        Machine machine = new Machine(model(base, Bursts.NONE), 1, 42);
        int values = 0;
        int over = 0;
        int referencesOver = 0;
        while (values < 400_000) {
            boolean isOver = machine.next() > Machine.LIMIT;
            referencesOver += machine.reference() > Machine.LIMIT ? 1 : 0;
            if (base != Base.OTHERS_PAUSES || !machine.paused()) {
                values++;
                over += isOver ? 1 : 0;
            }
        }

        assertThat(over / 400_000.0).isCloseTo(0.05, within(0.002));
        assertThat(referencesOver / 400_000.0).isCloseTo(0.05, within(0.003));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void burstsCoverTenToThirtyPercentAndTheCanaryShowsThem(Bursts bursts) {
        Machine machine = new Machine(model(Base.INDEPENDENT, bursts), 1, 42);
        int values = 384_000;
        long slow = IntStream.range(0, values)
                .filter(i -> {
                    machine.next();
                    return machine.canary() > 30_000;
                })
                .count();

        assertThat((double) slow / values).isCloseTo(0.2, within(0.02));
    }

    @Test
    void theSameSeedGivesTheSameTrial() {
        Model model = Model.ALL.get(0);

        assertThat(Trial.of(model, 1.1, 7)).isEqualTo(Trial.of(model, 1.1, 7));
    }

    private static Model model(Base base, Bursts bursts) {
        return new Model("test", base, bursts, false, Signals.NONE, 0, false);
    }
}
