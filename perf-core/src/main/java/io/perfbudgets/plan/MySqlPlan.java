package io.perfbudgets.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.perfbudgets.plan.TableRead.Access;
import io.perfbudgets.plan.TableRead.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code EXPLAIN FORMAT=JSON} of MariaDB and of MySQL (version 1 of its format), which differ in what lies around. */
final class MySqlPlan {
    private static final Pattern TEXT_LINE = Pattern.compile("(?m)^(\\s*\"\\w+\": \")(.*)(\",?)$");
    private static final Pattern BARE_QUOTE = Pattern.compile("(?<!\\\\)\"");

    private final List<TableRead> reads = new ArrayList<>();
    private boolean sorts;

    private MySqlPlan() {}

    static Plan read(String json) {
        JsonNode block = parse(json).path("query_block");
        if (!block.isObject()) {
            throw new UnreadablePlanException("the server's plan has no query_block: its format is not known");
        }
        MySqlPlan reader = new MySqlPlan();
        reader.visit(block);
        return new Plan(reader.reads, reader.sorts);
    }

    /** MariaDB does not escape the quotes of names in conditions, which it prints under {@code ANSI_QUOTES}. */
    private static JsonNode parse(String json) {
        try {
            return PlanJson.parse("The server", json);
        } catch (UnreadablePlanException unescaped) {
            return PlanJson.parse(
                    "The server",
                    TEXT_LINE
                            .matcher(json)
                            .replaceAll(line -> Matcher.quoteReplacement(line.group(1)
                                    + BARE_QUOTE.matcher(line.group(2)).replaceAll("\\\\\"")
                                    + line.group(3))));
        }
    }

    private void visit(JsonNode node) {
        node.properties().forEach(entry -> {
            switch (entry.getKey()) {
                case "table" -> add(entry.getValue());
                case "filesort" -> sorts = true;
                case "using_filesort" -> sorts |= entry.getValue().asBoolean();
                default -> {}
            }
            visit(entry.getValue());
        });
        if (node.isArray()) {
            node.forEach(this::visit);
        }
    }

    private void add(JsonNode table) {
        String name = table.path("table_name").asText();
        if (name.isEmpty() || name.startsWith("<")) {
            return; // nothing to read, or a table that the statement itself makes
        }
        reads.add(new TableRead(
                "",
                name,
                name,
                access(table.path("access_type").asText()),
                table.path("key").asText(),
                "",
                table.has("attached_condition") ? Filter.YES : Filter.NO,
                table.path("rows_examined_per_scan").asLong(table.path("rows").asLong(-1))));
    }

    private static Access access(String type) {
        return switch (type) {
            case "ALL", "hash_ALL" -> Access.TABLE;
            case "index", "hash_index" -> Access.INDEX;
            case "system",
                    "const",
                    "eq_ref",
                    "ref",
                    "ref_or_null",
                    "fulltext",
                    "range",
                    "index_merge",
                    "unique_subquery",
                    "index_subquery",
                    "ref|filter",
                    "eq_ref|filter",
                    "range|filter",
                    "hash_range" -> Access.KEYED;
            default -> throw new UnreadablePlanException("the server's plan reads a table in a way that is not known");
        };
    }
}
