package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.sql.Access;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.ConnectionLeak;
import io.perfbudgets.sql.Connections;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.LoopOwner;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.StatementKind;
import io.perfbudgets.sql.Trail;
import io.perfbudgets.sql.Transactions;
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
        node.put("identifiers", statements.identifiers());
        node.set("transactions", write(statements.transactions()));
        node.set("connections", write(statements.connections()));
        ArrayNode groups = node.putArray("groups");
        for (StatementGroup group : statements.groups()) {
            groups.add(write(group));
        }
        return node;
    }

    static UnitStatements readUnit(JsonNode node) {
        List<StatementGroup> groups = new ArrayList<>();
        node.path("groups").forEach(group -> groups.add(readGroup(group)));
        return new UnitStatements(
                groups,
                node.path("housekeeping").asLong(),
                node.path("identifiers").asLong(),
                readTransactions(node.path("transactions")),
                readConnections(node.path("connections")));
    }

    private static ObjectNode write(Transactions transactions) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("count", transactions.count())
                .put("longestNanos", transactions.longestNanos())
                .put("totalNanos", transactions.totalNanos());
    }

    private static Transactions readTransactions(JsonNode node) {
        return new Transactions(
                node.path("count").asLong(),
                node.path("longestNanos").asLong(),
                node.path("totalNanos").asLong());
    }

    private static ObjectNode write(Connections connections) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("opened", connections.opened())
                .put("most", connections.most())
                .put("longestNanos", connections.longestNanos())
                .put("totalNanos", connections.totalNanos());
        ArrayNode most = node.putArray("mostOpenedAt");
        for (CallSite site : connections.mostOpenedAt()) {
            writeSite(most.addObject(), site);
        }
        ArrayNode leaks = node.putArray("leaks");
        for (ConnectionLeak leak : connections.leaks()) {
            ObjectNode written = leaks.addObject().put("count", leak.count());
            writeSite(written, leak.openedAt());
        }
        return node;
    }

    private static Connections readConnections(JsonNode node) {
        List<CallSite> most = new ArrayList<>();
        node.path("mostOpenedAt").forEach(site -> most.add(readSite(site.path("callSite"))));
        List<ConnectionLeak> leaks = new ArrayList<>();
        node.path("leaks")
                .forEach(leak -> leaks.add(new ConnectionLeak(
                        readSite(leak.path("callSite")), leak.path("count").asLong())));
        return new Connections(
                node.path("opened").asLong(),
                node.path("most").asLong(),
                most,
                node.path("longestNanos").asLong(),
                node.path("totalNanos").asLong(),
                leaks);
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

    static ArrayNode writeRepeats(List<RunOnce> findings) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (RunOnce finding : findings) {
            array.add(write(finding.repeated()));
        }
        return array;
    }

    static List<RunOnce> readRepeats(JsonNode array) {
        List<RunOnce> findings = new ArrayList<>();
        array.forEach(node -> findings.add(new RunOnce(readGroup(node))));
        return findings;
    }

    static ObjectNode write(StatementGroup group) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("sql", group.fingerprint().text());
        node.put("kind", group.fingerprint().kind().name());
        node.put("count", group.count());
        node.put("distinctValues", group.distinctValues());
        node.put("duplicates", group.duplicates());
        node.put("nanos", group.nanos());
        node.put("rows", group.rows());
        node.put("columns", group.columns());
        node.put("updatedRows", group.updatedRows());
        node.put("batches", group.batches());
        node.put("batched", group.batched());
        node.put("order", group.order());
        node.put("parent", group.parent());
        node.put("startedAt", group.startedAt());
        writeSite(node, group.callSite());
        return node;
    }

    static void writeSite(ObjectNode node, CallSite site) {
        if (!site.equals(CallSite.UNKNOWN)) {
            node.putObject("callSite")
                    .put("class", site.className())
                    .put("method", site.methodName())
                    .put("file", site.file())
                    .put("line", site.line())
                    .put("path", site.path())
                    .put("loop", site.trail().owner().name())
                    .put("access", site.trail().access().name())
                    .put("through", site.trail().through());
        }
    }

    static StatementGroup readGroup(JsonNode node) {
        return new StatementGroup(
                new Fingerprint(
                        node.path("sql").asText(),
                        Json.constant(StatementKind.class, node.path("kind").asText())),
                readSite(node.path("callSite")),
                node.path("count").asLong(),
                node.path("distinctValues").asInt(),
                node.path("duplicates").asLong(),
                node.path("nanos").asLong(),
                node.path("rows").asLong(),
                node.path("columns").asInt(),
                node.path("updatedRows").asLong(),
                node.path("batches").asLong(),
                node.path("batched").asLong(),
                node.path("order").asInt(),
                node.path("parent").asInt(-1),
                node.path("startedAt").asLong());
    }

    static CallSite readSite(JsonNode site) {
        return site.isMissingNode()
                ? CallSite.UNKNOWN
                : new CallSite(
                        site.path("class").asText(),
                        site.path("method").asText(),
                        site.path("file").asText(),
                        site.path("line").asInt(),
                        site.path("path").asInt(),
                        readTrail(site));
    }

    private static Trail readTrail(JsonNode site) {
        return site.has("loop")
                ? new Trail(
                        0,
                        Json.constant(LoopOwner.class, site.path("loop").asText()),
                        Json.constant(Access.class, site.path("access").asText()),
                        site.path("through").asText())
                : Trail.UNKNOWN;
    }
}
