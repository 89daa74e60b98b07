package io.perfbudgets.junit.audit;

import io.perfbudgets.junit.audit.Condition.Form;
import io.perfbudgets.junit.audit.QueryBlock.TableUse;
import io.perfbudgets.plan.Engine;
import io.perfbudgets.plan.ScanFinding.Kind;
import io.perfbudgets.plan.TableRead;
import io.perfbudgets.plan.TableRead.Access;
import io.perfbudgets.plan.TableRead.Filter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What would find the rows of one table that is read as a whole although the statement looks for some of them only. */
final class FilterAdvice {
    private FilterAdvice() {}

    /** What to do, nothing where all is well; empty if no condition is about the table alone. */
    static Optional<List<Advice>> of(Found found, TableRead read) {
        TableUse use = found.use();
        boolean byPartialIndex = found.schema()
                .index(read.index())
                .map(TableSchema.Index::partial)
                .orElse(read.access() == Access.INDEX && read.filter() == Filter.NO && use.isSelective());
        if (byPartialIndex) {
            return Optional.of(List.of());
        }
        List<String> equal = found.named(use.columns(Form.EQUAL));
        List<String> ranges = found.named(use.columns(Form.RANGE, Form.PREFIX));
        if (!equal.isEmpty() || !ranges.isEmpty()) {
            return Optional.of(filtered(found, read, equal, ranges));
        }
        if (use.has(Form.EXPRESSION)) {
            return Optional.of(expression(found));
        }
        if (use.has(Form.EITHER)) {
            return Optional.of(either(found));
        }
        if (use.has(Form.INNER)) {
            return Optional.of(
                    List.of(inner(found, found.named(use.columns(Form.INNER)).get(0))));
        }
        return Optional.empty();
    }

    /** By columns that are compared with values. */
    private static List<Advice> filtered(Found found, TableRead read, List<String> equal, List<String> ranges) {
        TableUse use = found.use();
        TableSchema schema = found.schema();
        List<String> joins = found.named(List.copyOf(use.joins));
        List<String> looked = new ArrayList<>(equal);
        if (!joins.isEmpty() && use.others().anyMatch(TableUse::isSelective)) {
            looked.addAll(joins);
        }
        List<String> entries = new ArrayList<>(looked);
        entries.addAll(ranges);
        Optional<TableSchema.Index> existing = schema.leading(entries);
        if (existing.isPresent()) {
            return read.access() == Access.TABLE && found.engine() == Engine.POSTGRESQL
                    ? List.of(found.as(Kind.FILTER, entries, unusable(existing.get(), found, ranges)))
                    : List.of();
        }
        List<String> columns = new ArrayList<>(new LinkedHashSet<>(looked));
        if (!ranges.isEmpty()) {
            columns.add(ranges.get(0));
        } else if (!equal.isEmpty() && !use.block.grouped) {
            found.named(use.order).stream()
                    .filter(each -> !columns.contains(each))
                    .forEach(columns::add);
        }
        String fix = found.engine() == Engine.POSTGRESQL && equal.isEmpty() && use.has(Form.PREFIX)
                ? found.line().forPatterns(found.table(), columns.get(columns.size() - 1))
                : found.line().on(found.table(), columns);
        return List.of(found.as(Kind.FILTER, entries.stream().distinct().toList(), fix));
    }

    private static String unusable(TableSchema.Index index, Found found, List<String> ranges) {
        if (found.use().has(Form.PREFIX) && !ranges.isEmpty()) {
            return found.line().forPatterns(found.table(), ranges.get(0)) + "  (the index " + index.name()
                    + " serves LIKE only under the collation C)";
        }
        return "the index " + index.name() + " begins with the column, but the condition cannot use it: compare with a"
                + " value of the column's own type and collation, without a cast or a function around the column";
    }

    private static List<Advice> expression(Found found) {
        Condition condition = found.use().conditions.stream()
                .filter(each -> each.form() == Form.EXPRESSION)
                .findFirst()
                .orElseThrow();
        List<String> columns = found.named(List.of(condition.column().split(", ")));
        String fix;
        if (condition.expression().isEmpty()) {
            fix = "compare the bare column with a computed value, or index the expression";
        } else {
            fix = switch (found.engine()) {
                case SQLITE, POSTGRESQL, MYSQL ->
                    found.line().onExpression(found.table(), condition.column(), condition.expression());
                case MARIADB, H2 ->
                    "compare the bare column, or add a generated column for " + condition.expression()
                            + " and index that: " + found.engine() + " has no index on expressions";
            };
        }
        return List.of(found.as(Kind.FILTER, columns, fix));
    }

    private static List<Advice> either(Found found) {
        Condition either = found.use().conditions.stream()
                .filter(each -> each.form() == Form.EITHER)
                .findFirst()
                .orElseThrow();
        Set<String> columns = new LinkedHashSet<>();
        List<String> lines = new ArrayList<>();
        boolean indexable = true;
        for (List<Condition> arm : either.arms()) {
            List<String> own = found.named(arm.stream()
                    .filter(Condition::isIndexable)
                    .map(Condition::column)
                    .toList());
            arm.forEach(condition -> columns.addAll(found.named(List.of(condition.column()))));
            indexable &= !own.isEmpty();
            if (!own.isEmpty() && found.schema().leading(own).isEmpty()) {
                lines.add(found.line().on(found.table(), own.subList(0, 1)));
            }
        }
        columns.remove("");
        if (!indexable) {
            return List.of(found.as(
                    Kind.FILTER,
                    List.copyOf(columns),
                    "one side of the OR can use no index, so none is used: ask for each side in a query of its own"
                            + " (UNION)"));
        }
        if (found.engine() == Engine.H2) {
            lines.add("write the OR as a UNION: H2 uses no index for it");
        }
        return lines.isEmpty()
                ? List.of()
                : List.of(found.as(Kind.FILTER, List.copyOf(columns), String.join("; ", new LinkedHashSet<>(lines))));
    }

    private static Advice inner(Found found, String column) {
        String fix = found.engine() == Engine.POSTGRESQL
                ? found.line().forTrigrams(found.table(), column) + "  (extension pg_trgm)"
                : "no index finds rows by a pattern that begins with a wildcard: search by prefix, or use full-text search";
        return found.as(Kind.FILTER, List.of(column), fix);
    }
}
