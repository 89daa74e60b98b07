package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedTestsTest {
    @TempDir
    Path target;

    private Path run;

    @BeforeEach
    void prepare() throws IOException {
        run = Files.createFile(target.resolve("run.properties"));
        Files.setLastModifiedTime(run, FileTime.fromMillis(1_000));
    }

    @Test
    void addsUpErrorsAndFailures() throws IOException {
        summary(2_000);
        assertThat(FailedTests.since(run, target)).hasValue(3);
    }

    @Test
    void leavesTheSummaryOfAnEarlierBuildOut() throws IOException {
        summary(500);
        assertThat(FailedTests.since(run, target)).isEmpty();
    }

    @Test
    void knowsNothingWhereFailsafeDidNotRun() throws IOException {
        assertThat(FailedTests.since(run, target)).isEmpty();
    }

    private void summary(long millis) throws IOException {
        Path folder = Files.createDirectories(target.resolve("failsafe-reports"));
        Path file = Files.writeString(folder.resolve("failsafe-summary.xml"), """
                <failsafe-summary result="255" timeout="false">
                    <completed>7</completed><errors>1</errors><failures>2</failures><skipped>4</skipped>
                </failsafe-summary>
                """);
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }
}
