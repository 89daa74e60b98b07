package io.perfbudgets.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folds lists of two or more in a normalised statement, so that their length makes no other fingerprint: {@code in (?, ?)}
 * to {@code in (?...)}, and tuples, {@code in ((?, ?), (?, ?))}, to {@code in ((?...)...)}; casts of the members are dropped. Read by hand: a regular
 * expression takes a frame of the stack for each element of a list, and lists have tens of thousands.
 */
final class InLists {
    private static final Pattern IN = Pattern.compile("(?i)\\bin ?\\(");

    private static final Pattern CAST =
            Pattern.compile("(?i) ?cast ?\\( ?\\? as [\\w ]{1,40}(?:\\(\\?(?:, ?\\?)?\\))? ?\\)");

    private final String text;
    private int at;

    private InLists(String text) {
        this.text = text;
    }

    static String fold(String text) {
        Matcher in = IN.matcher(text);
        InLists lists = new InLists(text);
        StringBuilder folded = new StringBuilder();
        int copied = 0;
        while (in.find()) {
            lists.at = in.end();
            String list = lists.list();
            if (!list.isEmpty()) {
                folded.append(text, copied, in.start()).append("in ").append(list);
                copied = lists.at;
            }
        }
        return copied == 0 ? text : folded.append(text, copied, text.length()).toString();
    }

    /** The folded list that begins here, its parenthesis read already; empty if it is none of two or more. */
    private String list() {
        int from = at;
        boolean tuples = next('(');
        at = from;
        int members = 0;
        do {
            if (!(tuples ? tuple() : value())) {
                return "";
            }
            members++;
        } while (next(','));
        if (!next(')') || members < 2) {
            return "";
        }
        return tuples ? "((?...)...)" : "(?...)";
    }

    private boolean tuple() {
        if (!next('(')) {
            return false;
        }
        do {
            if (!value()) {
                return false;
            }
        } while (next(','));
        return next(')');
    }

    /** {@code ?}, or {@code cast(? as int)}. */
    private boolean value() {
        if (next('?')) {
            return true;
        }
        Matcher cast = CAST.matcher(text).region(at, text.length());
        if (cast.lookingAt()) {
            at = cast.end();
            return true;
        }
        return false;
    }

    /** The text with {@code ?} for each {@code cast(? as int)}. */
    static String withoutCasts(String text) {
        return CAST.matcher(text).replaceAll(" ?");
    }

    private boolean next(char wanted) {
        int from = at;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        if (from < text.length() && text.charAt(from) == wanted) {
            at = from + 1;
            return true;
        }
        return false;
    }
}
