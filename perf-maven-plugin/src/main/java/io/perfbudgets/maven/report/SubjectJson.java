package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Change;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.sql.NPlusOne;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** All that the page shows of one subject. What does not apply to it is left out. */
final class SubjectJson {
    private SubjectJson() {}

    /** @param known as the past knows it: under each load by a name of its own */
    static ObjectNode of(ReportSubject subject, Optional<Measurement> measurement, List<Subject> known, Past past) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode budgets = node.putArray("budgets");
        subject.findings().forEach(finding -> budgets.add(budget(finding)));
        measurement.ifPresent(observed -> {
            node.put("unit", SubjectFacts.unit(observed.subject()));
            ArrayNode facts = node.putArray("facts");
            SubjectFacts.of(observed)
                    .forEach(fact -> facts.addArray().add(fact.name()).add(fact.value()));
            if (observed.latencies().count() > 0) {
                node.set("latency", LatencyJson.of(observed.latencies(), subject.findings()));
            }
            node.set("sql", UnitsJson.of(observed));
            addNPlusOnes(node.putArray("nPlusOnes"), observed.nPlusOnes());
            observed.plans().ifPresent(plans -> addPlans(node.putArray("plans"), plans));
            ArrayNode series = node.putArray("series");
            observed.series().forEach(each -> series.add(SeriesJson.of(each)));
            observed.profile().ifPresent(profile -> {
                node.set("flames", FlameJson.of(profile));
                node.put("recording", profile.file());
            });
            ArrayNode notes = node.putArray("notes");
            SubjectFacts.notes(observed).forEach(notes::add);
        });
        ArrayNode courses = node.putArray("history");
        ArrayNode changes = node.putArray("changes");
        for (Subject each : known) {
            String under = each.name().substring(subject.subject().name().length());
            past.courses().getOrDefault(each, List.of()).forEach(course -> courses.add(SeriesJson.of(course, under)));
            past.changes(each).filter(SubjectJson::isWorthALine).forEach(change -> addChange(changes, change, under));
        }
        return node;
    }

    private static ObjectNode budget(Finding finding) {
        Verdict verdict = finding.verdict();
        long observed = verdict.observed().map(Amount::value).orElse(0L);
        long limit = verdict.budget().limit().value();
        double scale = 1.12 * Math.max(1, Math.max(observed, limit));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("s", Status.of(finding).style());
        node.put("metric", verdict.budget().name());
        node.put("observed", verdict.observed().map(Amount::toString).orElse("–"));
        node.put("limit", verdict.budget().limit().toString());
        node.put("minimum", verdict.budget().metric().isMinimum());
        node.put("filled", Math.round(1_000 * observed / scale) / 10.0);
        node.put("limitAt", Math.round(1_000 * limit / scale) / 10.0);
        node.put("declared", verdict.budget().origin().declaration());
        node.put("at", verdict.budget().origin().location());
        node.put("test", verdict.subject().kind() == Subject.Kind.TEST ? "" : verdict.test());
        node.put(
                "note",
                finding.waiver()
                        .map(waiver ->
                                "waived until " + waiver.until() + ": " + waiver.reason() + " (" + waiver.owner() + ")")
                        .orElse(verdict.reason()));
        node.put("text", Explanation.of(verdict));
        return node;
    }

    private static void addNPlusOnes(ArrayNode to, List<NPlusOne> findings) {
        for (NPlusOne finding : findings) {
            ObjectNode node = to.addObject();
            node.put("sql", UnitsJson.sql(finding.repeated()));
            node.put("site", finding.repeated().callSite().location());
            node.put("count", finding.repeated().count());
            node.put("values", finding.repeated().distinctValues());
            node.put("perRow", finding.oncePerRow());
            finding.parent().ifPresent(parent -> node.put("parent", UnitsJson.sql(parent))
                    .put("parentSite", parent.callSite().location()));
        }
    }

    private static void addPlans(ArrayNode to, PlanAudit plans) {
        for (ScanFinding finding : plans.findings()) {
            to.addObject()
                    .put("counts", finding.counts())
                    .put("what", finding.what())
                    .put("rows", finding.rows() > 0 ? SubjectFacts.counted(finding.rows()) : "")
                    .put("sql", UnitsJson.clipped(finding.fingerprint().text()))
                    .put("site", finding.callSite().location())
                    .put("fix", finding.allowed().isEmpty() ? finding.fix() : "accepted: " + finding.allowed());
        }
    }

    /** Nobody reads ten thousand percent. */
    static String difference(double share) {
        return share == 0
                ? "0 %"
                : share < 9
                        ? String.format(Locale.ROOT, "%+.1f %%", 100 * share)
                        : String.format(Locale.ROOT, "%.3g ×", share + 1);
    }

    /** What is nothing before and after, such as N+1 queries mostly are, is no news. */
    private static boolean isWorthALine(Change change) {
        return change.metric().isComparable()
                && Stream.concat(change.before().stream(), change.after().stream())
                        .anyMatch(value -> value.value() != 0);
    }

    private static void addChange(ArrayNode to, Change change, String under) {
        to.addArray()
                .add(change.metric().key() + under)
                .add(change.before().map(Amount::toString).orElse("–"))
                .add(change.after().map(Amount::toString).orElse("–"))
                .add(change.difference().map(SubjectJson::difference).orElse(""))
                .add(change.interval())
                .add(change.word().toString());
    }
}
