package io.perfbudgets.gate;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The verdicts of a report as an aligned table for a console, one line each. */
final class VerdictTable {
    private static final int MOST_KEPT = 40;
    private static final int SUBJECT_WIDTH = 60;
    private static final int WORD = 0;
    private static final int OBSERVED = 3;

    private VerdictTable() {}

    /** A budget that was judged test by test with one result is one line. */
    private record Key(Effect effect, Subject subject, Budget budget, String word) {}

    static List<String> of(GateReport report, Tint tint) {
        Map<Key, List<Finding>> byLine = new LinkedHashMap<>();
        for (Finding finding : report.findings()) {
            Verdict verdict = finding.verdict();
            Key key = new Key(finding.effect(), verdict.subject(), verdict.budget(), word(finding));
            byLine.computeIfAbsent(key, ignored -> new ArrayList<>()).add(finding);
        }
        List<List<String>> rows = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        int kept = 0;
        int keptInAll = 0;
        for (Map.Entry<Key, List<Finding>> line : byLine.entrySet()) {
            boolean keeps = line.getKey().effect() == Effect.PASSES;
            keptInAll += keeps ? 1 : 0;
            if (!keeps || kept++ < MOST_KEPT) {
                rows.add(row(line.getKey(), line.getValue()));
                effects.add(line.getKey().effect());
            }
        }
        List<String> lines = aligned(rows, effects, tint);
        if (keptInAll > MOST_KEPT) {
            lines.add(String.format(Locale.ROOT, "and %,d more that are kept", keptInAll - MOST_KEPT));
        }
        return lines;
    }

    /** The word for a finding: {@code BROKEN}, {@code waived}, {@code kept} and so on. */
    static String word(Finding finding) {
        if (finding.effect() == Effect.WAIVED) {
            return "waived";
        }
        return switch (finding.verdict().outcome()) {
            case WITHIN -> "kept";
            case BREACHED -> "BROKEN";
            case UNDECIDED -> "UNDECIDED";
            case UNMEASURED -> "NOT MEASURED";
        };
    }

    private static List<String> row(Key key, List<Finding> findings) {
        boolean over = findings.get(0).verdict().outcome() == Outcome.BREACHED;
        String observed = findings.stream()
                .flatMap(finding -> finding.verdict().observed().stream())
                .max((a, b) -> Long.compare(a.value(), b.value()))
                .map(Amount::toString)
                .orElse("-");
        Budget budget = key.budget();
        String times = findings.size() > 1 ? "  in " + findings.size() + " tests" : "";
        return List.of(
                key.word(),
                abbreviated(key.subject().shortName()),
                budget.name(),
                observed,
                (over ? broken(budget.metric()) : "of ") + budget.limit(),
                place(budget.origin()) + times);
    }

    private static String broken(Metric metric) {
        return metric == Metric.QUERIES_EXACTLY ? "not " : metric.isMinimum() ? "< " : "> ";
    }

    /** What an annotation says stands in the other columns already; a key path in a file too. */
    private static String place(Origin origin) {
        return origin.location().isEmpty() ? origin.declaration() : origin.location();
    }

    private static String abbreviated(String name) {
        String oneLine = name.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= SUBJECT_WIDTH ? oneLine : oneLine.substring(0, SUBJECT_WIDTH - 1) + "…";
    }

    private static List<String> aligned(List<List<String>> rows, List<Effect> effects, Tint tint) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        List<Integer> widths = IntStream.range(0, columns)
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = rows.get(row).get(column);
                String padding = " ".repeat(widths.get(column) - cell.length());
                boolean tells = column == WORD || column == OBSERVED;
                String shown = tells ? tint.of(effects.get(row), cell) : cell;
                // Amounts line up at their right end.
                line.append(column == OBSERVED ? padding + shown : shown + padding)
                        .append("  ");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
