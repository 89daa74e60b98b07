package io.perfbudgets.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.perfbudgets.plan.TableRead.Access;
import io.perfbudgets.plan.TableRead.Filter;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code EXPLAIN (FORMAT JSON)} of PostgreSQL. */
final class PostgresPlan {
    private final List<TableRead> reads = new ArrayList<>();
    private boolean sorts;

    private PostgresPlan() {}

    static Plan read(String json) {
        JsonNode plan = PlanJson.parse("PostgreSQL", json).path(0).path("Plan");
        if (!plan.has("Node Type")) {
            throw new UnreadablePlanException("PostgreSQL's plan has no node that is known");
        }
        PostgresPlan reader = new PostgresPlan();
        reader.visit(plan);
        return new Plan(reader.reads, reader.sorts);
    }

    private void visit(JsonNode node) {
        String type = node.path("Node Type").asText();
        switch (type) {
            case "Seq Scan", "Sample Scan" -> add(node, Access.TABLE, "", "");
            case "Index Scan", "Index Only Scan" -> {
                String key = node.path("Index Cond").asText();
                add(node, access(key), node.path("Index Name").asText(), key);
            }
            case "Bitmap Heap Scan" -> addBitmap(node);
            // By row address: current of a cursor, or ctid = …
            case "Tid Scan", "Tid Range Scan" -> add(node, Access.KEYED, "", "");
            case "Sort", "Incremental Sort" -> sorts = true;
            default -> {}
        }
        node.path("Plans").forEach(this::visit);
    }

    private static Access access(String key) {
        return key.isEmpty() ? Access.INDEX : Access.KEYED;
    }

    /** The indexes stand below the table, joined by and or by or; of an or each must be entered by a condition. */
    private void addBitmap(JsonNode node) {
        List<JsonNode> scans = new ArrayList<>();
        boolean or = collectBitmaps(node, scans);
        List<String> keys = scans.stream()
                .map(scan -> scan.path("Index Cond").asText())
                .filter(key -> !key.isEmpty())
                .toList();
        boolean keyed = or ? keys.size() == scans.size() : !keys.isEmpty();
        String index = scans.size() == 1 ? scans.get(0).path("Index Name").asText() : "";
        add(node, keyed ? Access.KEYED : Access.INDEX, index, keyed ? String.join(" AND ", keys) : "");
    }

    private static boolean collectBitmaps(JsonNode node, List<JsonNode> scans) {
        boolean or = false;
        for (JsonNode child : node.path("Plans")) {
            String type = child.path("Node Type").asText();
            if (type.equals("Bitmap Index Scan")) {
                scans.add(child);
            } else if (type.startsWith("Bitmap") && !type.equals("Bitmap Heap Scan")) {
                boolean below = collectBitmaps(child, scans);
                or |= below || type.equals("BitmapOr");
            }
        }
        return or;
    }

    private void add(JsonNode node, Access access, String index, String key) {
        String name = node.path("Relation Name").asText();
        reads.add(new TableRead(
                node.path("Schema").asText(),
                name,
                node.path("Alias").asText(name),
                access,
                index,
                key,
                node.has("Filter") ? Filter.YES : Filter.NO,
                node.has("Filter") ? -1 : node.path("Plan Rows").asLong(-1)));
    }
}
