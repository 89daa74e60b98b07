package io.perfbudgets.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table that a statement is about first of all. */
public final class Tables {
    private static final Pattern NAME =
            Pattern.compile("(?i)\\b(?:from|into|update|join) ([\\w.\"`]+)|\\bmerge into ([\\w.\"`]+)");

    private Tables() {}

    /** Its name as the statement writes it, quotes left out; empty if it names none. */
    public static Optional<String> of(Fingerprint fingerprint) {
        Matcher name = NAME.matcher(fingerprint.text());
        return name.find()
                ? Optional.of((name.group(1) != null ? name.group(1) : name.group(2)).replaceAll("[\"`]", ""))
                : Optional.empty();
    }
}
