package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.Problem;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.results.RunContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the page's script reads: a line of JSON with all that is known of each subject, which it parses when the subject is
 * looked at, and an index of what it lists. The subjects in trouble come first.
 */
final class ReportData {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final String name;
    private final List<ReportedModule> modules;
    private final List<ReportSubject> subjects;
    private final ArrayNode listed = JsonNodeFactory.instance.arrayNode();
    private final PastNews news;

    ReportData(String name, List<ReportedModule> modules) {
        this.name = name;
        this.modules = List.copyOf(modules);
        this.news = new PastNews(modules);
        List<ReportSubject> all = new ArrayList<>();
        for (int module = 0; module < modules.size(); module++) {
            addSubjects(module, all);
        }
        all.sort(Comparator.comparing(ReportSubject::status));
        this.subjects = List.copyOf(all);
    }

    private void addSubjects(int module, List<ReportSubject> to) {
        GateReport report = modules.get(module).report();
        Map<Subject, List<Finding>> findings = new LinkedHashMap<>();
        report.results().subjects().forEach(subject -> findings.put(subject, new ArrayList<>()));
        for (Finding finding : report.findings()) {
            findings.computeIfAbsent(finding.verdict().subject(), unseen -> new ArrayList<>())
                    .add(finding);
        }
        findings.forEach((subject, found) -> to.add(new ReportSubject(module, subject, found)));
    }

    /** Hands over the details of each subject as one line, in the order of the index. */
    void eachDetail(Consumer<String> lines) {
        for (ReportSubject subject : subjects) {
            ReportedModule module = modules.get(subject.module());
            Optional<Measurement> measurement = module.report().results().measurement(subject.subject());
            List<Subject> known = subject.known(module.report().results(), measurement);
            known.forEach(each -> news.listed(subject.module(), each, listed.size()));
            lines.accept(
                    SubjectJson.of(subject, measurement, known, module.past()).toString());
            listed.add(subject.listed(measurement));
        }
    }

    /** What is listed; once {@link #eachDetail} has gone over all. */
    String index() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", name);
        node.put("passed", modules.stream().allMatch(module -> module.report().passed()));
        ArrayNode statuses = node.putArray("statuses");
        for (Status status : Status.values()) {
            statuses.addObject()
                    .put("style", status.style())
                    .put("word", status.word())
                    .put("sign", status.sign())
                    .put("count", count(status));
        }
        ArrayNode told = node.putArray("modules");
        modules.forEach(module -> told.add(module(module)));
        ArrayNode issues = node.putArray("issues");
        for (int subject = 0; subject < subjects.size(); subject++) {
            for (int budget : subjects.get(subject).notKept()) {
                issues.addArray().add(subject).add(budget);
            }
        }
        node.set("changes", news.changes());
        node.set("shifts", news.shifts());
        node.set("subjects", listed);
        return node.toString();
    }

    private long count(Status status) {
        return subjects.stream()
                .flatMap(subject -> subject.findings().stream())
                .filter(finding -> Status.of(finding) == status)
                .count();
    }

    private static ObjectNode module(ReportedModule module) {
        GateReport report = module.report();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", report.name());
        node.put("passed", report.passed());
        node.put("headline", GateText.headline(report));
        node.put("run", run(report));
        ArrayNode problems = node.putArray("problems");
        report.problems().stream()
                .filter(problem -> problem.effect() != Effect.WAIVED)
                .map(Problem::text)
                .forEach(problems::add);
        ArrayNode accepted = node.putArray("accepted");
        report.problems(Effect.WAIVED).stream().map(Problem::text).forEach(accepted::add);
        Optional<Past.Comparison> comparison = module.past().comparison();
        comparison.ifPresent(compared -> node.put("before", compared.before())
                .put("after", compared.after())
                .put("note", compared.note()));
        return node;
    }

    private static String run(GateReport report) {
        List<RunContext> jvms = report.results().jvms();
        if (jvms.isEmpty()) {
            return "nothing recorded";
        }
        RunContext first = jvms.get(0);
        return Stream.of(
                        MINUTE.format(first.startedAt()),
                        jvms.size() == 1 ? "1 test JVM" : jvms.size() + " test JVMs",
                        first.machine().jvm(),
                        first.machine().os(),
                        first.machine().cpus() + " CPUs")
                .reduce((a, b) -> a + " · " + b)
                .orElseThrow();
    }

    /** JSON that ends no script element, whatever it holds. */
    static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }
}
