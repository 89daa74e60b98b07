package io.perfbudgets.recorded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with a count before it: {@code 100 x select …}; without one it stands once. */
record Counted(long count, String text) {
    private static final Pattern COUNT = Pattern.compile("([1-9][0-9]{0,17}) x (.+)", Pattern.DOTALL);

    static Counted of(String written) {
        Matcher matcher = COUNT.matcher(written);
        return matcher.matches()
                ? new Counted(Long.parseLong(matcher.group(1)), matcher.group(2))
                : new Counted(1, written);
    }
}
