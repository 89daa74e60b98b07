package io.perfbudgets.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A statement without its values: literals and parameters are {@code ?}, an IN list of two or more is {@code (?...)},
 * comments are gone and white space is single blanks. Two statements with one fingerprint differ in values alone.
 *
 * <p>Holds no literal, so it may leave the JVM.
 *
 * @param text the normalised statement
 * @param kind what it does
 */
public record Fingerprint(String text, StatementKind kind) {
    private static final int MAX_CACHED = 4_096;
    private static final int MAX_CACHED_LENGTH = 10_000;
    private static final Map<String, Fingerprint> CACHE = new ConcurrentHashMap<>();

    /**
     * The fingerprint of a statement as the application wrote it. Thread-safe; a text seen before costs one map look-up
     * (the cache is bounded to {@value #MAX_CACHED} texts).
     */
    public static Fingerprint of(String sql) {
        Fingerprint known = CACHE.get(sql);
        return known != null ? known : learn(sql);
    }

    private static Fingerprint learn(String sql) {
        String text = Normaliser.normalise(sql);
        Fingerprint fingerprint = new Fingerprint(text, StatementKind.of(text, sql));
        if (CACHE.size() >= MAX_CACHED) {
            CACHE.clear(); // texts with literals in them come and go; the hot ones are back at once
        }
        if (sql.length() <= MAX_CACHED_LENGTH) {
            CACHE.put(sql, fingerprint);
        }
        return fingerprint;
    }

    /** The normalised text. */
    @Override
    public String toString() {
        return text;
    }
}
