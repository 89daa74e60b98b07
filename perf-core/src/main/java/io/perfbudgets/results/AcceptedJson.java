package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.QueryAllowance;
import io.perfbudgets.measure.AcceptedQueries;
import io.perfbudgets.measure.AcceptedQuery;
import java.util.ArrayList;
import java.util.List;

/** Accepted queries as JSON. */
final class AcceptedJson {
    private AcceptedJson() {}

    static ObjectNode write(AcceptedQueries accepted) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode queries = node.putArray("queries");
        accepted.queries()
                .forEach(each -> queries.add(StatementsJson.write(each.query())
                        .put("metric", each.metric().key())
                        .put("reason", each.reason())));
        ArrayNode declared = node.putArray("declared");
        accepted.declared()
                .forEach(each -> writeOrigin(
                        declared.addObject()
                                .put("metric", each.metric().key())
                                .put("table", each.table())
                                .put("statement", each.statement())
                                .put("at", each.at())
                                .put("reason", each.reason()),
                        each.origin()));
        return node;
    }

    /** A metric that only a newer version knows is left out, as its counts are. */
    static AcceptedQueries read(JsonNode node) {
        List<AcceptedQuery> queries = new ArrayList<>();
        node.path("queries").forEach(each -> Metric.ofKey(each.path("metric").asText())
                .ifPresent(metric -> queries.add(new AcceptedQuery(
                        metric,
                        StatementsJson.readGroup(each),
                        each.path("reason").asText()))));
        List<QueryAllowance> declared = new ArrayList<>();
        node.path("declared").forEach(each -> Metric.ofKey(each.path("metric").asText())
                .ifPresent(metric -> declared.add(new QueryAllowance(
                        metric,
                        each.path("table").asText(),
                        each.path("statement").asText(),
                        each.path("at").asText(),
                        each.path("reason").asText(),
                        readOrigin(each)))));
        return new AcceptedQueries(queries, declared);
    }

    static ObjectNode writeOrigin(ObjectNode node, Origin origin) {
        return node.put("declaration", origin.declaration())
                .put("file", origin.file())
                .put("line", origin.line());
    }

    static Origin readOrigin(JsonNode node) {
        return new Origin(
                node.path("declaration").asText(),
                node.path("file").asText(),
                node.path("line").asInt());
    }
}
