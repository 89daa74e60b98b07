package io.perfbudgets.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedStoreTest {
    private static final RecordedTest TEST = RecordedTest.observed(
            List.of(new RecordedUnit("test", 1, false, List.of(new RecordedStep(1, "select * from games", "")))));

    @TempDir
    Path folder;

    @Test
    void losesNoRecordOfTestsOnSeveralThreads() {
        IntStream.range(0, 200).parallel().forEach(i -> store().change(tests -> tests.put("lists[" + i + "]", TEST)));
        assertThat(store().read().tests()).hasSize(200);
    }

    @Test
    void losesNoRecordOfSeveralJvms() throws Exception {
        List<Process> jvms = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            jvms.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            folder.toString(),
                            name)
                    .inheritIO()
                    .start());
        }
        for (Process jvm : jvms) {
            assertThat(jvm.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(jvm.exitValue()).isZero();
        }
        assertThat(store().read().tests()).hasSize(60);
    }

    /** Another JVM that records. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            RecordedStore store = store(Path.of(args[0]));
            for (int i = 0; i < 20; i++) {
                String name = args[1] + "[" + i + "]";
                store.change(tests -> tests.put(name, TEST));
            }
        }
    }

    @Test
    void touchesNoFileThatStaysTheSameAndLeavesNothingBesideIt() throws IOException {
        store().change(tests -> tests.put("lists", TEST));
        Path file = folder.resolve("src/GamesIT.queries.yaml");
        var written = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(written.toMillis() - 10_000));
        store().change(tests -> tests.put("lists", TEST));
        assertThat(Files.getLastModifiedTime(file)).isLessThan(written);
        try (Stream<Path> beside = Files.list(file.getParent())) {
            assertThat(beside).containsExactly(file);
        }
    }

    @Test
    void deletesAFileWithNothingInIt() {
        store().change(tests -> tests.put("lists", TEST));
        store().change(tests -> tests.clear());
        assertThat(folder.resolve("src/GamesIT.queries.yaml")).doesNotExist();
        store().change(tests -> {});
        assertThat(folder.resolve("src/GamesIT.queries.yaml")).doesNotExist();
    }

    @Test
    void overwritesNoFileThatItCannotRead() throws IOException {
        Path file = folder.resolve("src/GamesIT.queries.yaml");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> store().change(tests -> tests.put("lists", TEST)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("GamesIT.queries.yaml is not UTF-8");
        assertThat(Files.readAllBytes(file)).hasSize(2);
    }

    private RecordedStore store() {
        return store(folder);
    }

    private static RecordedStore store(Path folder) {
        return new RecordedStore(folder.resolve("src/GamesIT.queries.yaml"), "GamesIT", folder.resolve("locks"));
    }
}
