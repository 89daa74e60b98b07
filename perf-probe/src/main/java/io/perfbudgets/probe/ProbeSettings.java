package io.perfbudgets.probe;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where and how a probe works.
 *
 * @param directory the module's folder: the command runs in it, files are relative to it
 * @param output the folder for the application's output and the summary
 * @param environment what <code>${env:NAME}</code> refers to
 * @param remote whether a target that is not this machine may be loaded
 */
public record ProbeSettings(Path directory, Path output, Map<String, String> environment, boolean remote) {
    public ProbeSettings {
        environment = Map.copyOf(environment);
    }
}
