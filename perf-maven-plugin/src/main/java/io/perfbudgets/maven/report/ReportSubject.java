package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A subject of a report.
 *
 * @param module the index of its module
 * @param findings about it, the gravest first
 */
record ReportSubject(int module, Subject subject, List<Finding> findings) {
    ReportSubject {
        findings = List.copyOf(findings);
    }

    /** The gravest of its findings'. */
    Status status() {
        return findings.stream().map(Status::of).min(Enum::compareTo).orElse(Status.FREE);
    }

    /** The indices of the findings that are not simply kept. */
    int[] notKept() {
        return IntStream.range(0, findings.size())
                .filter(index -> Status.of(findings.get(index)) != Status.KEPT)
                .toArray();
    }

    /** By which names the past knows it: what was measured under different loads is never set beside each other there. */
    List<Subject> known(RunResults results, Optional<Measurement> measurement) {
        return measurement.flatMap(Measurement::load).isEmpty()
                ? List.of(subject)
                : results.scenarios(subject).stream()
                        .map(each -> subject.under(each.scenario()))
                        .toList();
    }

    /** The entry in the list: what is needed to show it there, to search and to sort. */
    ObjectNode listed(Optional<Measurement> measurement) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("m", module);
        node.put("k", subject.kind().name().toLowerCase(Locale.ROOT));
        node.put("n", subject.name());
        if (!subject.shortName().equals(subject.name())) {
            node.put("short", subject.shortName());
        }
        node.put("s", status().style());
        node.put("load", Math.round(100 * worstLoad()));
        ArrayNode metrics = node.putArray("b");
        findings.stream()
                .map(finding -> finding.verdict().budget().name())
                .distinct()
                .forEach(metrics::add);
        measurement.ifPresent(known -> {
            node.put("units", known.units());
            if (known.latencies().count() > 0) {
                node.put("p95", known.latencies().percentile(0.95));
                node.put("time", known.latencies().mean() * known.latencies().count());
            }
            if (known.sqlCaptured()) {
                node.put("q", known.worst(Metric.QUERIES));
            }
        });
        return node;
    }

    /** How far the worst of its budgets is used up, 1 for all of it. */
    private double worstLoad() {
        return findings.stream()
                .map(Finding::verdict)
                .mapToDouble(ReportSubject::load)
                .max()
                .orElse(0);
    }

    private static double load(Verdict verdict) {
        long limit = Math.max(1, verdict.budget().limit().value());
        long observed = verdict.observed().map(Amount::value).orElse(0L);
        return verdict.budget().metric().isMinimum()
                ? (double) limit / Math.max(1, observed)
                : (double) observed / limit;
    }
}
