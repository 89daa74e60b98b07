package io.perfbudgets.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks failsafe how many integration tests failed, so that a broken budget never hides a broken test. */
final class FailedTests {
    private static final Pattern COUNT = Pattern.compile("<(?:errors|failures)>(\\d+)</");

    private FailedTests() {}

    /**
     * The failed tests by the summary that failsafe leaves for its own goal {@code verify}, which may come after ours.
     *
     * @return empty if failsafe left none since {@code file} was written
     */
    static OptionalLong since(Path file, Path buildFolder) throws IOException {
        Path summary = buildFolder.resolve("failsafe-reports").resolve("failsafe-summary.xml");
        if (!Files.isRegularFile(summary)
                || Files.getLastModifiedTime(summary).compareTo(Files.getLastModifiedTime(file)) < 0) {
            return OptionalLong.empty();
        }
        Matcher counts = COUNT.matcher(Files.readString(summary));
        return OptionalLong.of(counts.results()
                .mapToLong(count -> Long.parseLong(count.group(1)))
                .sum());
    }
}
