package io.perfbudgets.results;

import static org.assertj.core.api.Assertions.assertThat;

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
}
