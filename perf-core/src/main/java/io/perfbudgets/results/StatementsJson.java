package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.StatementKind;
import io.perfbudgets.sql.UnitStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements as JSON. */
final class StatementsJson {
    private StatementsJson() {}

    static ObjectNode write(UnitStatements statements) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("housekeeping", statements.housekeeping());
        ArrayNode groups = node.putArray("groups");
        statements.groups().forEach(group -> groups.add(write(group)));
        return node;
    }

    static UnitStatements readUnit(JsonNode node) {
        List<StatementGroup> groups = new ArrayList<>();
        node.path("groups").forEach(group -> groups.add(readGroup(group)));
        return new UnitStatements(groups, node.path("housekeeping").asLong());
    }

    static ArrayNode write(List<NPlusOne> findings) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (NPlusOne finding : findings) {
            ObjectNode node = array.addObject();
            node.set("repeated", write(finding.repeated()));
            finding.parent().ifPresent(parent -> node.set("parent", write(parent)));
        }
        return array;
    }

    static List<NPlusOne> readNPlusOnes(JsonNode array) {
        List<NPlusOne> findings = new ArrayList<>();
        for (JsonNode node : array) {
            Optional<StatementGroup> parent =
                    node.has("parent") ? Optional.of(readGroup(node.get("parent"))) : Optional.empty();
            findings.add(new NPlusOne(readGroup(node.path("repeated")), parent));
        }
        return findings;
    }

    private static ObjectNode write(StatementGroup group) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("sql", group.fingerprint().text());
        node.put("kind", group.fingerprint().kind().name());
        node.put("count", group.count());
        node.put("distinctValues", group.distinctValues());
        node.put("nanos", group.nanos());
        node.put("rows", group.rows());
        node.put("batched", group.batched());
        node.put("order", group.order());
        node.put("parent", group.parent());
        if (!group.callSite().equals(CallSite.UNKNOWN)) {
            ObjectNode site = node.putObject("callSite");
            site.put("class", group.callSite().className());
            site.put("method", group.callSite().methodName());
            site.put("file", group.callSite().file());
            site.put("line", group.callSite().line());
            site.put("path", group.callSite().path());
        }
        return node;
    }

    private static StatementGroup readGroup(JsonNode node) {
        return new StatementGroup(
                new Fingerprint(
                        node.path("sql").asText(),
                        Json.constant(StatementKind.class, node.path("kind").asText())),
                readSite(node.path("callSite")),
                node.path("count").asLong(),
                node.path("distinctValues").asInt(),
                node.path("nanos").asLong(),
                node.path("rows").asLong(),
                node.path("batched").asLong(),
                node.path("order").asInt(),
                node.path("parent").asInt(-1));
    }

    private static CallSite readSite(JsonNode site) {
        return site.isMissingNode()
                ? CallSite.UNKNOWN
                : new CallSite(
                        site.path("class").asText(),
                        site.path("method").asText(),
                        site.path("file").asText(),
                        site.path("line").asInt(),
                        site.path("path").asInt());
    }
}
