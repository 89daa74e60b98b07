package io.perfbudgets.junit.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "/etc/passwd", "..", "", "a\u0000b", "GET /api/{id}", "C:\\x", ".hidden"})
    void namesAFileThatStaysInItsFolder(String subject) {
        Path folder = Path.of("/work/profiles");
        Path file = folder.resolve(Profiler.fileName(subject)).normalize();
        assertThat(file.getParent()).isEqualTo(folder);
        assertThat(file.getFileName().toString()).endsWith(".jfr").doesNotStartWith(".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.GamesIT.lists", "games"})
    void namesAPlainSubjectByItself(String subject) {
        assertThat(Profiler.fileName(subject)).isEqualTo(subject + ".jfr");
    }
}
