package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.FullScanAllowance;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.plan.Unexplained;
import io.perfbudgets.sql.Fingerprint;
import io.perfbudgets.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;

/** What plans came to, as JSON. */
final class PlansJson {
    private PlansJson() {}

    static ObjectNode write(PlanAudit plans) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("explained", plans.explained());
        ArrayNode findings = node.putArray("findings");
        plans.findings().forEach(finding -> findings.add(write(finding)));
        ArrayNode unexplained = node.putArray("unexplained");
        plans.unexplained().forEach(each -> fingerprint(unexplained.addObject(), each.fingerprint())
                .put("reason", each.reason()));
        ArrayNode allowances = node.putArray("allowances");
        plans.allowances()
                .forEach(each -> AcceptedJson.writeOrigin(
                        allowances
                                .addObject()
                                .put("table", each.table())
                                .put("onlyWhole", each.onlyWhole())
                                .put("reason", each.reason()),
                        each.origin()));
        return node;
    }

    private static ObjectNode write(ScanFinding finding) {
        ObjectNode node = fingerprint(JsonNodeFactory.instance.objectNode(), finding.fingerprint());
        node.put("finding", finding.kind().name());
        node.put("table", finding.table());
        ArrayNode columns = node.putArray("columns");
        finding.columns().forEach(columns::add);
        node.put("rows", finding.rows());
        node.put("engine", finding.engine());
        node.put("fix", finding.fix());
        node.put("allowed", finding.allowed());
        StatementsJson.writeSite(node, finding.callSite());
        return node;
    }

    private static ObjectNode fingerprint(ObjectNode node, Fingerprint fingerprint) {
        return node.put("sql", fingerprint.text())
                .put("kind", fingerprint.kind().name());
    }

    static PlanAudit read(JsonNode node) {
        List<ScanFinding> findings = new ArrayList<>();
        node.path("findings").forEach(finding -> findings.add(readFinding(finding)));
        List<Unexplained> unexplained = new ArrayList<>();
        node.path("unexplained")
                .forEach(each -> unexplained.add(new Unexplained(
                        readFingerprint(each), each.path("reason").asText())));
        List<FullScanAllowance> allowances = new ArrayList<>();
        node.path("allowances")
                .forEach(each -> allowances.add(new FullScanAllowance(
                        each.path("table").asText(),
                        each.path("onlyWhole").asBoolean(),
                        each.path("reason").asText(),
                        AcceptedJson.readOrigin(each))));
        return new PlanAudit(node.path("explained").asLong(), findings, unexplained, allowances);
    }

    private static ScanFinding readFinding(JsonNode node) {
        List<String> columns = new ArrayList<>();
        node.path("columns").forEach(column -> columns.add(column.asText()));
        return new ScanFinding(
                Json.constant(ScanFinding.Kind.class, node.path("finding").asText()),
                node.path("table").asText(),
                columns,
                node.path("rows").asLong(-1),
                readFingerprint(node),
                StatementsJson.readSite(node.path("callSite")),
                node.path("engine").asText(),
                node.path("fix").asText(),
                node.path("allowed").asText());
    }

    private static Fingerprint readFingerprint(JsonNode node) {
        return new Fingerprint(
                node.path("sql").asText(),
                Json.constant(StatementKind.class, node.path("kind").asText()));
    }
}
