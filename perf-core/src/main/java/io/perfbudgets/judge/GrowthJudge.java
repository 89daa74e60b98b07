package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.QueryGrowth;
import io.perfbudgets.sql.QueryGrowth.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges how many statements are run more often with more data, by exact counts. */
final class GrowthJudge {
    private GrowthJudge() {}

    /**
     * @param measurement of the body before its data grew
     * @param doubt what may make the counts wrong; empty if nothing does
     */
    static Verdict judge(Budget budget, Measurement measurement, QueryGrowth growth, Optional<String> doubt) {
        long growing = growth.growing().size();
        if (growing > budget.limit().value()) {
            return verdict(budget, measurement, Outcome.BREACHED, growing, broken(growth));
        }
        if (!measurement.sqlCaptured()) {
            return unmeasured(budget, measurement, ExactJudge.NOT_CAPTURED);
        }
        return doubt.map(why -> unmeasured(budget, measurement, why))
                .orElseGet(() -> verdict(budget, measurement, Outcome.WITHIN, growing, formula(growth)));
    }

    private static Verdict unmeasured(Budget budget, Measurement measurement, String why) {
        return new Verdict(
                budget, measurement.subject(), Outcome.UNMEASURED, Optional.empty(), why, Optional.of(measurement));
    }

    private static Verdict verdict(
            Budget budget, Measurement measurement, Outcome outcome, long growing, String reason) {
        return new Verdict(
                budget,
                measurement.subject(),
                outcome,
                Optional.of(Amount.count(growing)),
                reason,
                Optional.of(measurement));
    }

    /** {@code queries = 2 + 1.0 × games: 7 -> 17 -> 42 with 5 -> 15 -> 40 games}. */
    private static String formula(QueryGrowth growth) {
        QueryGrowth.Line line = growth.line();
        String sizes =
                arrows(growth.points().stream().map(QueryGrowth.Point::size).toList());
        boolean constant = growth.totals().stream().distinct().count() == 1;
        String fit = constant
                ? "queries = " + growth.totals().get(0)
                : String.format(
                        Locale.ROOT,
                        "queries %s %s %s %s × %s: %s",
                        line.exact() ? "=" : "≈",
                        rounded(line.base(), true),
                        line.slope() < 0 ? "-" : "+",
                        rounded(Math.abs(line.slope()), false),
                        line.of(),
                        arrows(growth.totals()));
        String cached = line.exact() && !constant && line.of().startsWith("new ")
                ? "; what was read before may come from a cache"
                : "";
        return fit + " with " + sizes + " " + growth.noun() + cached;
    }

    private static String broken(QueryGrowth growth) {
        List<String> lines = new ArrayList<>();
        lines.add(formula(growth));
        growth.byTable().forEach(table -> lines.add("  " + table.name() + ": " + arrows(table.counts())));
        growth.growing()
                .forEach(statement -> lines.add("  " + arrows(statement.counts()) + " x  "
                        + StatementLines.abbreviated(statement.name()) + site(growth, statement)));
        List<NPlusOne> found =
                NPlusOne.in(growth.points().get(growth.points().size() - 1).statements());
        found.stream()
                .filter(finding -> growth.growing().stream().anyMatch(statement -> statement
                        .name()
                        .equals(finding.repeated().fingerprint().text())))
                .limit(2)
                .forEach(finding -> lines.add("Fix: " + Fix.of(finding)));
        return String.join("\n", lines);
    }

    private static String site(QueryGrowth growth, Counts statement) {
        return growth.points().get(growth.points().size() - 1).statements().groups().stream()
                .filter(group -> group.fingerprint().text().equals(statement.name()))
                .map(group -> group.callSite().location())
                .filter(location -> !location.isEmpty())
                .findFirst()
                .map(location -> "   (" + location + ")")
                .orElse("");
    }

    private static String arrows(List<Long> counts) {
        return counts.stream()
                .map(count -> String.format(Locale.ROOT, "%,d", count))
                .collect(Collectors.joining(" -> "));
    }

    private static String rounded(double value, boolean whole) {
        if (whole && Math.abs(value - Math.rint(value)) < 1e-6) {
            return Long.toString(Math.round(value));
        }
        boolean tenths = Math.abs(value * 10 - Math.rint(value * 10)) < 1e-6;
        return String.format(Locale.ROOT, tenths ? "%.1f" : "%.2f", value);
    }
}
