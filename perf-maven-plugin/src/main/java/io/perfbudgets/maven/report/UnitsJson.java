package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.UnitStatements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The statements of the units to look at: a typical one, the slowest, and the one that ran most of them. */
final class UnitsJson {
    private static final int SHOWN = 60;
    private static final int MOST_SQL = 20_000;

    private final Measurement measurement;
    /** Of the first that is shown of several equal ones. */
    private final Map<UnitStatements, List<String>> titles = new LinkedHashMap<>();

    private final Map<UnitStatements, OptionalLong> durations = new LinkedHashMap<>();

    private UnitsJson(Measurement measurement) {
        this.measurement = measurement;
        measurement.examples().typical().ifPresent(unit -> add("typical", unit.statements(), unit.nanos()));
        measurement.examples().slowest().ifPresent(unit -> add("slowest", unit.statements(), unit.nanos()));
        if (!measurement.worstUnit().groups().isEmpty()) {
            titles.computeIfAbsent(measurement.worstUnit(), unit -> new ArrayList<>())
                    .add("most statements");
        }
    }

    private void add(String title, UnitStatements unit, long nanos) {
        titles.computeIfAbsent(unit, ignored -> new ArrayList<>()).add(title);
        durations.putIfAbsent(unit, OptionalLong.of(nanos));
    }

    static ArrayNode of(Measurement measurement) {
        UnitsJson units = new UnitsJson(measurement);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        units.titles.forEach((unit, titles) -> array.add(units.unit(String.join(" · ", titles), unit)));
        return array;
    }

    private ObjectNode unit(String title, UnitStatements unit) {
        long lasted = unit.groups().stream()
                .mapToLong(group -> group.startedAt() + group.nanos())
                .max()
                .orElse(0);
        OptionalLong nanos = durations.getOrDefault(unit, OptionalLong.empty());
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("title", title);
        nanos.ifPresent(took -> node.put("took", Amount.nanos(took).toString()));
        node.put("sql", Amount.nanos(unit.nanos()).toString());
        node.put("statements", unit.count());
        node.put("ms", LatencyJson.millis(Math.max(lasted, nanos.orElse(0))));
        node.put("more", Math.max(0, unit.groups().size() - SHOWN));
        ArrayNode rows = node.putArray("rows");
        unit.groups().stream().limit(SHOWN).forEach(group -> rows.add(row(group)));
        return node;
    }

    private ObjectNode row(StatementGroup group) {
        boolean repeats = measurement.nPlusOnes().stream()
                .map(NPlusOne::repeated)
                .anyMatch(repeated -> repeated.fingerprint().equals(group.fingerprint())
                        && repeated.callSite().equals(group.callSite()));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("count", group.count());
        node.put("sql", sql(group));
        node.put("site", group.callSite().location());
        node.put("rows", rows(group));
        node.put("time", Amount.nanos(group.nanos()).toString());
        node.put("at", LatencyJson.millis(group.startedAt()));
        node.put("ms", LatencyJson.millis(group.nanos()));
        node.put("bad", repeats);
        ArrayNode marks = node.putArray("marks");
        marks(group, repeats).forEach(marks::add);
        return node;
    }

    private static String rows(StatementGroup group) {
        String read = SubjectFacts.counted(group.rows());
        String changed = SubjectFacts.counted(group.updatedRows()) + " changed";
        return group.updatedRows() == 0 ? read : group.rows() == 0 ? changed : read + ", " + changed;
    }

    private static List<String> marks(StatementGroup group, boolean repeats) {
        List<String> marks = new ArrayList<>();
        if (repeats) {
            marks.add("N+1: " + SubjectFacts.counted(group.distinctValues()) + " different values");
        }
        if (group.duplicates() > 0) {
            marks.add("the same again: " + SubjectFacts.counted(group.duplicates()) + " ×");
        }
        if (group.savedByBatching() > 0) {
            marks.add("a batch would save " + SubjectFacts.counted(group.savedByBatching()) + " round trips");
        }
        return marks;
    }

    static String sql(StatementGroup group) {
        return clipped(group.fingerprint().text());
    }

    /** Statements of any length come out of generators; nobody reads more than this of one. */
    static String clipped(String sql) {
        return sql.length() <= MOST_SQL ? sql : sql.substring(0, MOST_SQL) + " …";
    }
}
