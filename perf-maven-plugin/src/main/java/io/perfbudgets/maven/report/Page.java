package io.perfbudgets.maven.report;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.Problem;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.results.RunContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the page shows, in the words and numbers that it shows.
 *
 * @param module what was judged
 * @param passed whether the build may go on
 * @param run when and where it was measured
 * @param tiles the counts at the top
 * @param problems what is wrong with the run as a whole
 * @param accepted what was found and somebody accepted, waivers that hold included
 * @param rows the verdicts, the gravest first
 * @param sections what was observed, subject by subject, those in trouble first
 */
record Page(
        String module,
        boolean passed,
        String run,
        List<Tile> tiles,
        List<Problem> problems,
        List<Problem> accepted,
        List<VerdictRow> rows,
        List<SubjectSection> sections) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /**
     * One count at the top.
     *
     * @param style the status's style class
     */
    record Tile(String style, long count, String label) {}

    static Page of(GateReport report) {
        Map<Subject, List<Finding>> bySubject = report.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.verdict().subject(), HashMap::new, Collectors.toList()));
        List<SubjectSection> sections = new ArrayList<>();
        Map<Subject, String> anchors = new HashMap<>();
        for (Subject subject : report.results().subjects()) {
            Measurement measurement = report.results().measurement(subject).orElseThrow();
            String anchor = "subject-" + (anchors.size() + 1);
            anchors.put(subject, anchor);
            sections.add(SubjectSection.of(anchor, measurement, bySubject.getOrDefault(subject, List.of())));
        }
        sections.sort(Comparator.comparing(SubjectSection::status));
        List<VerdictRow> rows = report.findings().stream()
                .map(finding -> VerdictRow.of(
                        finding, anchors.getOrDefault(finding.verdict().subject(), "")))
                .toList();
        return new Page(
                report.name(),
                report.passed(),
                run(report),
                tiles(report),
                report.problems().stream()
                        .filter(problem -> problem.effect() != Effect.WAIVED)
                        .toList(),
                report.problems(Effect.WAIVED),
                rows,
                sections);
    }

    private static String run(GateReport report) {
        List<RunContext> jvms = report.results().jvms();
        if (jvms.isEmpty()) {
            return "nothing recorded";
        }
        RunContext first = jvms.get(0);
        String count = jvms.size() == 1 ? "1 test JVM" : jvms.size() + " test JVMs";
        return MINUTE.format(first.startedAt()) + " · " + count + " · "
                + first.machine().jvm() + " · " + first.machine().os() + " · "
                + first.machine().cpus() + " CPUs";
    }

    private static List<Tile> tiles(GateReport report) {
        long waived = report.findings(Effect.WAIVED).size();
        return List.of(
                new Tile("broken", report.count(Outcome.BREACHED) - waived, "broken"),
                new Tile("unmeasured", report.count(Outcome.UNMEASURED), "not measured"),
                new Tile("undecided", report.count(Outcome.UNDECIDED), "undecided"),
                new Tile("waived", waived, "waived"),
                new Tile("kept", report.count(Outcome.WITHIN), "kept"));
    }
}
