package io.perfbudgets.plan;

import io.perfbudgets.plan.TableRead.Access;
import io.perfbudgets.plan.TableRead.Filter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code EXPLAIN} of H2: the statement, with a comment after each table that says how it is read. */
final class H2Plan {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final Pattern READ = Pattern.compile("\\b(?:FROM|JOIN|UPDATE|USING)\\s+(?:" + NAME + "\\.)?(?:"
            + NAME + "\\.)?" + NAME + "(?:\\s+" + NAME + ")?\\s*/\\*\\s*([^\\s*]+)");
    private static final Pattern ANY_READ = Pattern.compile("\\bFROM\\b");
    private static final Pattern ORDER = Pattern.compile("\\bORDER BY\\b");

    private H2Plan() {}

    static Plan read(String text) {
        Matcher read = READ.matcher(text);
        Set<TableRead> reads = new LinkedHashSet<>(); // an IN (SELECT …) is printed twice
        boolean any = false;
        while (read.find()) {
            any = true;
            String how = read.group(5);
            if (!how.equals("SELECT") && !how.equals("WITH") && !how.startsWith("(")) {
                reads.add(read(read, how));
            }
        }
        if (!any && ANY_READ.matcher(text).find() && !text.contains("/*")) {
            throw new UnreadablePlanException("H2's plan does not say how it reads its tables");
        }
        return new Plan(List.copyOf(reads), ORDER.matcher(text).find() && !text.contains("/* index sorted */"));
    }

    private static TableRead read(Matcher read, String how) {
        String name = unquoted(read.group(3));
        String alias = read.group(4) == null ? name : unquoted(read.group(4));
        String schema = read.group(2) != null ? read.group(2) : read.group(1);
        Access access;
        if (how.endsWith(".tableScan")) {
            access = Access.TABLE;
        } else {
            access = how.endsWith(":") ? Access.KEYED : Access.INDEX;
        }
        String index = access == Access.TABLE ? "" : how.replaceAll(":$", "").replaceAll("^.*\\.", "");
        return new TableRead(
                schema == null ? "" : unquoted(schema), name, alias, access, index, "", Filter.UNKNOWN, -1);
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
