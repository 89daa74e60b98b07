package io.perfbudgets.maven;

import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Terminal;
import io.perfbudgets.gate.Tint;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;

/**
 * Colours of a terminal, where Maven itself writes in colours: not with {@code -B}, {@code -l} or
 * {@code -Dstyle.color=never}, nor into a file or a pipe, nor where the environment has a {@code NO_COLOR}.
 * {@code -Dstyle.color=always} asks for them anywhere.
 */
final class Colours {
    private static final String CONTROL = "\u001B[";
    private static final String PLAIN = CONTROL + "m";

    /** Where Maven keeps whether it writes in colours: Maven 4, and 3. Both are in its core, which plugins do not see. */
    private static final List<String> HOLDERS =
            List.of("org.apache.maven.jline.MessageUtils", "org.apache.maven.shared.utils.logging.MessageUtils");

    private Colours() {}

    /** What the words of a goal look like. */
    static Tint of(MavenSession session) {
        Properties given = session.getUserProperties();
        boolean coloured = isColoured(
                given.getProperty("style.color", "auto"),
                Optional.ofNullable(System.getenv("NO_COLOR")).orElse(""),
                session.getRequest().isInteractiveMode() && mavenIsColoured() && Terminal.isThere());
        return coloured ? Colours::tinted : Tint.NONE;
    }

    /** @param terminal whether Maven writes in colours to a terminal */
    static boolean isColoured(String asked, String noColour, boolean terminal) {
        return switch (asked) {
            case "always" -> true;
            case "never" -> false;
            default -> terminal && noColour.isEmpty();
        };
    }

    static String tinted(Effect effect, String text) {
        return switch (effect) {
            case FAILS -> CONTROL + "1;31m" + text + PLAIN;
            case WARNS -> CONTROL + "33m" + text + PLAIN;
            case WAIVED -> CONTROL + "36m" + text + PLAIN;
            case PASSES -> CONTROL + "32m" + text + PLAIN;
            case IGNORED -> text;
        };
    }

    private static boolean mavenIsColoured() {
        return HOLDERS.stream().anyMatch(Colours::saysSo);
    }

    private static boolean saysSo(String holder) {
        try {
            Class<?> utils = Class.forName(holder, true, MavenSession.class.getClassLoader());
            return Boolean.TRUE.equals(utils.getMethod("isColorEnabled").invoke(null));
        } catch (ReflectiveOperationException | LinkageError ofAnotherMaven) {
            return false;
        }
    }
}
