package io.perfbudgets.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvingProcessTest {
    @TempDir
    Path target;

    @AfterEach
    void forget() {
        System.clearProperty(PreparedRun.PROPERTY);
    }

    @Test
    void isAroundTheProcessesThatComeFromItAndNoOther() {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        long started = parent.info().startInstant().orElseThrow().toEpochMilli();

        assertThat(ProvingProcess.isAround(ProvingProcess.current())).isTrue();
        assertThat(ProvingProcess.isAround(parent.pid() + "@" + started)).isTrue();
        assertThat(ProvingProcess.isAround(parent.pid() + "@" + (started - 60_000)))
                .isFalse();
        assertThat(ProvingProcess.isAround("999999999@" + started)).isFalse();
        assertThat(List.of("", "1", "@", "1@", "1@x", parent.pid() + "@-1")).noneMatch(ProvingProcess::isAround);
    }

    @Test
    void aSabotagedRunTakesThePlaceOfTheOrdinaryOneOnlyForItsOwnProcesses() throws IOException {
        PreparedRun ordinary = new PreparedRun("run-1", "shop", target.resolve("results"), List.of());
        PreparedRun proving = new PreparedRun("prove-1", "shop", target.resolve("prove"), List.of());
        System.setProperty(PreparedRun.PROPERTY, PreparedRun.file(target).toString());
        ordinary.write(target);

        proving.writeSabotaged(target, "1@1");
        assertThat(PreparedRun.find()).hasValueSatisfying(found -> {
            assertThat(found.runId()).isEqualTo("run-1");
            assertThat(found.sabotaged()).isFalse();
        });

        proving.writeSabotaged(target, ProvingProcess.current());
        assertThat(PreparedRun.find()).hasValueSatisfying(found -> {
            assertThat(found.runId()).isEqualTo("prove-1");
            assertThat(found.sabotaged()).isTrue();
        });
        assertThat(PreparedRun.in(target).orElseThrow().runId()).isEqualTo("run-1");
    }
}
