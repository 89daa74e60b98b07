package io.perfbudgets.junit.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One SELECT, UPDATE or DELETE of a statement with the tables that it names itself. Filled while a statement is read. */
final class QueryBlock {
    final @Nullable QueryBlock outer;
    final List<TableUse> tables = new ArrayList<>();
    final List<QueryBlock> inner = new ArrayList<>();
    /** What a common table expression is called. */
    String name = "";
    /** Whether it asks for the first rows only. */
    boolean limited;
    /** Whether it groups, aggregates or removes duplicates, and so reads on when it has enough rows. */
    boolean grouped;
    /** Whether it changes rows. */
    boolean changes;

    QueryBlock(@Nullable QueryBlock outer) {
        this.outer = outer;
        if (outer != null) {
            outer.inner.add(this);
        }
    }

    /** A table that the block names; a subquery in FROM has no table's name but a block. */
    static final class TableUse {
        final QueryBlock block;
        final String schema;
        final String name;
        final String alias;
        final @Nullable QueryBlock derived;
        final List<Condition> conditions = new ArrayList<>();
        /** Columns that are compared with columns of other tables. */
        final Set<String> joins = new LinkedHashSet<>();
        /** Columns that the result is ordered by, if all are of this table and in one direction. */
        final List<String> order = new ArrayList<>();

        TableUse(QueryBlock block, String schema, String name, String alias, @Nullable QueryBlock derived) {
            this.block = block;
            this.schema = schema;
            this.name = name;
            this.alias = alias;
            this.derived = derived;
            block.tables.add(this);
        }

        /** The other tables of its block. */
        Stream<TableUse> others() {
            return block.tables.stream().filter(other -> other != this);
        }

        List<String> columns(Condition.Form... forms) {
            Set<Condition.Form> wanted = Set.of(forms);
            return conditions.stream()
                    .filter(condition -> wanted.contains(condition.form()))
                    .map(Condition::column)
                    .filter(column -> !column.isEmpty())
                    .distinct()
                    .toList();
        }

        boolean has(Condition.Form form) {
            return conditions.stream().anyMatch(condition -> condition.form() == form);
        }

        /** Whether a condition of its own, or of the subquery that it is, picks rows. */
        boolean isSelective() {
            return conditions.stream().anyMatch(condition -> condition.form() != Condition.Form.EXCLUDES)
                    || (derived != null && derived.isSelective());
        }
    }

    /** The common table expression of that name that may be used here. */
    @Nullable
    QueryBlock common(String wanted) {
        for (QueryBlock at = this; at != null; at = at.outer) {
            for (QueryBlock candidate : at.inner) {
                if (candidate.name.equalsIgnoreCase(wanted)) {
                    return candidate.encloses(this) ? new QueryBlock(null) : candidate;
                }
            }
        }
        return null;
    }

    /** A recursive expression names itself inside of itself. */
    private boolean encloses(QueryBlock block) {
        for (QueryBlock at = block; at != null; at = at.outer) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    boolean isSelective() {
        return tables.stream().anyMatch(TableUse::isSelective);
    }

    /** Every use of a table in this block and those inside of it. */
    Stream<TableUse> allTables() {
        return Stream.concat(tables.stream(), inner.stream().flatMap(QueryBlock::allTables));
    }
}
