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
public record FullScanAllowance(String table, boolean onlyWhole, String reason, Origin origin) {

    /**
     * Whether it is about a full scan of {@code scanned}.
     *
     * @param whole whether the statement asks for the whole table
     */
    public boolean covers(String scanned, boolean whole) {
        String name = scanned.toLowerCase(Locale.ROOT);
        String glob = table.toLowerCase(Locale.ROOT);
        return (whole || !onlyWhole)
                && (Glob.matches(glob, name) || Glob.matches(glob, name.substring(name.lastIndexOf('.') + 1)));
    }
}
