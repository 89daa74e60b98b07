package io.perfbudgets.maven.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Explanation;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Static Analysis Results Interchange Format, version 2.1.0 (OASIS 2020). A rule is a metric. */
final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private Sarif() {}

    static String text(GateReport report) {
        List<Finding> told = report.findings().stream()
                .filter(finding -> finding.effect() != Effect.PASSES && finding.effect() != Effect.IGNORED)
                .toList();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "perfbudgets");
        ArrayNode rules = driver.putArray("rules");
        TreeSet<String> names = told.stream()
                .map(finding -> finding.verdict().budget().name())
                .collect(Collectors.toCollection(TreeSet::new));
        names.forEach(name -> rules.addObject()
                .put("id", name)
                .putObject("shortDescription")
                .put("text", "Performance budget on " + name));
        ArrayNode results = run.putArray("results");
        told.forEach(finding -> results.add(result(finding)));
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode result(Finding finding) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("ruleId", finding.verdict().budget().name());
        result.put("level", finding.effect() == Effect.FAILS ? "error" : "warning");
        result.putObject("message").put("text", Explanation.of(finding.verdict()));
        Origin origin = finding.verdict().budget().origin();
        if (!origin.file().isEmpty()) {
            ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
            place.putObject("artifactLocation").put("uri", uri(origin.file()));
            if (origin.line() > 0) {
                place.putObject("region").put("startLine", origin.line());
            }
        }
        if (finding.effect() == Effect.WAIVED) {
            finding.waiver().ifPresent(waiver -> result.putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("justification", waiver.reason() + " (" + waiver.owner() + ", until " + waiver.until() + ")"));
        }
        return result;
    }

    private static String uri(String file) {
        return file.replace('\\', '/').replace("%", "%25").replace(" ", "%20");
    }
}
