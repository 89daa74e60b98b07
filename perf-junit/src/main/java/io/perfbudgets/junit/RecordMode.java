package io.perfbudgets.junit;

import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What {@link RecordedQueries} does with the record of a test. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum RecordMode {
    /** {@link #VERIFY} where the environment variable {@code CI} is set, else {@link #ONCE}. */
    DEFAULT,
    /** Records what is not recorded yet, and compares what is. */
    ONCE,
    /** Compares; a test without a record fails. */
    VERIFY,
    /** Records everything anew. */
    UPDATE;

    static final String PROPERTY = "perf.recorded";

    /** What holds: the system property, else what the annotation says, else what goes with the environment. */
    static RecordMode of(Optional<String> property, RecordMode declared, Optional<String> ci) {
        RecordMode said = property.map(RecordMode::parse).orElse(declared);
        if (said != DEFAULT) {
            return said;
        }
        boolean onCi = ci.filter(value -> !value.isBlank() && !value.equalsIgnoreCase("false"))
                .isPresent();
        return onCi ? VERIFY : ONCE;
    }

    private static RecordMode parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "", "default" -> DEFAULT;
            case "once" -> ONCE;
            case "verify" -> VERIFY;
            case "update" -> UPDATE;
            default ->
                throw new ExtensionConfigurationException(
                        PROPERTY + ": '" + word + "' is no mode. Write once, verify or update");
        };
    }
}
