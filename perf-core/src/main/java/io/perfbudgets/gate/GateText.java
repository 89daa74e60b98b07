package io.perfbudgets.gate;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a report says on a console. Lines are separated by {@code \n}. */
public final class GateText {
    private GateText() {}

    /** {@code Performance budgets of shop: 12 kept, 1 broken, 2 not measured (80 subjects from 2 test JVMs)}. */
    public static String headline(GateReport report) {
        int subjects = report.results().subjects().size();
        int jvms = report.results().jvms().size();
        return "Performance budgets of " + report.name() + ": " + counts(report) + " (" + counted(subjects, "subject")
                + " from " + counted(jvms, "test JVM") + ")";
    }

    private static String counts(GateReport report) {
        long waived = report.findings(Effect.WAIVED).size();
        String counts = Stream.of(
                        count(report.count(Outcome.WITHIN), "kept"),
                        count(report.count(Outcome.BREACHED) - waived, "broken"),
                        count(waived, "waived"),
                        count(report.count(Outcome.UNDECIDED), "undecided"),
                        count(report.count(Outcome.UNMEASURED), "not measured"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "none judged" : counts;
    }

    private static String count(long count, String word) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d %s", count, word);
    }

    private static String counted(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** The verdicts, one line each, the gravest first. */
    public static List<String> table(GateReport report) {
        return table(report, Tint.NONE);
    }

    /** The same, in which the word of each verdict and what was observed have the look of what becomes of it. */
    public static List<String> table(GateReport report, Tint tint) {
        return VerdictTable.of(report, tint);
    }

    /** The word for a finding: {@code BROKEN}, {@code waived}, {@code kept} and so on. */
    public static String word(Finding finding) {
        return VerdictTable.word(finding);
    }

    /** A full explanation for every finding and problem of {@code effect}. */
    public static List<String> explanations(GateReport report, Effect effect) {
        Map<String, List<Verdict>> together = new LinkedHashMap<>();
        for (Finding finding : report.findings(effect)) {
            Verdict verdict = finding.verdict();
            // Budgets of one subject that went unmeasured for one reason are one piece of news.
            String news = verdict.outcome() == Outcome.UNMEASURED
                    ? verdict.subject() + verdict.test() + verdict.reason()
                    : "finding " + together.size();
            together.computeIfAbsent(news, key -> new ArrayList<>()).add(verdict);
        }
        List<String> explanations = new ArrayList<>();
        report.problems(effect).forEach(problem -> explanations.add(problem.text()));
        together.values().forEach(verdicts -> explanations.add(explanation(verdicts)));
        return explanations;
    }

    private static String explanation(List<Verdict> verdicts) {
        String first = Explanation.of(verdicts.get(0));
        String others = verdicts.stream()
                .skip(1)
                .map(verdict -> verdict.budget().name() + " ("
                        + verdict.budget().origin().location() + ")")
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? first : first + "\n  The same goes for " + others;
    }

    /** Why the build fails, one line for each finding and problem that makes it fail; empty if none does. */
    public static String failure(GateReport report) {
        List<String> lines = new ArrayList<>();
        report.problems(Effect.FAILS).forEach(problem -> lines.add("  " + problem.text()));
        report.findings(Effect.FAILS).forEach(finding -> lines.add("  " + line(finding)));
        if (lines.isEmpty()) {
            return "";
        }
        lines.add(0, "Performance budgets of " + report.name() + ": " + counts(report));
        return String.join("\n", lines);
    }

    private static String line(Finding finding) {
        Verdict verdict = finding.verdict();
        String observed = verdict.observed()
                .map(Amount::toString)
                .map(value -> " " + value)
                .orElse("");
        return VerdictTable.word(finding) + ": " + verdict.subject().shortName() + " "
                + verdict.budget().name() + observed + ", budget "
                + verdict.budget().limit() + " ("
                + verdict.budget().origin() + ")";
    }
}
