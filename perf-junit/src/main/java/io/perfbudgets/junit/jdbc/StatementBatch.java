package io.perfbudgets.junit.jdbc;

import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.StatementKind;
import io.perfbudgets.sql.ValueHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of values, or the different texts, that one statement has gathered for its next JDBC batch. */
final class StatementBatch {
    private static final int MAX_DIFFERENT = 16;

    private final Map<Fingerprint, String> texts = new LinkedHashMap<>(2);
    private long values;
    private long size;

    /** Adds a row of values of a prepared statement. */
    void add(long valuesOfRow) {
        values = ValueHash.of(values, valuesOfRow);
        size++;
    }

    /** Adds a text of a plain statement. */
    void add(String sql) {
        Fingerprint fingerprint = Fingerprint.of(sql);
        if (texts.size() < MAX_DIFFERENT) {
            texts.putIfAbsent(fingerprint, sql);
        }
        add(ValueHash.of(sql));
    }

    long values() {
        return values;
    }

    long size() {
        return size;
    }

    /** Whether it holds texts of their own, and not rows of values for one. */
    boolean isOfTexts() {
        return !texts.isEmpty();
    }

    /** The different texts, each the first of its fingerprint; or the one that rows of values were added for. */
    Iterable<String> texts(String prepared) {
        return isOfTexts() ? texts.values() : List.of(prepared);
    }

    /** What a batch of texts is: their common fingerprint, or for a mixed one all of them. */
    Fingerprint fingerprint() {
        if (texts.size() == 1) {
            return texts.keySet().iterator().next();
        }
        var kinds = texts.keySet().stream().map(Fingerprint::kind).distinct().toList();
        return new Fingerprint(
                texts.keySet().stream().map(Fingerprint::text).collect(Collectors.joining("; ")),
                kinds.size() == 1 ? kinds.get(0) : StatementKind.OTHER);
    }
}
