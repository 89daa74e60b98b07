package io.perfbudgets.budget;

/**
 * Where a budget was declared.
 *
 * @param declaration the annotation as written, {@code @MaxQueries(1)}, or the key path in the file,
 *     {@code requests.lists.latency.p95}
 * @param file the source or budget file's name or path as people write it; empty if unknown
 * @param line the line in it, counted from 1; 0 if unknown
 */
public record Origin(String declaration, String file, int line) {

    /** {@code budgets.yaml:14}, or the file alone, or empty. */
    public String location() {
        return line > 0 ? file + ":" + line : file;
    }

    /** {@code @MaxQueries(1), GamesApiIT.java:42} for people. */
    @Override
    public String toString() {
        return file.isEmpty() ? declaration : declaration + ", " + location();
    }
}
