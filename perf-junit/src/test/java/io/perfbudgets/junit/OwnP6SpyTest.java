package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application wants of p6spy goes on beside capture, which counts each statement once all the same. */
class OwnP6SpyTest {
    private static final String TO_STANDARD_OUTPUT = "com.p6spy.engine.spy.appender.StdoutLogger";

    @TempDir
    Path folder;

    @Test
    void itsLogGoesOnWithASettingsFile() throws Exception {
        Files.writeString(folder.resolve("spy.properties"), "appender=" + TO_STANDARD_OUTPUT + "\n");
        assertThat(run()).filteredOn(line -> line.contains("|statement|")).hasSize(1);
        assertThat(run()).contains("counted: 1");
    }

    @Test
    void itsLogGoesOnWithSystemProperties() throws Exception {
        List<String> lines = run("-Dp6spy.config.appender=" + TO_STANDARD_OUTPUT);
        assertThat(lines).filteredOn(line -> line.contains("|statement|")).hasSize(1);
        assertThat(lines).contains("counted: 1");
    }

    @Test
    void itsListenersSeeEachStatementOnceWithAndWithoutSettings() throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("com.p6spy.engine.event.JdbcEventListener"), OwnP6Spy.Listener.class.getName() + "\n");
        assertThat(run()).filteredOn(line -> line.startsWith("own listener: ")).hasSize(1);
        assertThat(folder.resolve("spy.log")).doesNotExist();
        Files.writeString(folder.resolve("spy.properties"), "appender=" + TO_STANDARD_OUTPUT + "\n");
        List<String> lines = run();
        assertThat(lines).filteredOn(line -> line.startsWith("own listener: ")).hasSize(1);
        assertThat(lines).contains("counted: 1");
    }

    /** What {@link OwnP6Spy} prints in a JVM of its own, in the folder and with it on the class path. */
    private List<String> run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-classpath",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                OwnP6Spy.class.getName()));
        Process jvm = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
