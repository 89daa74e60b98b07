package io.perfbudgets.budget;

import java.util.Locale;

/**
 * Full scans of a table that are accepted.
 *
 * @param table the table's name, with or without its schema; {@code *} stands for any characters, case for nothing
 * @param onlyWhole whether only statements that ask for the whole table are accepted, and none that look for rows in it
 * @param reason why
 * @param origin where it was declared
 */
public record FullScanAllowance(String table, boolean onlyWhole, String reason, Origin origin) implements Allowance {

    /**
     * Whether it is about a full scan of {@code scanned}.
     *
     * @param whole whether the statement asks for the whole table
     */
    public boolean covers(String scanned, boolean whole) {
        return (whole || !onlyWhole) && isTable(table, scanned);
    }

    /** Whether a pattern is about a table, whose schema it may leave out. */
    static boolean isTable(String pattern, String table) {
        String name = table.toLowerCase(Locale.ROOT);
        String glob = pattern.toLowerCase(Locale.ROOT);
        return Glob.matches(glob, name) || Glob.matches(glob, name.substring(name.lastIndexOf('.') + 1));
    }

    @Override
    public String what() {
        return "Full scans of " + table;
    }

    @Override
    public String unmet() {
        return "no plan had one" + (onlyWhole ? " that asks for the whole table" : "");
    }
}
