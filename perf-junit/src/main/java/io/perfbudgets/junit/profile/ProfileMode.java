package io.perfbudgets.junit.profile;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** When bodies are profiled: the system property {@value #PROPERTY}. */
public enum ProfileMode {
    /** Each test, while it runs. */
    ALWAYS("always"),
    /** A test that broke a budget on time or memory, whose body is run again for it. */
    ON_BREACH("onBreach"),
    NEVER("never");

    static final String PROPERTY = "perf.profile";

    private final String word;

    ProfileMode(String word) {
        this.word = word;
    }

    /** Refuses a word that is none, before anything runs. */
    public static void refuseUnknown() {
        configured();
    }

    /**
     * The one that is set; {@link #ON_BREACH} if none is.
     *
     * @throws ExtensionConfigurationException if it is no such word
     */
    public static ProfileMode configured() {
        String set = System.getProperty(PROPERTY, ON_BREACH.word);
        for (ProfileMode mode : values()) {
            if (mode.word.equals(set)) {
                return mode;
            }
        }
        throw new ExtensionConfigurationException(PROPERTY + " is '" + set + "': write "
                + Arrays.stream(values()).map(mode -> mode.word).collect(Collectors.joining(", ")));
    }
}
