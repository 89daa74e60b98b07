package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.Tables;
import io.perfbudgets.sql.UnitLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements behind a verdict, one line each: how often, what, and from which line of the application. */
final class StatementLines {
    private static final int SHOWN = 10;
    private static final int SLOWEST = 3;
    private static final int SQL_WIDTH = 160;
    private static final Pattern LINE = Pattern.compile("^ +[0-9,]+ x  |^  Fix: ");
    private static final Pattern FROM = Pattern.compile("(?i)\\bfrom ([\\w.\"`]+)");

    private StatementLines() {}

    /** The statements of the worst unit, N+1 ones marked, and what to do about them. */
    static List<String> of(Measurement evidence, Metric metric) {
        List<NPlusOne> findings = evidence.nPlusOnes();
        List<StatementGroup> groups = metric == Metric.N_PLUS_ONE
                ? groupsOf(findings)
                : evidence.worstUnit(metric).groups();
        List<String> lines = new ArrayList<>();
        groups.stream().limit(SHOWN).forEach(group -> lines.add(line(group, evidence)));
        if (groups.size() > SHOWN) {
            lines.add(String.format(Locale.ROOT, "        and %,d more statements", groups.size() - SHOWN));
        }
        findings.stream()
                .filter(finding -> groups.stream().anyMatch(group -> isOf(group, finding.repeated())))
                .limit(2)
                .forEach(finding -> {
                    lines.add("  Fix: " + Fix.of(finding));
                    Fix.doubt(finding).ifPresent(doubt -> lines.add("  Unsure: " + doubt));
                });
        return lines;
    }

    /** Whether a line of an explanation is a statement, or what to do about one. */
    static boolean isOne(String line) {
        return LINE.matcher(line).find();
    }

    /** Where the time of a slow unit went. */
    static List<String> slowest(Measurement evidence) {
        return evidence.worstUnit().groups().stream()
                .sorted(Comparator.comparingLong(StatementGroup::nanos).reversed())
                .limit(SLOWEST)
                .map(group -> line(group, evidence) + "   " + Amount.nanos(group.nanos()))
                .toList();
    }

    private static List<StatementGroup> groupsOf(List<NPlusOne> findings) {
        List<StatementGroup> groups = new ArrayList<>();
        for (NPlusOne finding : findings) {
            finding.parent().filter(parent -> !groups.contains(parent)).ifPresent(groups::add);
            if (!groups.contains(finding.repeated())) {
                groups.add(finding.repeated());
            }
        }
        return groups;
    }

    private static String line(StatementGroup group, Measurement evidence) {
        return line(
                group,
                evidence.nPlusOnes().stream()
                        .filter(finding -> isOf(group, finding.repeated()))
                        .findFirst()
                        .map(finding -> "   <- N+1: " + repeats(finding))
                        .or(() -> evidence.repeats().stream()
                                .filter(finding -> isOf(group, finding.repeated()))
                                .findFirst()
                                .map(finding -> "   <- " + runOnce(finding)))
                        .orElse(""));
    }

    /** A statement with a remark behind it. */
    static String line(StatementGroup group, String mark) {
        String site = group.callSite().location();
        return String.format(
                Locale.ROOT,
                "  %,5d x  %s%s%s",
                group.count(),
                abbreviated(group.fingerprint().text()),
                site.isEmpty() ? "" : "   (" + site + ")",
                mark);
    }

    private static boolean isOf(StatementGroup group, StatementGroup repeated) {
        return group.fingerprint().equals(repeated.fingerprint())
                && group.callSite().equals(repeated.callSite());
    }

    /** Why a query could be run once. */
    static String runOnce(RunOnce finding) {
        return (finding.isParameterless() ? "it has no values" : "the same values each time")
                + " and nothing is written in between: run it once, keep the result";
    }

    private static String repeats(NPlusOne finding) {
        StatementGroup repeated = finding.repeated();
        String values = repeated.distinctValues() >= UnitLog.MAX_DISTINCT
                ? "over " + UnitLog.MAX_DISTINCT
                : Integer.toString(repeated.distinctValues());
        String per = finding.parent()
                .filter(parent -> finding.oncePerRow())
                .flatMap(parent -> Tables.of(parent.fingerprint()))
                .map(table -> "once per row of " + table + ", ")
                .orElse("");
        return per + values + " different values" + Fix.through(repeated);
    }

    /** The middle of a long column list tells least. */
    static String abbreviated(String sql) {
        if (sql.length() <= SQL_WIDTH) {
            return sql;
        }
        Matcher from = FROM.matcher(sql);
        int tail = from.find() ? from.start() : SQL_WIDTH / 2;
        String end = sql.substring(tail);
        String head = sql.substring(0, Math.min(tail, 40)) + " … ";
        return head + (end.length() > SQL_WIDTH ? end.substring(0, SQL_WIDTH) + " …" : end);
    }
}
