package io.perfbudgets.sql;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells by its text whether a SELECT reads one part of many on purpose: a chunk of keys, a range or a page. What one row
 * needs is asked for by equality alone.
 */
final class ReadInParts {
    /** Several keys at once: a list, tuples, an array, a list of values, or the same comparison again and again. */
    private static final Pattern KEYS =
            Pattern.compile("\\bin \\(\\?\\.\\.\\.\\)|\\bin \\(\\(\\?\\.\\.\\.\\)\\.\\.\\.\\)"
                    + "|= ?(?:any|some) ?\\(|\\b(?:array_contains|unnest|json_each|json_table|string_split) ?\\("
                    + "|\\( ?values\\b|([\\w.\"`]+ ?= ?\\?)(?: or \\1)+");

    private static final Pattern PAGE =
            Pattern.compile("\\boffset \\?|\\blimit \\? ?, ?\\?|\\brownum\\b|\\brow_number ?\\(");

    private static final Pattern LIMIT =
            Pattern.compile("\\blimit \\?|\\bfetch (?:first|next) \\? rows?\\b|\\btop ?\\(? ?\\?");

    private static final Pattern RANGE = Pattern.compile("[<>]=? ?(?:\\?|\\( ?\\?)|\\bbetween \\? and \\?");
    private static final Pattern EQUALITY = Pattern.compile("(?<![<>!])= ?\\?");
    private static final Pattern IN_SELECT = Pattern.compile("\\bin ?\\( ?select\\b");

    private ReadInParts() {}

    static boolean is(Fingerprint fingerprint) {
        String text = InLists.withoutCasts(fingerprint.text().toLowerCase(Locale.ROOT));
        if (KEYS.matcher(text).find() || PAGE.matcher(text).find()) {
            return true;
        }
        boolean range = RANGE.matcher(text).find();
        if (range && text.contains("order by") && LIMIT.matcher(text).find()) {
            return true; // the next page, by the last key of the one before
        }
        String outer = withoutInnerSelects(text);
        boolean subselect =
                outer.length() < text.length() && IN_SELECT.matcher(text).find();
        return (range || subselect) && !EQUALITY.matcher(outer).find();
    }

    /** What is asked of the rows themselves: the conditions of selects in parentheses are about other rows. */
    private static String withoutInnerSelects(String text) {
        StringBuilder outer = new StringBuilder();
        int depth = 0;
        int inner = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : 0;
            if (inner == 0 && c == '(' && text.startsWith("select", at + (text.startsWith(" ", at + 1) ? 2 : 1))) {
                inner = depth;
            }
            if (inner == 0) {
                outer.append(c);
            }
            if (c == ')') {
                inner = depth == inner ? 0 : inner;
                depth--;
            }
        }
        return outer.toString();
    }
}
