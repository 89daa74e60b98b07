package io.perfbudgets.sql;

/**
 * Turns a statement into its fingerprint's text in one pass over its characters.
 *
 * <p>Whether a backslash escapes a quote depends on the database. The text itself tells: read the wrong way, it leaves a
 * string open or a backslash outside all strings, and is then read the other way, so that no part of a literal is ever
 * taken for SQL.
 */
final class Normaliser {
    private final String sql;
    private final boolean backslashEscapes;
    private final StringBuilder out;
    private int at;
    private boolean suspicious;

    private Normaliser(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
        this.out = new StringBuilder(sql.length());
    }

    static String normalise(String sql) {
        Normaliser standard = new Normaliser(sql, false);
        standard.run();
        if (!standard.suspicious) {
            return standard.text();
        }
        Normaliser escaped = new Normaliser(sql, true);
        escaped.run();
        return escaped.text();
    }

    private String text() {
        String text = out.toString().strip();
        if (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        return InLists.fold(text);
    }

    private void run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                blank();
                at++;
            } else if (sql.startsWith("--", at)) {
                skipTo("\n");
            } else if (sql.startsWith("/*", at)) {
                skipTo("*/");
            } else if (c == '\'') {
                string();
            } else if (c == '"' || c == '`') {
                quotedIdentifier(c);
            } else if (c == '$') {
                dollar();
            } else if (c == ':' && startsNamedParameter()) {
                at++;
                skipWord();
                parameter();
            } else if (Character.isDigit(c) || (c == '.' && isDigitAt(at + 1) && !afterWord())) {
                number();
            } else if (Character.isLetter(c) || c == '_') {
                word();
            } else {
                suspicious |= c == '\\';
                out.append(c);
                at++;
            }
        }
    }

    private void blank() {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private void parameter() {
        out.append('?');
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, at + 2);
        at = found < 0 ? sql.length() : found + end.length();
        blank();
    }

    private void string() {
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && backslashEscapes) {
                at += 2;
            } else if (c != '\'') {
                at++;
            } else if (sql.startsWith("''", at)) {
                at += 2;
            } else {
                at++;
                parameter();
                return;
            }
        }
        suspicious = true;
        parameter();
    }

    private void quotedIdentifier(char quote) {
        int end = sql.indexOf(quote, at + 1);
        int next = end < 0 ? sql.length() : end + 1;
        out.append(sql, at, next);
        at = next;
    }

    /** {@code $1} is a parameter, {@code $$text$$} and {@code $tag$text$tag$} are strings (PostgreSQL). */
    private void dollar() {
        int start = at++;
        skipWord();
        if (at < sql.length() && sql.charAt(at) == '$') {
            String tag = sql.substring(start, ++at);
            int end = sql.indexOf(tag, at);
            at = end < 0 ? sql.length() : end + tag.length();
        }
        parameter();
    }

    private boolean startsNamedParameter() {
        boolean cast = at > 0 && sql.charAt(at - 1) == ':';
        return !cast && at + 1 < sql.length() && Character.isJavaIdentifierStart(sql.charAt(at + 1));
    }

    private void number() {
        while (at < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '.' || inExponent())) {
            at++;
        }
        parameter();
    }

    private boolean inExponent() {
        char c = sql.charAt(at);
        return (c == '+' || c == '-') && Character.toLowerCase(sql.charAt(at - 1)) == 'e' && isDigitAt(at + 1);
    }

    /** A word as it stands; prefixes of string literals ({@code N'…'}, {@code E'…'}, {@code X'…'}) are dropped. */
    private void word() {
        int start = at;
        skipWord();
        while (at < sql.length() && sql.charAt(at) == '$') { // within a name, as in v$session, it starts no parameter
            at++;
            skipWord();
        }
        boolean prefix = at - start == 1
                && at < sql.length()
                && sql.charAt(at) == '\''
                && "nNeExXbB".indexOf(sql.charAt(start)) >= 0;
        if (!prefix) {
            out.append(sql, start, at);
        }
    }

    private void skipWord() {
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
            at++;
        }
    }

    private boolean isDigitAt(int index) {
        return index < sql.length() && Character.isDigit(sql.charAt(index));
    }

    private boolean afterWord() {
        return at > 0 && (Character.isLetterOrDigit(sql.charAt(at - 1)) || "_\"`".indexOf(sql.charAt(at - 1)) >= 0);
    }
}
