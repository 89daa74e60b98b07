package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {
    private static final String HERE = "io/perfbudgets/junit/";

    @TempDir
    Path module;

    @Test
    void findsTheModuleAboveTheClassFile() {
        SourceTree sources = SourceTree.of(SourceTreeTest.class);
        assertThat(sources.queriesOf(SourceTreeTest.class))
                .isEqualTo(sources.module().resolve("src/test/java/" + HERE + "SourceTreeTest.queries.yaml"));
        assertThat(sources.nameOf(sources.queriesOf(SourceTreeTest.class)))
                .isEqualTo("src/test/java/" + HERE + "SourceTreeTest.queries.yaml");
        assertThat(sources.scratch()).isEqualTo(sources.module().resolve("target/perf"));
    }

    @Test
    void putsTheFileBesideTheSourceWhateverItsLanguageAndSourceSet() throws IOException {
        source("src/integrationTest/kotlin/" + HERE + "SourceTreeTest.kt");
        assertThat(queries()).isEqualTo("src/integrationTest/kotlin/" + HERE + "SourceTreeTest.queries.yaml");
        source("src/it/java/" + HERE + "SourceTreeTest.java");
        source("src/main/java/" + HERE + "Other.java");
        assertThat(queries()).startsWith("src/integrationTest/kotlin/");
    }

    @Test
    void putsItAmongTheResourcesWhereTheSourceStandsElsewhere() throws IOException {
        source("src/test/kotlin/SourceTreeTest.kt");
        assertThat(queries()).isEqualTo("src/test/resources/" + HERE + "SourceTreeTest.queries.yaml");
        assertThat(new SourceTree(module).scratch()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    }

    private String queries() {
        SourceTree sources = new SourceTree(module);
        return sources.nameOf(sources.queriesOf(SourceTreeTest.class));
    }

    private void source(String path) throws IOException {
        Path file = module.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }
}
