package io.perfbudgets.maven.history;

/** The words in which the databases differ. */
enum Dialect {
    SQLITE("integer primary key", "blob"),
    POSTGRESQL("bigint generated always as identity primary key", "bytea");

    private final String key;
    private final String bytes;

    Dialect(String key, String bytes) {
        this.key = key;
        this.bytes = bytes;
    }

    /** {@code $KEY} and {@code $BYTES} in this database's words. */
    String words(String sql) {
        return sql.replace("$KEY", key).replace("$BYTES", bytes);
    }
}
