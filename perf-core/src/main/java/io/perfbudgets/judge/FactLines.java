package io.perfbudgets.judge;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.ConnectionLeak;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.UnitStatements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What stands behind a count: the statements, rows or connections of the worst unit, and what to do about them. */
final class FactLines {
    private static final int SHOWN = 10;

    private FactLines() {}

    static List<String> of(Measurement evidence, Metric metric) {
        UnitStatements unit = evidence.worstUnit(metric);
        return switch (metric) {
            case DUPLICATES ->
                with(
                        groups(
                                unit,
                                group -> evidence.accepted().hold(metric, group) ? 0 : group.duplicates(),
                                "the same again %,d times"),
                        "read it once and pass the answer on, or cache it for the unit.");
            case REPEATS ->
                with(
                        evidence.repeats().stream()
                                .limit(SHOWN)
                                .map(finding -> StatementLines.line(
                                        finding.repeated(), "   <- " + StatementLines.runOnce(finding)))
                                .toList(),
                        "run it once before the loop and keep the result.");
            case ROWS ->
                with(
                        groups(unit, StatementGroup::rows, "%,d rows"),
                        "read a page of them, or let the database filter, count and sum.");
            case ROWS_UPDATED -> groups(unit, StatementGroup::updatedRows, "%,d rows changed");
            case CONNECTIONS ->
                with(
                        opened(unit.connections().mostOpenedAt()),
                        "close the first connection before the second is taken: threads that each hold one and wait for"
                                + " another one empty a pool for good.");
            case CONNECTION_LEAKS ->
                with(
                        unit.connections().leaks().stream()
                                .limit(SHOWN)
                                .map(FactLines::opened)
                                .toList(),
                        "close it in any case, by try (Connection connection = …) { … }.");
            default -> StatementLines.of(evidence, metric);
        };
    }

    private static List<String> groups(UnitStatements unit, ToLongFunction<StatementGroup> of, String remark) {
        return unit.groups().stream()
                .filter(group -> of.applyAsLong(group) > 0)
                .sorted(Comparator.comparingLong(of).reversed())
                .limit(SHOWN)
                .map(group -> StatementLines.line(
                        group, "   <- " + String.format(Locale.ROOT, remark, of.applyAsLong(group))))
                .toList();
    }

    private static List<String> opened(List<CallSite> sites) {
        Map<CallSite, Long> counted = new LinkedHashMap<>();
        sites.forEach(site -> counted.merge(site, 1L, Long::sum));
        return counted.entrySet().stream()
                .map(site -> opened(new ConnectionLeak(site.getKey(), site.getValue())))
                .toList();
    }

    private static String opened(ConnectionLeak connections) {
        String site = connections.openedAt().location();
        return String.format(
                Locale.ROOT,
                "  %,5d x  opened at %s",
                connections.count(),
                site.isEmpty() ? "a line that is not known" : "(" + site + ")");
    }

    private static List<String> with(List<String> lines, String fix) {
        List<String> all = new ArrayList<>(lines);
        all.add("  Fix: " + fix);
        return all;
    }
}
