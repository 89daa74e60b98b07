package io.perfbudgets.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.measure.Normalisation;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineFingerprintTest {
    private static final MachineFingerprint MACHINE =
            new MachineFingerprint("Xeon", 2, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17.0.15", List.of("-Xmx512m"));

    @Test
    void knowsThisMachine() {
        MachineFingerprint here = MachineFingerprint.current();

        assertThat(here.cpu()).isNotBlank();
        assertThat(here.cpus()).isPositive();
        assertThat(here.memory()).isGreaterThan(1 << 20);
        assertThat(here.jvm()).contains(Runtime.version().toString());
        assertThat(here.isComparableTo(here)).isTrue();
    }

    @Test
    void holdsNoSystemProperty() {
        assertThat(MachineFingerprint.current().flags()).noneMatch(flag -> flag.startsWith("-D"));
    }

    @Test
    void comparesDurationsAcrossKernelsAndFlagsButNotAcrossProcessorsOrJvms() {
        assertThat(MACHINE.isComparableTo(
                        new MachineFingerprint("Xeon", 2, 4L << 30, "Linux 6.2 amd64", "OpenJDK 17.0.15", List.of())))
                .isTrue();
        assertThat(MACHINE.isComparableTo(
                        new MachineFingerprint("Epyc", 2, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17.0.15", List.of())))
                .isFalse();
        assertThat(MACHINE.isComparableTo(
                        new MachineFingerprint("Xeon", 4, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17.0.15", List.of())))
                .isFalse();
        assertThat(MACHINE.isComparableTo(
                        new MachineFingerprint("Xeon", 2, 8L << 30, "Linux 6.1 amd64", "OpenJDK 25", List.of())))
                .isFalse();
    }

    @Test
    void normalisesDurationsOfAnotherMachineOnlyWhereBothCanariesAreKnown() {
        MachineFingerprint fast = MACHINE.with(new CanaryTimes(10_000, 30_000));
        MachineFingerprint slow =
                new MachineFingerprint("Epyc", 4, 8L << 30, "Linux 6.1 amd64", "OpenJDK 17.0.15", List.of());

        assertThat(fast.normalisationOf(MACHINE)).contains(Normalisation.SAME);
        assertThat(fast.normalisationOf(slow)).isEmpty();
        assertThat(slow.normalisationOf(fast)).isEmpty();
        Normalisation known =
                slow.with(new CanaryTimes(20_000, 45_000)).normalisationOf(fast).orElseThrow();
        assertThat(known.least()).isCloseTo(1.5 / 1.1, within(1e-9));
        assertThat(known.most()).isCloseTo(2 * 1.1, within(1e-9));
        assertThat(known.underLoad()).isFalse();
    }

    @Test
    void looksOfSeveralJvmsAtOneMachineAreOneAndTheFastestCounts() {
        assertThat(MachineFingerprint.distinct(
                        List.of(MACHINE, MACHINE.with(new CanaryTimes(10, 40)), MACHINE.with(new CanaryTimes(20, 30)))))
                .containsExactly(MACHINE.with(new CanaryTimes(10, 30)));
    }
}
