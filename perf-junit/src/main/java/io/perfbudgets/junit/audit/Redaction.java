package io.perfbudgets.junit.audit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a database's message what it may quote of a statement's values. */
final class Redaction {
    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')+)'|\\b(\\d+(?:\\.\\d+)?)\\b");

    private Redaction() {}

    /** {@code message} with an ellipsis for every value that was bound to {@code sql} or is written in it. */
    static String of(String message, String sql, List<?> values) {
        String redacted = message;
        for (Object value : values) {
            redacted = without(redacted, String.valueOf(value));
        }
        Matcher literals = LITERAL.matcher(sql);
        while (literals.find()) {
            redacted = without(redacted, literals.group(1) == null ? literals.group(2) : literals.group(1));
        }
        return redacted;
    }

    private static String without(String message, String value) {
        return value.isEmpty()
                ? message
                : Pattern.compile("(?<!\\w)" + Pattern.quote(value) + "(?!\\w)")
                        .matcher(message)
                        .replaceAll("…");
    }
}
