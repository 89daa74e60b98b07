package io.perfbudgets.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a statement does, as far as budgets tell it apart. */
public enum StatementKind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    /** Data definition, procedure calls and all else that an application may run. */
    OTHER,
    /** What pools, drivers and transactions say among themselves: shown apart, never counted as a query. */
    HOUSEKEEPING,
    /**
     * The fetching of a generated identifier, which a pooled sequence makes come and go: shown apart, never counted as a
     * query.
     */
    IDENTIFIER;

    private static final Set<String> SESSION_WORDS = Set.of(
            "set",
            "pragma",
            "show",
            "begin",
            "start",
            "commit",
            "end",
            "rollback",
            "abort",
            "savepoint",
            "release",
            "reset",
            "use",
            "discard");

    /** What a text may look like that only asks whether the database still answers. */
    private static final Pattern MAYBE_VALIDATION =
            Pattern.compile("(?:select|values) ?\\(?\\?\\)?(?: from [\\w.$]+)?");

    /**
     * The usual validation queries of connection pools. With another value it is the application's: {@code select 42}.
     */
    private static final Pattern VALIDATION = Pattern.compile(
            "(?:select (?:1|'x')"
                    + "(?: from (?:dual|sysibm\\.sysdummy1|information_schema\\.system_users|rdb\\$database))?|values ?\\(?1\\)?)[ ;]*");

    private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|--[^\n]*", Pattern.DOTALL);

    private static final String NAME = "[\\w.$\"`\\[\\]]+";

    /** How dialects ask for a generated key or for the next numbers of a sequence. */
    private static final String FROM_SEQUENCE = "(?:select|values|call) (?:(?:last_insert_rowid|last_insert_id|lastval"
            + "|scope_identity|identity_val_local|identity|currval|nextval|gen_id) ?\\((?:[^()]|\\([^()]*\\))*\\)|@@identity"
            + "|next value for " + NAME + "|" + NAME + "\\.(?:nextval|currval|next_value))(?: (?:as )?\\w+)?"
            + "(?: from (?:dual|sysibm\\.sysdummy1|rdb\\$database|(?:generate_series|system_range) ?\\([^()]*\\)))?";

    /** How Hibernate keeps a sequence in a table where the database has none (SQLite, MySQL), or is told to. */
    private static final String FROM_TABLE =
            "select (?:next_val as id_val from " + NAME + "|tbl\\.next_val from " + NAME
                    + " tbl where tbl\\.sequence_name ?= ?\\?)(?: for update.*| with .*)?"
                    + "|update " + NAME + " set next_val ?= ?\\? where next_val ?= ?\\?(?: and sequence_name ?= ?\\?)?"
                    + "|insert into " + NAME + " ?\\(sequence_name, ?next_val\\) values ?\\(\\?, ?\\?\\)";

    private static final Pattern IDENTIFIERS = Pattern.compile(FROM_SEQUENCE + "|" + FROM_TABLE);

    private static final Pattern FINAL_TABLE =
            Pattern.compile("\\b(?:final|new|old) table ?\\( ?(insert|update|delete|merge)\\b");
    private static final Pattern WORD = Pattern.compile("[a-z]+");

    /** Whether it counts as a query of its unit. */
    public boolean isCounted() {
        return this != HOUSEKEEPING && this != IDENTIFIER;
    }

    /**
     * Classifies a statement.
     *
     * @param normalised its {@linkplain Fingerprint#text() normalised text}
     * @param sql the statement as it was written
     */
    static StatementKind of(String normalised, String sql) {
        String text = normalised.toLowerCase(Locale.ROOT);
        if (isPing(text, sql)) {
            return HOUSEKEEPING;
        }
        if (IDENTIFIERS.matcher(text).matches()) {
            return IDENTIFIER;
        }
        String verb = firstVerb(text);
        return switch (verb) {
            case "select", "values", "table" -> selectOrChangeTable(text);
            case "insert", "replace", "upsert" -> INSERT;
            case "update", "merge" -> UPDATE;
            case "delete", "truncate" -> DELETE;
            default -> SESSION_WORDS.contains(verb) ? HOUSEKEEPING : OTHER;
        };
    }

    /** Some drivers take a text that is nothing but a comment for a ping. */
    private static boolean isPing(String text, String sql) {
        if (!text.isEmpty() && !MAYBE_VALIDATION.matcher(text).matches()) {
            return false;
        }
        String written = COMMENTS.matcher(sql).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return written.isEmpty()
                || VALIDATION.matcher(written.replaceAll("\\s+", " ")).matches();
    }

    /** The first word, or for {@code WITH a AS (…) DELETE …} the first data verb outside all parentheses. */
    private static String firstVerb(String text) {
        var words = WORD.matcher(text);
        if (!words.find()) {
            return "";
        }
        String first = words.group();
        if (!first.equals("with")) {
            return first;
        }
        while (words.find()) {
            switch (words.group()) {
                case "select", "insert", "update", "delete", "merge", "values" -> {
                    if (depthAt(text, words.start()) == 0) {
                        return words.group();
                    }
                }
                default -> {}
            }
        }
        return "select";
    }

    private static int depthAt(String text, int index) {
        int depth = 0;
        for (int i = 0; i < index; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return depth;
    }

    /** {@code select id from final table (insert …)} is how some dialects return generated keys: it is the insert. */
    private static StatementKind selectOrChangeTable(String text) {
        var change = FINAL_TABLE.matcher(text);
        if (!change.find()) {
            return SELECT;
        }
        return switch (change.group(1)) {
            case "insert" -> INSERT;
            case "delete" -> DELETE;
            default -> UPDATE;
        };
    }
}
